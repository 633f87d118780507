"""Profiles, proofs and consents at the desk; what is private stays with those who check it."""

import datetime

import pytest
from django.urls import reverse

from creators.actions import claims
from creators.enums import Ownership
from creators.models import Creator
from creators.reactions import tell_the_creator
from marketplace.activity.models import Event
from marketplace.notifications.models import Notice
from tests.factories.accounts import PersonFactory
from tests.factories.creators import ChannelFactory, ConsentFactory, CreatorFactory, MeasurementFactory

pytestmark = pytest.mark.django_db

BORN = datetime.date(1999, 3, 14)


def page(row, *more):
    name = f"admin:{row._meta.app_label}_{row._meta.model_name}_{'decide' if more else 'change'}"
    return reverse(name, args=[row.pk, *more])


@pytest.fixture
def creator():
    return CreatorFactory(published=True, birth_date=BORN)


def test_a_profile_is_reviewed_once_and_leaves_the_queue(staff, creator):
    client = staff("reviewer")
    queue = reverse("admin:creators_creator_changelist") + "?queue=profiles"
    assert creator.display_name in client.get(queue).content.decode()
    assert client.post(page(creator, "approve"), {"reason": ""}).status_code == 302
    assert client.post(page(creator, "approve"), {"reason": ""}).status_code == 422
    assert creator.display_name not in client.get(queue).content.decode()
    assert Event.objects.filter(verb="creators.reviewed").count() == 1


def test_a_profile_is_taken_down_and_its_creator_reads_why(staff, creator):
    client = staff("support")
    assert client.post(page(creator, "take-down"), {"reason": ""}).status_code == 422
    assert Creator.objects.get().state == "published"
    client.post(page(creator, "take-down"), {"reason": "The photo is somebody else's."})
    assert Creator.objects.get().state == "unpublished"
    event = Event.objects.get(verb="creators.unpublished")
    tell_the_creator(event)
    tell_the_creator(event)
    assert Notice.objects.get(person=creator.person).body.startswith("Our staff took it off the market.")
    assert client.post(page(creator, "take-down"), {"reason": "Again."}).status_code == 422


@pytest.mark.parametrize(("group", "shown"), [("reviewer", True), ("support", False)])
def test_the_birth_date_is_for_those_who_check_it(staff, creator, group, shown):
    text = staff(group).get(page(creator)).content.decode()
    assert ("1999" in text) is shown


def test_private_numbers_are_for_those_who_check_them(staff, creator):
    private = MeasurementFactory(channel__creator=creator, is_private=True, followers=424_242)
    assert staff("reviewer").get(page(private)).status_code == 200
    assert staff("support").get(page(private)).status_code == 403
    assert staff("finance").get(page(creator)).status_code == 403


@pytest.mark.parametrize(("name", "state"), [("prove", Ownership.PROVEN), ("refuse", Ownership.REFUSED)])
def test_a_proof_of_ownership_is_answered_once(staff, creator, name, state):
    channel = ChannelFactory(creator=creator, ownership=Ownership.PENDING)
    client = staff("reviewer")
    assert client.post(page(channel, name), {"reason": "Looked at the bio."}).status_code == 302
    channel.refresh_from_db()
    assert channel.ownership == state
    assert client.post(page(channel, name), {"reason": "Again."}).status_code == 422
    assert staff("support").post(page(channel, name), {"reason": "Me too."}).status_code == 403


def test_a_consent_is_confirmed_and_withdrawn(staff, creator):
    consent = ConsentFactory(creator=creator, confirmed_at=None, confirmed_by=None)
    client = staff("reviewer")
    assert (
        str(consent.pk) in client.get(reverse("admin:creators_consent_changelist") + "?queue=consents").content.decode()
    )
    client.post(page(consent, "confirm"), {"reason": ""})
    consent.refresh_from_db()
    assert consent.confirmed_by == client.person
    client.post(page(consent, "withdraw"), {"reason": "The signature is not theirs."})
    consent.refresh_from_db()
    assert consent.withdrawn_reason == "The signature is not theirs."


@pytest.mark.parametrize(("name", "granted"), [("grant", True), ("refuse", False)])
def test_a_claim_of_an_imported_profile_is_answered_once(staff, name, granted):
    channel = ChannelFactory(creator=CreatorFactory(unclaimed=True))
    person = PersonFactory()
    claim = claims.ask(actor=person, channel=channel, wish="claim")
    client = staff("reviewer")
    assert client.post(page(claim, name), {"reason": "Looked."}).status_code == 422
    claims.place(actor=person, claim=claim)
    assert client.post(page(claim, name), {"reason": "Looked."}).status_code == 302
    assert client.post(page(claim, name), {"reason": "Looked again."}).status_code == 422
    claim.refresh_from_db()
    assert (claim.is_granted, claim.decided_by) == (granted, client.person)
    assert (Creator.objects.get().person == person) is granted
    assert staff("support").post(page(claim, name), {"reason": "Me too."}).status_code in (403, 404)
