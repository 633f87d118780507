"""Mentors and their pupils once they are together: meetings, parting, and what either side is told."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from marketplace.cohorts.actions import mentoring, mentors, sessions
from marketplace.cohorts.models import Mentorship, Place, Session
from marketplace.cohorts.queries.sessions import seats_of, sessions_seen_by
from marketplace.notifications.models import Notice
from tests.cohorts.test_pupils import a_mentor, aged
from tests.factories.brands import BrandFactory
from tests.factories.cohorts import a_cohort, a_member, manager_of, planned, pupils_programme, run_waiting, staff

pytestmark = pytest.mark.django_db
PARTED = "You do not go on together. Meetings to come are cancelled."
#: A mentor has read that staff decided before anything else happens.
BEFORE = ["Your offer to be a mentor: Approved"]


@pytest.fixture
def pair():
    """Noor, who answered a question, and Ana."""
    cohort = a_cohort(pupils_programme(), seats=9, questions=["Why?"])
    mentor, pupil = a_mentor(cohort), a_member(cohort, aged(14, consent=True, display_name="Noor"))
    (made,) = mentoring.assign(actor=staff(), cohort=cohort, pairs=[(pupil, mentor)])
    return made


def values(**more):
    return {"title": "Your film", "starts_at": timezone.now() + datetime.timedelta(days=2), "place": "Here", **more}


def plan(pair, actor=None, **more):
    return sessions.plan_with_pupil(actor=actor or pair.mentor.person, pair=pair, **values(**more))


def told(person):
    """What somebody reads, the newest last."""
    run_waiting("activity.react")
    return [(one.title, one.body) for one in Notice.objects.filter(person=person).order_by("pk")]


def test_a_mentor_plans_a_meeting_and_the_pupil_is_told(pair):
    session = plan(pair)
    assert (session.kind, session.capacity, session.host) == ("one_to_one", 1, pair.mentor.person)
    assert Place.objects.get().entry == pair.entry
    assert told(pair.entry.creator.person)[-1][0] == "New session: Your film"
    assert [one.session for one in seats_of(pair.entry)] == [session]


def test_nobody_else_plans_it_and_no_mentor_who_parted(pair):
    for actor in (pair.entry.creator.person, staff(), a_mentor(pair.cohort).person):
        with pytest.raises(sessions.NotTheirPupil):
            plan(pair, actor)
    mentoring.end(actor=staff(), mentorship=pair, reason="Moved away.")
    with pytest.raises(sessions.NotTheirPupil):
        plan(pair)
    assert Session.objects.count() == 0


def test_who_begins_to_work_for_a_brand_keeps_no_meeting(pair):
    session, person = plan(pair), pair.mentor.person
    BrandFactory(owner=person)
    with pytest.raises(sessions.NotTheirPupil):
        plan(pair)
    with pytest.raises(sessions.policies.NotAnOrganiser):
        sessions.change(actor=person, session=session, title="Elsewhere")
    assert list(sessions_seen_by(person)) == []


def test_another_pupil_neither_sees_nor_takes_a_place_that_was_given_back(pair):
    session, other = plan(pair), a_member(pair.cohort, aged(15, consent=True))
    sessions.leave(actor=pair.entry.creator.person, session=session)
    assert seats_of(other) == []
    with pytest.raises(sessions.NotTheirPupil):
        sessions.join(actor=other.creator.person, session=session)
    sessions.join(actor=pair.entry.creator.person, session=session)
    assert Place.objects.get().entry == pair.entry


def test_a_mentor_is_told_when_the_pupil_gives_the_place_back(pair):
    session, mentor = plan(pair), pair.mentor.person
    before = told(mentor)
    sessions.leave(actor=pair.entry.creator.person, session=session)
    given_back = ("Noor does not come: Your film", "Spring. The place is free again. Move the meeting, or cancel it.")
    assert told(mentor) == [*before, given_back]
    for _twice in range(2):
        sessions.join(actor=pair.entry.creator.person, session=session)
    comes = ("Noor comes: Your film", "Spring. The place is taken, and you are expected.")
    assert told(mentor) == [*before, given_back, comes]
    address = Notice.objects.filter(person=mentor).latest("pk").url
    assert address == reverse("cohorts:pair", args=[pair.public_id])
    client = Client()
    client.force_login(mentor)
    assert client.get(address).status_code == 200


def test_an_organiser_is_told_of_a_meeting_of_two_and_not_of_a_webinar():
    cohort = a_cohort()
    manager, member = manager_of(cohort.programme), a_member(cohort)
    before = len(told(manager))
    for kind in ("webinar", "one_to_one"):
        session = planned(cohort, kind, title=kind)
        sessions.join(actor=member.creator.person, session=session)
        sessions.leave(actor=member.creator.person, session=session)
    name = member.creator.display_name
    assert [title for title, _body in told(manager)[before:]] == [
        f"{name} comes: one_to_one", f"{name} does not come: one_to_one"]  # fmt: skip
    assert Notice.objects.latest("pk").url == reverse("cohorts:run_session", args=[session.public_id])


def test_a_refusal_tells_the_other_side_without_a_reason_and_cancels_the_meetings(pair):
    session, pupil, mentor = plan(pair), pair.entry.creator.person, pair.mentor.person
    before = len(told(pupil))
    mentoring.veto(actor=pupil, entry=pair.entry, mentor=pair.mentor, reason="He is my uncle.")
    assert told(mentor)[-1] == ("Noor and you", PARTED)
    assert told(pupil)[before:] == [("Cancelled: Your film", "Spring. The reason: You do not go on together.")]
    assert "uncle" not in str(list(Notice.objects.values_list("data", flat=True)))
    assert Session.objects.get().state == "cancelled"
    with pytest.raises(sessions.SessionOver):
        sessions.join(actor=pupil, session=session)


def test_a_mentor_who_refuses_is_not_told_and_the_pupil_is(pair):
    mentoring.veto(actor=pair.mentor.person, entry=pair.entry, mentor=pair.mentor, reason="We are related.")
    assert [title for title, _body in told(pair.mentor.person)] == [*BEFORE, "Noor and you"]
    assert told(pair.entry.creator.person)[-1] == ("Ana and you", PARTED)


def test_an_end_by_staff_tells_both_why(pair):
    mentors.end(actor=staff(), mentor=pair.mentor, reason="They move to Lyon.")
    assert told(pair.entry.creator.person)[-1] == ("Ana and you", "They move to Lyon.")
    assert ("Noor and you", "They move to Lyon.") in told(pair.mentor.person)
    assert Mentorship.objects.get().is_running is False


def test_the_page_of_a_pupil_plans_and_calls_off(pair):
    client, address = Client(), reverse("cohorts:pair", args=[pair.public_id])
    client.force_login(pair.mentor.person)
    wrong = client.post(address, values(place="", starts_at="2031-01-01T10:00", minutes=45))
    assert (wrong.status_code, "Say where: a link or a place." in wrong.content.decode()) == (422, True)
    assert 'value="Your film"' in wrong.content.decode()
    assert client.post(address, values(starts_at="2031-01-01T10:00", minutes=45)).status_code == 302
    cancel = reverse("cohorts:cancel_meeting", args=[pair.public_id, Session.objects.get().public_id])
    refused = client.post(cancel, {"reason": ""})
    assert (refused.status_code, Session.objects.get().state) == (422, "planned")
    assert client.post(cancel, {"reason": "I am ill."}).status_code == 302
    text = client.get(address).content.decode()
    assert ("I am ill." in text, "Because." in text) == (True, True)
