"""Prices, photos and pieces of work through the API."""

import pytest

from creators.models import Photo, PortfolioItem, Rate
from tests.factories.creators import (
    ChannelFactory,
    CreatorFactory,
    PortfolioItemFactory,
    RateFactory,
    picture_file,
    published_creator,
)

pytestmark = pytest.mark.django_db
ME = "/api/v1/creators/me"


@pytest.fixture
def creator():
    return CreatorFactory()


@pytest.fixture
def client(client_of, creator):
    return client_of(creator.person)


def price(**changes):
    return {"kind": "story", "amount_minor": 12_000, "currency": "EUR"} | changes


def test_a_rate_is_asked_and_replaced(client, creator):
    channel = ChannelFactory(creator=creator)
    first = client.post(f"{ME}/rates", price(channel=str(channel.public_id)))
    assert first.status_code == 201
    assert first.json()["channel"] == str(channel.public_id)
    client.post(f"{ME}/rates", price(channel=str(channel.public_id), amount_minor=13_000))
    (row,) = client.get(f"{ME}/rates").json()["results"]
    assert row["amount_minor"] == 13_000
    assert Rate.objects.count() == 2


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"amount_minor": 0}, "#/amount_minor"),
        ({"currency": "XXX"}, "#/currency"),
        ({"kind": "dance"}, "#/kind"),
        ({"amount_minor": "much"}, "#/amount_minor"),
    ],
)
def test_a_rate_that_is_no_price_is_refused(client, change, pointer):
    refused = client.post(f"{ME}/rates", price(**change))
    assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, pointer)
    assert Rate.objects.count() == 0


def test_somebody_elses_channel_is_no_channel_here(client):
    refused = client.post(f"{ME}/rates", price(channel=str(ChannelFactory().public_id)))
    assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, "#/channel")
    assert Rate.objects.count() == 0


def test_a_rate_is_taken_back_by_its_owner_only(client, creator, client_of):
    rate = RateFactory(creator=creator)
    address = f"{ME}/rates/{rate.public_id}"
    assert client_of(CreatorFactory().person).delete(address).status_code == 404
    assert client.delete(address).status_code == 204
    assert client.delete(address).status_code == 404


def test_usage_and_exclusivity_are_priced_by_amount_or_share(client, client_of):
    usage = client.post(f"{ME}/usage-rates", {"use": "paid_social", "days": 30, "percent_bp": 5_000})
    assert (usage.status_code, usage.json()["territory"]) == (201, "world")
    both = {"use": "organic", "days": 30, "percent_bp": 100, "amount_minor": 100, "currency": "EUR"}
    assert client.post(f"{ME}/usage-rates", both).json()["errors"][0]["pointer"] == "#/amount_minor"
    exclusive = client.post(
        f"{ME}/exclusivity-rates", {"scope": "sector", "days": 90, "amount_minor": 50_000, "currency": "EUR"}
    )
    assert exclusive.status_code == 201
    other = client_of(CreatorFactory().person)
    for made, name in ((usage, "usage-rates"), (exclusive, "exclusivity-rates")):
        assert len(client.get(f"{ME}/{name}").json()["results"]) == 1
        assert other.delete(made["Location"]).status_code == 404
        assert client.delete(made["Location"]).status_code == 204
        assert client.get(f"{ME}/{name}").json()["results"] == []


def test_photos_are_uploaded_ordered_and_deleted(client):
    made = [client.post(f"{ME}/photos", {"picture": picture_file()}, format="multipart") for _ in range(2)]
    assert [photo.status_code for photo in made] == [201, 201]
    ids = [photo.json()["public_id"] for photo in made]
    moved = client.put(f"{ME}/photos/order", {"order": ids[::-1]})
    assert [photo["public_id"] for photo in moved.json()] == ids[::-1]
    assert client.put(f"{ME}/photos/order", {"order": ids[:1]}).status_code == 422
    assert client.delete(made[0]["Location"]).status_code == 204
    assert [photo["public_id"] for photo in client.get(f"{ME}/photos").json()] == ids[1:]


@pytest.mark.parametrize("content", [b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"GIF89a", b""])
def test_what_is_no_photo_is_refused(client, content):
    upload = picture_file().__class__("me.jpg", content)
    refused = client.post(f"{ME}/photos", {"picture": upload}, format="multipart")
    assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, "#/picture")
    assert Photo.objects.count() == 0


def test_an_upload_repeated_under_its_key_is_stored_once(client):
    for _ in range(2):
        headers = {"Idempotency-Key": "photo-1"}
        made = client.post(f"{ME}/photos", {"picture": picture_file()}, format="multipart", headers=headers)
        assert made.status_code == 201
    assert Photo.objects.count() == 1


def test_a_piece_of_work_is_shown_changed_and_taken_off(client, client_of):
    made = client.post(f"{ME}/portfolio", {"title": "Bread", "link": "https://example.org", "platform": "youtube"})
    assert made.status_code == 201
    address = made["Location"]
    assert client.patch(address, {"results": "1 M views"}).json() | {"results": ""} == made.json()
    other = client_of(CreatorFactory().person)
    assert [other.get(address).status_code, other.patch(address, {}).status_code] == [404, 404]
    assert client.patch(address, {"link": "javascript:alert(1)"}).json()["errors"][0]["pointer"] == "#/link"
    assert client.delete(address).status_code == 204
    assert PortfolioItem.objects.count() == 0


def test_without_a_profile_there_is_nothing_to_price(client_of, anonymous):
    from tests.factories.accounts import PersonFactory

    for name in ("rates", "usage-rates", "exclusivity-rates", "photos", "portfolio"):
        assert client_of(PersonFactory()).get(f"{ME}/{name}").status_code == 404
        assert anonymous.get(f"{ME}/{name}").status_code == 401


def test_the_last_rate_of_a_published_profile_stays(client_of):
    creator = published_creator()
    refused = client_of(creator.person).delete(f"{ME}/rates/{creator.rates.get().public_id}")
    assert (refused.status_code, refused.json()["code"]) == (409, "not-complete")
    assert creator.rates.get().is_active


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize("name", ["rates", "portfolio"])
def test_the_lists_cost_the_same_for_any_number(client, creator, name, rows, django_assert_num_queries):
    for kind in ("story", "live", "sponsored_video")[:rows]:
        if name == "portfolio":
            PortfolioItemFactory(creator=creator)
        else:
            client.post(f"{ME}/rates", price(kind=kind))
    # session, person, profile, rows
    with django_assert_num_queries(4):
        assert len(client.get(f"{ME}/{name}").json()["results"]) == rows
