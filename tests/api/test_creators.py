"""Creators through the API: as brands see them, and one's own profile."""

import datetime

import pytest

from brands.models import Brand
from creators.enums import CreatorState
from creators.models import Creator
from marketplace.taxonomy.models import Niche
from tests.factories.accounts import PersonFactory
from tests.factories.brands import brand_person
from tests.factories.creators import (
    NUMBERS,
    ChannelFactory,
    CreatorFactory,
    MeasurementFactory,
    complete,
    published_creator,
)

pytestmark = pytest.mark.django_db
CREATORS, ME = "/api/v1/creators", "/api/v1/creators/me"


@pytest.fixture
def creator():
    return published_creator(display_name="Léa")


@pytest.fixture
def client(client_of, creator):
    return client_of(creator.person)


@pytest.fixture
def brand(client_of):
    return client_of(brand_person())


def names(response):
    assert response.status_code == 200
    return [row["display_name"] for row in response.json()["results"]]


def test_a_brand_finds_what_can_be_found(brand, creator):
    CreatorFactory(display_name="A draft")
    CreatorFactory(unclaimed=True, display_name="Imported")
    published_creator(display_name="Suspended", person=PersonFactory(suspended=True))
    assert names(brand.get(CREATORS)) == ["Imported", "Léa"]
    assert names(brand.get(f"{CREATORS}?unclaimed=true")) == ["Imported"]


def test_without_a_seat_in_an_active_brand_nobody_is_found(client_of, creator):
    kim = PersonFactory(brand=True)
    mine = CreatorFactory(person=kim, display_name="Kim")
    of_suspended = brand_person()
    Brand.objects.update(state="suspended")
    for person, found in ((kim, ["Kim"]), (of_suspended, [])):
        reader = client_of(person)
        assert names(reader.get(CREATORS)) == found
        assert reader.get(f"{CREATORS}/{creator.public_id}").status_code == 404
        numbers = f"/api/v1/channels/{creator.channels.get().public_id}/measurements"
        assert reader.get(numbers).status_code == 404
    assert client_of(kim).get(f"{CREATORS}/{mine.public_id}").status_code == 200


def test_a_creator_finds_only_themself(client, creator):
    published_creator(display_name="Somebody else")
    assert names(client.get(CREATORS)) == ["Léa"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("platform=tiktok", ["Léa"]),
        ("platform=youtube", []),
        ("country=FR&language=fr", ["Léa"]),
        ("country=DE", []),
        ("followers_min=50000", ["Léa"]),
        ("followers_min=50001", []),
        ("style=tutorial", ["Léa"]),
        ("availability=open", ["Léa"]),
    ],
)
def test_the_list_is_filtered(brand, creator, query, found):
    assert names(brand.get(f"{CREATORS}?{query}")) == found


def test_a_niche_is_found_by_those_above_it(brand):
    niche = Niche.objects.filter(depth__gte=1, is_common=True).first()
    CreatorFactory(published=True, display_name="Deep", niches=[niche])
    assert names(brand.get(f"{CREATORS}?niche={niche.path[0]}")) == ["Deep"]


def test_a_filter_that_cannot_be_read_is_named(brand):
    problem = brand.get(f"{CREATORS}?followers_min=many&availability=never").json()
    assert problem["status"] == 422
    assert {error["parameter"] for error in problem["errors"]} == {"followers_min", "availability"}


def test_a_brand_reads_the_numbers_and_never_the_private_parts(brand, creator):
    channel = creator.channels.get()
    MeasurementFactory(channel=channel, followers=987_654_321, is_private=True)
    shown = brand.get(f"{CREATORS}/{creator.public_id}")
    assert shown.status_code == 200
    numbers = shown.json()["channels"][0]["numbers"]
    assert numbers["followers"]["value"] == NUMBERS["followers"]
    assert numbers["audience_country_bp:FR"] == {
        "value": 7_000,
        "as_of": str(datetime.date.today()),
        "source": "declared",
    }
    assert shown.json()["rates"][0]["amount_minor"] == 45_000
    for secret in ("1998-05-17", "987654321", "birth", "ownership_code", "entente-TESTCODE", "minimum_fee", "email"):
        assert secret not in shown.content.decode()
        assert secret not in brand.get(CREATORS).content.decode()


@pytest.mark.parametrize("state", [CreatorState.DRAFT, CreatorState.HIDDEN, CreatorState.UNPUBLISHED])
def test_a_profile_out_of_sight_does_not_exist_for_a_brand(brand, creator, state):
    Creator.objects.filter(pk=creator.pk).update(state=state)
    assert brand.get(f"{CREATORS}/{creator.public_id}").status_code == 404
    assert names(brand.get(CREATORS)) == []


def test_another_creator_does_not_exist_for_a_creator(client_of, creator):
    other = published_creator()
    assert client_of(other.person).get(f"{CREATORS}/{creator.public_id}").status_code == 404


def test_strangers_see_nobody(anonymous, creator):
    for address in (CREATORS, f"{CREATORS}/{creator.public_id}", ME):
        assert anonymous.get(address).status_code == 401


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_for_any_number(brand, rows, django_assert_num_queries):
    for _ in range(rows):
        published_creator()
    # session, person, creators (with the reader's seat), then what hangs on them: niches, styles, photos, portfolio,
    # usage, exclusivity, rates, channels, measurements
    with django_assert_num_queries(12):
        assert len(brand.get(CREATORS).json()["results"]) == rows


def test_a_profile_is_started_once(client_of):
    client = client_of(PersonFactory())
    assert client.get(ME).status_code == 404
    made = client.post(ME, {"display_name": "Noa", "languages": ["fr"], "birth_date": "2000-01-31"})
    assert made.status_code == 201
    assert made["Location"] == ME
    assert (made.json()["state"], made.json()["birth_date"]) == ("draft", "2000-01-31")
    assert "niche" in [item["code"] for item in made.json()["completeness"]["items"] if not item["done"]]
    again = client.post(ME, {"display_name": "Noa"})
    assert (again.status_code, again.json()["code"]) == (409, "already-there")


def test_someone_of_the_other_side_starts_no_profile(brand):
    refused = brand.post(ME, {"display_name": "Noa"})
    assert (refused.status_code, refused.json()["code"]) == (403, "wrong-side")
    assert Creator.objects.count() == 0


def test_only_what_is_sent_is_changed(client, creator):
    niche = Niche.objects.filter(is_common=True).last()
    changed = client.patch(ME, {"bio": "I bake.", "niches": [niche.code]})
    assert changed.status_code == 200
    assert (changed.json()["bio"], changed.json()["niches"]) == ("I bake.", [niche.code])
    assert changed.json()["display_name"] == "Léa"


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"birth_date": "2999-01-01"}, "#/birth_date"),
        ({"home_country": "XX"}, "#/home_country"),
        ({"niches": ["no-such"]}, "#/niches"),
        ({"languages": ["klingon"]}, "#/languages"),
        ({"languages": "fr"}, "#/languages"),
        ({"display_name": ""}, "#/display_name"),
    ],
)
def test_what_is_wrong_is_pointed_at(client, creator, change, pointer):
    refused = client.patch(ME, change)
    assert refused.status_code == 422
    assert refused.json()["errors"][0]["pointer"].startswith(pointer)
    assert Creator.objects.get(pk=creator.pk).display_name == "Léa"


def test_a_profile_is_published_when_it_is_complete(client_of):
    draft = CreatorFactory()
    client = client_of(draft.person)
    refused = client.post(f"{ME}/publish")
    assert (refused.status_code, refused.json()["code"]) == (409, "not-complete")
    complete(draft)
    assert client.post(f"{ME}/publish").json()["state"] == "published"
    assert client.post(f"{ME}/pause").json()["state"] == "paused"
    assert client.post(f"{ME}/hide").json()["state"] == "hidden"
    assert client.post(f"{ME}/unpublish").json()["state"] == "unpublished"
    assert client.post(f"{ME}/pause").status_code == 409


def test_availability_and_refusals_are_replaced_as_a_whole(client):
    told = client.put(f"{ME}/availability", {"availability": "open", "weekly_capacity": 3})
    assert (told.json()["availability"], told.json()["weekly_capacity"]) == ("open", 3)
    told = client.put(f"{ME}/availability", {"availability": "busy"})
    assert (told.json()["availability"], told.json()["weekly_capacity"]) == ("busy", None)
    wish = {"kinds": ["live"], "minimum_fee_minor": 20_000, "minimum_fee_currency": "EUR", "paid_only": True}
    refusals = client.put(f"{ME}/refusals", wish).json()["refusals"]
    assert refusals == {"sectors": [], "note": "", **wish}
    wrong = client.put(f"{ME}/refusals", {"minimum_fee_minor": -1, "minimum_fee_currency": "EUR"})
    assert wrong.json()["errors"][0]["pointer"] == "#/minimum_fee_minor"
    odd = client.put(f"{ME}/refusals", {"minimum_fee_minor": 20_001, "minimum_fee_currency": "EUR"})
    assert (odd.status_code, odd.json()["errors"][0]["pointer"]) == (422, "#/minimum_fee_minor")


def test_a_suspended_creator_reads_and_changes_nothing(client_of):
    creator = published_creator(person=PersonFactory(suspended=True))
    client = client_of(creator.person)
    assert client.get(ME).status_code == 200
    assert client.patch(ME, {"bio": "x"}).json()["code"] == "suspended"
    assert client.post(f"{ME}/pause").status_code == 403


def test_two_channels_show_their_own_numbers(brand, creator):
    second = ChannelFactory(creator=creator)
    MeasurementFactory(channel=second, followers=7)
    shown = brand.get(f"{CREATORS}/{creator.public_id}").json()["channels"]
    assert [channel["numbers"]["followers"]["value"] for channel in shown] == [50_000, 7]
