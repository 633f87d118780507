"""Creators like these: parts that add up, an exact order, nothing of the person, and only for those who may look."""

import datetime

import pytest
from django.urls import reverse

from creators.models import Creator
from marketplace.lookalikes.similar import WEIGHTS, similar
from marketplace.matching.actions import epochs
from marketplace.matching.snapshot import current
from tests.factories.accounts import PersonFactory
from tests.factories.brands import brand_person
from tests.factories.creators import published_creator
from tests.factories.matching import crowd

pytestmark = pytest.mark.django_db


def prepared():
    current.forget()
    return current.creators_in(epochs.begin())[0]


@pytest.fixture
def people():
    return crowd(40)


def test_the_parts_add_up_and_the_likest_come_first(people):
    seed = Creator.objects.discoverable().filter(channels__isnull=False).first()
    found = similar(prepared(), [seed.pk], 30)
    assert all(sum(one.points.values()) == one.score and list(one.points) == list(WEIGHTS) for one in found)
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)
    assert seed.pk not in {one.creator for one in found}
    assert len({one.creator for one in found}) == len(found)


def test_fewer_are_the_first_of_more(people):
    seeds = list(Creator.objects.discoverable().filter(channels__isnull=False).values_list("pk", flat=True)[:3])
    held = prepared()
    assert similar(held, seeds, 5) == similar(held, seeds[::-1], 50)[:5]


def test_a_twin_is_alike_in_everything_that_is_known():
    seed, twin = published_creator(), published_creator()
    [found] = similar(prepared(), [seed.pk], 5)
    assert found.creator == twin.pk
    assert (found.score, found.points) == (10_000, WEIGHTS)


def test_age_and_name_change_nothing():
    seed, other = published_creator(), published_creator()
    before = similar(prepared(), [seed.pk], 5)
    Creator.objects.filter(pk=other.pk).update(
        birth_date=datetime.date(1960, 1, 1), display_name="Somebody else", pronouns="il"
    )
    assert similar(prepared(), [seed.pk], 5) == before


def test_members_of_brands_look_and_others_find_nothing(client):
    seed, other = published_creator(display_name="Ada"), published_creator(display_name="Bo")
    prepared()
    address = f"{reverse('lookalikes:page')}?like={seed.public_id}"
    client.force_login(brand_person())
    page = client.get(address).content.decode()
    assert "Bo" in page
    assert client.get(f"{address}&like={other.public_id}").status_code == 200
    told = client.get(f"/api/v1/creators/alike?like={seed.public_id}").json()
    assert [row["creator"]["display_name"] for row in told] == ["Bo"]
    assert sum(part["points"] for part in told[0]["parts"]) == told[0]["score"]
    for person in (seed.person, PersonFactory()):
        client.force_login(person)
        assert client.get(address).status_code == 404


@pytest.mark.parametrize("query", ["", "?like=x", "?like=00000000-0000-0000-0000-000000000000"])
def test_nobody_named_is_nobody_found(client, query):
    client.force_login(brand_person())
    assert client.get(reverse("lookalikes:page") + query).status_code == 404


def test_who_left_the_market_is_neither_seed_nor_found(client):
    seed, gone = published_creator(), published_creator(display_name="Gone")
    prepared()
    Creator.objects.filter(pk=gone.pk).update(state="paused")
    client.force_login(brand_person())
    address = reverse("lookalikes:page")
    assert "Gone" not in client.get(address, {"like": str(seed.public_id)}).content.decode()
    assert client.get(address, {"like": str(gone.public_id)}).status_code == 404
