"""Channels and their numbers through the API."""

import datetime

import pytest

from creators.models import Channel, Measurement
from tests.factories.brands import brand_person
from tests.factories.creators import (
    ChannelFactory,
    CreatorFactory,
    MeasurementFactory,
    document_file,
    published_creator,
)

pytestmark = pytest.mark.django_db
MINE = "/api/v1/creators/me/channels"
TODAY = datetime.date.today().isoformat()


@pytest.fixture
def channel():
    return ChannelFactory(creator=CreatorFactory(published=True), handle="lea")


@pytest.fixture
def client(client_of, channel):
    return client_of(channel.creator.person)


@pytest.fixture
def stranger(client_of):
    return client_of(CreatorFactory().person)


def at(channel, rest=""):
    return f"/api/v1/channels/{channel.public_id}{rest}"


def test_an_account_is_listed(client):
    made = client.post(MINE, {"platform": "instagram", "handle": "https://www.instagram.com/Lea.Bakes/"})
    assert made.status_code == 201
    assert (made.json()["handle"], made.json()["ownership"]) == ("lea.bakes", "unproven")
    assert made.json()["ownership_code"].startswith("entente-")
    assert client.get(made["Location"]).json() == made.json()
    assert len(client.get(MINE).json()["results"]) == 2


@pytest.mark.parametrize(
    ("body", "status", "where"),
    [
        ({"platform": "tiktok", "handle": "LEA"}, 409, "#/handle"),
        ({"platform": "tiktok", "handle": "not a handle!"}, 422, "#/handle"),
        ({"platform": "myspace", "handle": "lea"}, 422, "#/platform"),
        ({"platform": "tiktok"}, 422, "#/handle"),
        ({"platform": "tiktok", "handle": "new", "account_created_on": "2999-01-01"}, 422, "#/account_created_on"),
    ],
)
def test_an_account_that_cannot_be_listed_is_not(client, body, status, where):
    refused = client.post(MINE, body)
    assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (status, where)
    assert Channel.objects.count() == 1


def test_an_account_is_changed_proven_and_removed(client, channel):
    assert client.patch(at(channel), {"is_business": True}).json()["is_business"] is True
    assert client.post(at(channel, "/proof-request")).json()["ownership"] == "pending"
    assert client.post(at(channel, "/proof-request")).status_code == 409


def test_the_last_channel_of_a_published_profile_stays(client_of):
    creator = published_creator()
    refused = client_of(creator.person).delete(at(creator.channels.get()))
    assert (refused.status_code, refused.json()["code"]) == (409, "not-complete")
    draft = ChannelFactory()
    assert client_of(draft.creator.person).delete(at(draft)).status_code == 204
    assert client_of(draft.creator.person).get(at(draft)).status_code == 404


def test_somebody_elses_account_does_not_exist(stranger, channel):
    assert stranger.get(at(channel)).status_code == 404
    assert stranger.patch(at(channel), {"is_business": True}).status_code == 404
    assert stranger.delete(at(channel)).status_code == 404
    assert stranger.post(at(channel, "/proof-request")).status_code == 404
    assert stranger.get(at(channel, "/measurements")).status_code == 404
    assert stranger.post(at(channel, "/measurements"), {"as_of": TODAY, "followers": 1}).status_code == 404
    assert Measurement.objects.count() == 0


def test_strangers_are_asked_to_sign_in(anonymous, channel):
    for address in (MINE, at(channel), at(channel, "/measurements")):
        assert anonymous.get(address).status_code == 401


def test_numbers_are_added_with_their_source(client, channel):
    body = {"as_of": TODAY, "followers": 1_000, "median_engagement_20": 40, "audience_countries": {"FR": 10_000}}
    made = client.post(at(channel, "/measurements"), body)
    assert made.status_code == 201
    assert (made.json()["source"], made.json()["engagement_rate_bp"], made.json()["has_proof"]) == (
        "declared",
        400,
        False,
    )
    assert made.json()["views_30d"] is None
    assert client.get(made["Location"]).json()["results"] == [made.json()]


def test_a_proof_is_sent_as_a_file_and_its_address_is_not_told(client, channel):
    body = {"as_of": TODAY, "followers": "1000", "proof": document_file()}
    made = client.post(at(channel, "/measurements"), body, format="multipart")
    assert made.status_code == 201
    assert (made.json()["source"], made.json()["has_proof"]) == ("proof", True)
    assert "proof" not in made.json()
    wrong = {"as_of": TODAY, "followers": "1", "proof": document_file("x.pdf").__class__("x.pdf", b"<svg/>")}
    refused = client.post(at(channel, "/measurements"), wrong, format="multipart")
    assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, "#/proof")


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"as_of": "2999-01-01", "followers": 1}, "#/as_of"),
        ({"as_of": TODAY, "followers": -1}, "#/followers"),
        ({"as_of": TODAY, "followers": 10**30}, "#/followers"),
        ({"as_of": TODAY, "audience_ages": {"18-24": 5_000}}, "#/audience_ages"),
        ({"as_of": TODAY, "audience_ages": {"18-24": "half"}}, "#/audience_ages/18-24"),
        ({"followers": 1}, "#/as_of"),
    ],
)
def test_numbers_that_cannot_be_are_refused(client, channel, body, pointer):
    refused = client.post(at(channel, "/measurements"), body)
    assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, pointer)
    assert Measurement.objects.count() == 0


def test_nobody_claims_that_numbers_were_fetched(client, channel):
    made = client.post(at(channel, "/measurements"), {"as_of": TODAY, "followers": 1, "source": "fetched"})
    assert made.json()["source"] == "declared"


def test_a_brand_reads_shared_numbers_only(client_of, client, channel):
    MeasurementFactory(channel=channel, followers=5)
    MeasurementFactory(channel=channel, followers=6, is_private=True)
    brand = client_of(brand_person())
    assert [row["followers"] for row in brand.get(at(channel, "/measurements")).json()["results"]] == [5]
    assert len(client.get(at(channel, "/measurements")).json()["results"]) == 2
    assert brand.post(at(channel, "/measurements"), {"as_of": TODAY, "followers": 1}).status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_the_numbers_cost_the_same_for_any_count(client, channel, rows, django_assert_num_queries):
    for _ in range(rows):
        MeasurementFactory(channel=channel)
    # session, person, channel, contacts, measurements
    with django_assert_num_queries(4):
        assert len(client.get(at(channel, "/measurements")).json()["results"]) == rows
