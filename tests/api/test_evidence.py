"""Consents of guardians and claims of imported accounts through the API."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.utils import timezone

from creators.actions import claims
from creators.models import Channel, ClaimRequest, Consent
from tests.creators.imports.conftest import bring
from tests.factories.accounts import PersonFactory
from tests.factories.creators import ConsentFactory, CreatorFactory, document_file

pytestmark = pytest.mark.django_db
CONSENTS, CLAIMS = "/api/v1/creators/me/consents", "/api/v1/claims"


@pytest.fixture(autouse=True)
def _own_files(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def creator():
    return CreatorFactory()


@pytest.fixture
def client(client_of, creator):
    return client_of(creator.person)


@pytest.fixture
def imported():
    bring("username,name,followers\nzoe,Zoé,12000\n")
    return Channel.objects.get(handle="zoe")


@pytest.fixture
def ines():
    """Staff who may confirm ownership."""
    person = PersonFactory(staff=True, uses_creator_side=False)
    person.user_permissions.add(Permission.objects.get(codename="prove_ownership"))
    return person


def paper(**changes):
    today = timezone.localdate()
    dates = {"starts_on": str(today), "ends_on": str(today + timedelta(days=300))}
    return {
        "guardian_name": "Maud",
        "guardian_email": "maud@example.org",
        **dates,
        "evidence": document_file(),
    } | changes


def test_a_consent_is_handed_in_and_listed_without_its_paper(client, creator):
    made = client.post(CONSENTS, paper(), format="multipart")
    assert (made.status_code, made.json()["confirmed_at"], made["Location"]) == (201, None, CONSENTS)
    ConsentFactory()
    (row,) = client.get(CONSENTS).json()["results"]
    assert row == made.json()
    assert (row["guardian_name"], "evidence" in row) == ("Maud", False)
    assert Consent.objects.get(creator=creator).evidence.read().startswith(b"%PDF")


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"ends_on": "2020-01-01"}, "#/ends_on"),
        ({"guardian_email": "maud"}, "#/guardian_email"),
        ({"guardian_name": ""}, "#/guardian_name"),
        ({"evidence": ""}, "#/evidence"),
    ],
)
def test_a_consent_that_is_none_is_refused(client, change, pointer):
    refused = client.post(CONSENTS, paper(**change), format="multipart")
    assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, pointer)
    assert Consent.objects.count() == 0


def test_an_account_is_claimed_and_the_code_placed(client, creator, imported):
    made = client.post(CLAIMS, {"platform": "tiktok", "handle": "@Zoe", "wish": "claim"}, format="json")
    claim = ClaimRequest.objects.get(person=creator.person)
    assert (made.status_code, made.json()["code"], made.json()["channel"]) == (201, claim.code, str(imported.public_id))
    placed = client.post(f"{CLAIMS}/{imported.public_id}/placed")
    assert (placed.status_code, placed.json()["placed_at"] is None) == (200, False)
    assert client.post(f"{CLAIMS}/{imported.public_id}/placed").status_code == 409


def test_one_reads_what_was_decided_and_nothing_of_others(client, client_of, creator, imported, ines):
    claim = claims.place(actor=creator.person, claim=claims.ask(actor=creator.person, channel=imported, wish="remove"))
    stranger = client_of(PersonFactory())
    assert stranger.post(f"{CLAIMS}/{imported.public_id}/placed").status_code == 404
    claims.grant(actor=ines, claim=claim)
    (row,) = client.get(CLAIMS).json()["results"]
    assert (row["is_granted"], row["wish"], row["platform"], row["handle"]) == (True, "remove", "tiktok", None)
    assert stranger.get(CLAIMS).json()["results"] == []


@pytest.mark.parametrize(
    ("change", "pointer"),
    [({"handle": "nobody"}, "#/handle"), ({"wish": "both"}, "#/wish"), ({"platform": "myspace"}, "#/platform")],
)
def test_what_cannot_be_claimed_is_refused(client, imported, change, pointer):
    asked = {"platform": "tiktok", "handle": "zoe", "wish": "claim"} | change
    refused = client.post(CLAIMS, asked, format="json")
    assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, pointer)
    assert ClaimRequest.objects.count() == 0


@pytest.mark.parametrize("rows", [1, 3])
def test_the_lists_cost_the_same_for_any_number(client, creator, rows, django_assert_num_queries):
    bring("username,followers\n" + "".join(f"zoe{at},12000\n" for at in range(rows)))
    ConsentFactory.create_batch(rows, creator=creator)
    for channel in Channel.objects.filter(creator__person=None):
        claims.ask(actor=creator.person, channel=channel, wish="claim")
    for address, queries in ((CONSENTS, 4), (CLAIMS, 3)):
        with django_assert_num_queries(queries):
            assert len(client.get(address).json()["results"]) == rows
