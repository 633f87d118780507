"""Every page of one's own profile: who reaches it, what it shows, that it keeps what was typed."""

import pytest
from django.urls import reverse

from creators.models import Creator
from tests.factories.accounts import PersonFactory

pytestmark = pytest.mark.django_db
PLAIN = [
    "mine",
    "preview",
    "profile",
    "availability",
    "refusals",
    "consent",
    "channels",
    "add_channel",
    "rates",
    "usage",
    "photos",
    "portfolio",
    "add_item",
]


def url(name, *args):
    return reverse(f"creators:{name}", args=args)


@pytest.mark.parametrize("name", PLAIN)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_page_opens_for_a_draft_and_for_a_published_profile(client, nour, lea, name, language):
    for creator in (nour, lea):
        client.force_login(creator.person)
        answer = client.get(url(name), headers={"accept-language": language})
        assert answer.status_code == 200
        assert b"<h1" in answer.content


@pytest.mark.parametrize("name", PLAIN)
def test_visitors_sign_in_first(client, db, name):
    answer = client.get(url(name))
    assert answer.status_code == 302
    assert reverse("account_login") in answer.url


@pytest.mark.parametrize("name", [name for name in PLAIN if name != "profile"])
def test_without_a_profile_one_starts_there(client, db, name):
    client.force_login(PersonFactory())
    answer = client.get(url(name))
    assert (answer.status_code, answer.url) == (302, url("profile"))


def test_people_of_the_brand_side_have_no_profile_pages(client, bao):
    client.force_login(bao)
    assert client.get(url("profile")).status_code == 403
    assert client.get(url("mine")).status_code == 403
    assert client.post(url("profile"), {"display_name": "Bao"}).status_code == 403
    assert not Creator.objects.filter(person=bao).exists()
