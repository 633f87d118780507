"""A logo's file is written when nothing refuses it any more, and goes when another takes its place."""

import pytest
from django.urls import reverse

from brands.actions import brands
from brands.policies import NotYours
from marketplace.core import pictures
from marketplace.core.errors import Invalid
from tests.factories.creators import picture_file

pytestmark = pytest.mark.django_db


@pytest.fixture
def files(settings, tmp_path):
    """The names of all files that are kept."""
    settings.MEDIA_ROOT = tmp_path
    return lambda: sorted(str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*") if path.is_file())


def logo():
    return pictures.read(picture_file(), sizes=("medium",))


@pytest.mark.parametrize("who", ["marc", "vera", "rival", "kim"])
def test_a_refused_logo_leaves_no_file(files, request, brand, who):
    with pytest.raises(NotYours):
        brands.update(actor=request.getfixturevalue(who), brand=brand, logo=logo())
    brand.refresh_from_db()
    assert (files(), brand.logo.name) == ([], "")


def test_a_logo_beside_something_wrong_leaves_no_file(files, olive, brand, kim):
    with pytest.raises(Invalid):
        brands.update(actor=olive, brand=brand, name=" ", logo=logo())
    with pytest.raises(Invalid):
        brands.create(actor=kim, name=" ", logo=logo())
    assert files() == []


def test_a_new_logo_takes_the_place_of_the_old_one(files, olive, brand, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        first = brands.update(actor=olive, brand=brand, logo=logo()).logo.name
    assert files() == [first]
    with django_capture_on_commit_callbacks(execute=True):
        second = brands.update(actor=olive, brand=brand, logo=logo()).logo.name
    assert second != first
    assert files() == [second]
    with django_capture_on_commit_callbacks(execute=True):
        brands.update(actor=olive, brand=brand, website="https://other.example")
    assert files() == [second]


def test_onboarding_and_settings_take_a_logo(files, client, kim):
    client.force_login(kim)
    client.post(reverse("brands:brand_new"), {"name": "Lumière", "logo": picture_file()})
    brand = kim.memberships.get().brand
    assert files() == [brand.logo.name]
    client.post(reverse("brands:settings", args=[brand.public_id]), {"name": "Lumière", "website": "https://l.example"})
    brand.refresh_from_db()
    assert (brand.website, files()) == ("https://l.example", [brand.logo.name])
