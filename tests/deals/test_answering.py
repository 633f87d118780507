"""One answer, from the right side, in time; then everybody is told."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from brands.actions import campaigns
from brands.enums import CampaignState
from brands.models import Brand, Campaign
from marketplace.accounts.actions import people
from marketplace.accounts.policies import Suspended
from marketplace.activity.models import Event
from marketplace.activity.record import SYSTEM
from marketplace.core import jobs
from marketplace.core.errors import Invalid
from marketplace.core.models import Job
from marketplace.deals import policies, queries
from marketplace.deals.actions import contacts, gates
from marketplace.deals.enums import ContactState, Reason
from marketplace.deals.models import Contact
from marketplace.notifications.models import Notice
from tests.factories.brands import MemberFactory
from tests.factories.creators import published_creator
from tests.factories.deals import applied, invited, manager_of, open_campaign, stranger, viewer_of

pytestmark = pytest.mark.django_db


def answerer(contact):
    return manager_of(contact.campaign) if contact.is_application else contact.creator.person


def asker(contact):
    return contact.creator.person if contact.is_application else manager_of(contact.campaign)


def ends_in(contact, seconds):
    """Move a contact in time so that its answer is due in so many seconds."""
    end = timezone.now() + timedelta(seconds=seconds)
    Contact.objects.filter(pk=contact.pk).update(expires_at=end, created_at=end - timedelta(days=7))
    return Contact.objects.get(pk=contact.pk)


def run_reactions():
    for job in Job.objects.waiting().filter(name="activity.react").order_by("pk"):
        assert jobs.run(job.pk)
        job.refresh_from_db()
        assert job.state == "done", job.error


def told():
    return set(Notice.objects.values_list("person_id", "verb"))


@pytest.mark.parametrize("ask", [applied, invited])
def test_the_side_that_was_asked_accepts_and_the_terms_are_locked(ask):
    contact = ask()
    actor = answerer(contact)
    done = contacts.accept(actor=actor, contact=contact)
    assert (done.state, done.decided_by_id, done.decision_reason_code) == (ContactState.ACCEPTED, actor.pk, "")
    assert Campaign.objects.get(pk=contact.campaign_id).is_locked is True
    assert [event.state for event in contact.events.all()] == ["pending", "accepted"]
    assert Event.objects.filter(verb="deals.contact_accepted", actor=actor).count() == 1


@pytest.mark.parametrize("ask", [applied, invited])
def test_declining_needs_a_reason_of_ones_own_side(ask):
    contact = ask()
    foreign = Reason.PRODUCT if contact.is_application else Reason.AUDIENCE
    for reason in ("", "because", Reason.NO_ANSWER, foreign):
        with pytest.raises(Invalid):
            contacts.decline(actor=answerer(contact), contact=contact, reason=reason)
    contact.refresh_from_db()
    assert contact.state == ContactState.PENDING
    done = contacts.decline(actor=answerer(contact), contact=contact, reason=Reason.PRICE, note=" Too much. ")
    assert (done.state, done.decision_reason_code, done.decision_note) == ("declined", "price", "Too much.")


def test_another_reason_needs_words():
    contact = applied()
    with pytest.raises(Invalid) as refusal:
        contacts.decline(actor=answerer(contact), contact=contact, reason=Reason.OTHER, note=" ")
    assert list(refusal.value.errors) == ["note"]
    with pytest.raises(Invalid):
        contacts.decline(actor=answerer(contact), contact=contact, reason=Reason.PRICE, note="x" * 501)


@pytest.mark.parametrize("ask", [applied, invited])
def test_only_the_right_person_answers_or_withdraws(ask):
    contact = ask()
    others = [asker(contact), viewer_of(contact.campaign), stranger(), manager_of(open_campaign())]
    for actor in others:
        for answer in (contacts.accept, lambda **who: contacts.decline(reason=Reason.PRICE, **who)):
            with pytest.raises(contacts.NotYourTurn):
                answer(actor=actor, contact=contact)
    for actor in [answerer(contact), *others[1:]]:
        with pytest.raises(contacts.NotYourTurn):
            contacts.withdraw(actor=actor, contact=contact)
    contact.refresh_from_db()
    assert (contact.state, contact.events.count()) == (ContactState.PENDING, 1)


@pytest.mark.parametrize("ask", [applied, invited])
def test_suspended_people_answer_nothing(ask):
    contact = ask()
    for person in (answerer(contact), asker(contact)):
        people.suspend(actor=SYSTEM, person=person, reason="Because.")
        person.refresh_from_db()
    with pytest.raises(Suspended):
        contacts.accept(actor=answerer(contact), contact=contact)
    with pytest.raises(Suspended):
        contacts.withdraw(actor=asker(contact), contact=contact)


ANSWERS = {
    "accepted": lambda contact: contacts.accept(actor=answerer(contact), contact=contact),
    "declined": lambda contact: contacts.decline(actor=answerer(contact), contact=contact, reason=Reason.TIMING),
    "withdrawn": lambda contact: contacts.withdraw(actor=asker(contact), contact=contact),
}


@pytest.mark.parametrize("first", ANSWERS)
@pytest.mark.parametrize("second", ANSWERS)
def test_every_answer_is_final(first, second):
    contact = applied()
    ANSWERS[first](contact)
    with pytest.raises(contacts.Settled):
        ANSWERS[second](contact)
    contact.refresh_from_db()
    assert (contact.state, contact.events.count()) == (first, 2)


@pytest.mark.parametrize("answer", ANSWERS)
def test_a_second_before_the_end_is_in_time_and_a_second_after_is_not(answer):
    early, late = applied(), ends_in(applied(), -1)
    assert ANSWERS[answer](ends_in(early, 1)).state == answer
    with pytest.raises(contacts.TimeOver):
        ANSWERS[answer](late)
    late.refresh_from_db()
    assert late.state == ContactState.PENDING


def test_the_job_closes_what_nobody_answered_and_nothing_else():
    early, late, answered = applied(), applied(), applied()
    contacts.withdraw(actor=asker(answered), contact=answered)
    states = [contacts.expire(contact=ends_in(early, 1)).state]
    late = contacts.expire(contact=ends_in(late, -1))
    states += [late.state, contacts.expire(contact=ends_in(answered, -1)).state]
    assert states == ["pending", "expired", "withdrawn"]
    assert (late.decision_reason_code, late.decided_by) == (Reason.NO_ANSWER, None)


def test_the_waiting_job_is_found_when_its_time_has_come():
    contact = ends_in(applied(), -1)
    job = Job.objects.get(name="deals.expire")
    assert jobs.run(job.pk) is False
    Job.objects.filter(pk=job.pk).update(run_after=contact.expires_at)
    assert jobs.run(job.pk) is True
    contact.refresh_from_db()
    assert contact.state == ContactState.EXPIRED


def test_those_who_waited_while_all_places_were_taken_are_told_so():
    campaign = open_campaign(seats=1)
    waiting = applied(campaign)
    contacts.accept(actor=manager_of(campaign), contact=applied(campaign))
    with pytest.raises(gates.SeatsTaken):
        contacts.accept(actor=manager_of(campaign), contact=waiting)
    assert contacts.expire(contact=ends_in(waiting, -1)).decision_reason_code == Reason.SEATS_FILLED


def test_a_closed_campaign_answers_everybody_who_waits():
    campaign = open_campaign()
    waiting, agreed, elsewhere = applied(campaign), invited(campaign), applied()
    contacts.accept(actor=agreed.creator.person, contact=agreed)
    campaigns.close(actor=manager_of(campaign), campaign=campaign)
    run_reactions()
    for contact in (waiting, agreed, elsewhere):
        contact.refresh_from_db()
    assert (waiting.state, waiting.decision_reason_code) == ("expired", Reason.CAMPAIGN_CLOSED)
    assert (agreed.state, elsewhere.state) == ("accepted", "pending")


def test_a_closed_campaign_accepts_nobody_and_a_paused_one_still_does():
    for state, fits in [(CampaignState.CLOSED, False), (CampaignState.PAUSED, True)]:
        contact = applied()
        Campaign.objects.filter(pk=contact.campaign_id).update(state=state, closed_at=timezone.now())
        if fits:
            assert contacts.accept(actor=answerer(contact), contact=contact).state == "accepted"
        else:
            with pytest.raises(contacts.CampaignOver):
                contacts.accept(actor=answerer(contact), contact=contact)


def test_a_creator_who_was_suspended_meanwhile_is_not_accepted():
    contact = applied()
    people.suspend(actor=SYSTEM, person=contact.creator.person, reason="Because.")
    with pytest.raises(contacts.NotYourTurn):
        contacts.accept(actor=answerer(contact), contact=contact)


def test_who_was_asked_is_told_and_viewers_are_not():
    campaign = open_campaign()
    viewer_of(campaign)
    owner = MemberFactory(brand=campaign.brand, role="owner").person
    applied(campaign)
    run_reactions()
    assert told() == {
        (manager_of(campaign).pk, "deals.application_received"),
        (owner.pk, "deals.application_received"),
    }
    invitation = invited()
    run_reactions()
    assert (invitation.creator.person_id, "deals.invitation_received") in told()


@pytest.mark.parametrize("answer", ANSWERS)
def test_the_other_side_is_told_the_answer(answer):
    contact = applied()
    run_reactions()
    Notice.objects.all().delete()
    ANSWERS[answer](contact)
    run_reactions()
    listener = answerer(contact) if answer == "withdrawn" else asker(contact)
    assert told() == {(listener.pk, f"deals.contact_{answer}")}


def test_at_expiry_both_are_told_why_in_their_own_words():
    contact = contacts.expire(contact=ends_in(applied(), -1))
    run_reactions()
    texts = dict(Notice.objects.filter(verb="deals.contact_expired").values_list("person_id", "data__other"))
    manager = manager_of(contact.campaign)
    assert texts == {
        contact.creator.person_id: contact.campaign.brand.name,
        manager.pk: contact.creator.display_name,
    }
    notice = Notice.objects.get(person=manager, verb="deals.contact_expired")
    assert notice.body == "The reason: There was no answer in time."
    assert notice.url == f"/contacts/{contact.public_id}/"


def test_the_database_itself_keeps_one_open_contact_a_pair():
    contact = applied()
    contact.pk, contact.public_id = None, None
    with pytest.raises(IntegrityError), transaction.atomic():
        Contact.objects.bulk_create([contact])


def test_the_response_rate_counts_answers_and_silence_only():
    campaign = open_campaign(seats=None)
    assert queries.response_rate(campaign.brand).basis_points is None
    for answer in ("accepted", "declined", "withdrawn"):
        ANSWERS[answer](applied(campaign))
    applied(campaign)
    contacts.expire(contact=ends_in(applied(campaign), -1))
    applied()
    rate = queries.response_rate(campaign.brand)
    assert (rate.answered, rate.total, rate.basis_points) == (2, 3, 6_666)


def test_what_waits_for_whom():
    campaign, creator = open_campaign(), published_creator()
    applied(campaign)
    invitation = invited(campaign, creator)
    assert queries.waiting_for(manager_of(campaign)) == 1
    assert queries.waiting_for(creator.person) == 1
    assert queries.waiting_for(viewer_of(campaign)) == 0
    contacts.accept(actor=creator.person, contact=invitation)
    assert queries.waiting_for(creator.person) == 0


def test_a_brand_in_contact_keeps_seeing_the_profile():
    contact = applied()
    assert policies.is_in_contact(manager_of(contact.campaign), contact.creator) is True
    assert policies.is_in_contact(stranger(), contact.creator) is False
    Brand.objects.filter(pk=contact.campaign.brand_id).update(state="suspended")
    assert policies.is_in_contact(manager_of(contact.campaign), contact.creator) is False
    Brand.objects.filter(pk=contact.campaign.brand_id).update(state="active")
    contacts.withdraw(actor=contact.creator.person, contact=contact)
    assert policies.is_in_contact(manager_of(contact.campaign), contact.creator) is False
