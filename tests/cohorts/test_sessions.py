"""Places in sessions, who was there, and files that calendars can read."""

import datetime
import re
from datetime import timedelta

import pytest
from django.utils import timezone

from marketplace.cohorts.actions import feeds, sessions
from marketplace.cohorts.calendars import calendar, escaped, folded
from marketplace.cohorts.enums import Attendance
from marketplace.cohorts.models import Place, Session
from marketplace.cohorts.queries.sessions import calendar_of, feed_by_key, seats_of
from marketplace.core.errors import Invalid, Refused
from tests.factories.accounts import PersonFactory
from tests.factories.cohorts import a_cohort, a_member, manager_of

pytestmark = pytest.mark.django_db
LINK = "https://meet.example/room"


def plan(cohort, kind="webinar", **more):
    values = {"title": "Growth", "starts_at": timezone.now() + timedelta(days=3), "url": LINK, **more}
    return sessions.plan(actor=manager_of(cohort.programme), cohort=cohort, kind=kind, **values)


def read(text):
    """A calendar file as events of {name: value}: unfolded and unescaped, as RFC 5545 says."""
    assert text.endswith("\r\n")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    lines = text.replace("\r\n ", "").split("\r\n")[:-1]
    assert (lines[0], lines[1], lines[-1]) == ("BEGIN:VCALENDAR", "VERSION:2.0", "END:VCALENDAR")
    events = []
    for line in lines:
        name, _colon, value = line.partition(":")
        if line == "BEGIN:VEVENT":
            events.append({})
        elif events and name not in ("BEGIN", "END"):
            plain = re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], value)
            events[-1][name] = plain
    return events


def test_a_file_says_what_when_and_where():
    cohort = a_cohort(name="Été; 2026")
    year = timezone.now().year + 1
    at = datetime.datetime(year, 3, 29, 18, 30, tzinfo=datetime.timezone(timedelta(hours=2)))
    session = plan(cohort, title="Grow, \\ slowly", starts_at=at, minutes=90, about="One\nTwo", place="Paris, 2e")
    (event,) = read(calendar([session]))
    assert (event["DTSTART"], event["DTEND"]) == (f"{year}0329T163000Z", f"{year}0329T180000Z")
    assert event["SUMMARY"] == "Grow, \\ slowly · Été; 2026"
    assert event["DESCRIPTION"] == f"One\nTwo\n\n{LINK}"
    assert (event["LOCATION"], event["URL"], event["SEQUENCE"]) == ("Paris, 2e", LINK, "0")
    assert (event["UID"], event["STATUS"]) == (f"{session.public_id}@entente", "CONFIRMED")


def test_a_moved_and_a_cancelled_session_keep_their_uid():
    session = plan(a_cohort())
    manager = session.host
    later = sessions.change(actor=manager, session=session, starts_at=session.starts_at + timedelta(hours=1))
    gone = sessions.cancel(actor=manager, session=later, reason="The speaker is ill.")
    events = [read(calendar([one]))[0] for one in (later, gone)]
    assert [one["SEQUENCE"] for one in events] == ["1", "2"]
    assert [one["STATUS"] for one in events] == ["CONFIRMED", "CANCELLED"]
    assert events[0]["UID"] == events[1]["UID"]


@pytest.mark.parametrize("text", ["é" * 200, "a" * 75, "a" * 76, "👩🏽‍🎤" * 30, ""])
def test_long_lines_fold_between_characters(text):
    lines = folded(text).split("\r\n")
    assert all(len(line.encode()) <= 75 for line in lines)
    assert "".join([lines[0], *(line[1:] for line in lines[1:])]) == text


def test_nothing_in_a_title_can_begin_another_line():
    assert escaped("A\r\nBEGIN:VALARM\x00\x0b") == "A\\nBEGIN:VALARM"


def test_places_are_limited_and_given_back():
    cohort = a_cohort()
    first, second = a_member(cohort), a_member(cohort)
    session = plan(cohort, capacity=1)
    sessions.join(actor=first.creator.person, session=session)
    with pytest.raises(sessions.SessionFull):
        sessions.join(actor=second.creator.person, session=session)
    sessions.leave(actor=first.creator.person, session=session)
    sessions.join(actor=second.creator.person, session=session)
    found = {place.entry_id: place.attendance for place in Place.objects.all()}
    assert found == {first.pk: Attendance.NOT_COMING, second.pk: Attendance.COMING}


def test_a_meeting_of_two_that_is_taken_is_not_seen_by_others():
    cohort = a_cohort()
    first, second = a_member(cohort), a_member(cohort)
    free, taken = plan(cohort, "one_to_one"), plan(cohort, "one_to_one", guest=first)
    assert [one.session for one in seats_of(first)] == [free, taken]
    assert [one.session for one in seats_of(second)] == [free]
    assert [one.is_coming for one in seats_of(first)] == [False, True]


def test_only_members_take_a_place_and_only_organisers_plan():
    cohort = a_cohort()
    session, stranger = plan(cohort), PersonFactory()
    with pytest.raises(sessions.NotAMember):
        sessions.join(actor=stranger, session=session)
    with pytest.raises(Refused):
        sessions.plan(actor=stranger, cohort=cohort, kind="webinar", title="Mine")
    assert (Place.objects.count(), Session.objects.count()) == (0, 1)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"title": " "}, "title"),
        ({"url": "", "place": ""}, "url"),
        ({"url": "javascript:alert(1)"}, "url"),
        ({"minutes": 4}, "minutes"),
        ({"starts_at": datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)}, "starts_at"),
        ({"capacity": 0}, "capacity"),
    ],
)
def test_what_is_wrong_is_named(values, field):
    with pytest.raises(Invalid) as refusal:
        plan(a_cohort(), **values)
    assert list(refusal.value.errors) == [field]


def test_who_was_there_is_noted_once_it_has_begun():
    cohort = a_cohort()
    member, manager = a_member(cohort), manager_of(cohort.programme)
    session = plan(cohort)
    with pytest.raises(sessions.SessionOver):
        sessions.mark(actor=manager, session=session, attendance={member.pk: "attended"})
    Session.objects.filter(pk=session.pk).update(starts_at=timezone.now() - timedelta(hours=1))
    assert sessions.mark(actor=manager, session=session, attendance={member.pk: "attended"}) == 1
    assert Place.objects.get().attendance == Attendance.ATTENDED


def test_the_feed_has_what_one_comes_to_and_a_new_key_ends_the_old_one():
    cohort = a_cohort()
    member, other = a_member(cohort), a_member(cohort)
    webinar, refused = plan(cohort, title="Open"), plan(cohort, title="Not for me")
    plan(cohort, "one_to_one", title="Theirs", guest=other)
    person = member.creator.person
    sessions.join(actor=person, session=refused)
    sessions.leave(actor=person, session=refused)
    assert list(calendar_of(person)) == [webinar]
    key = feeds.feed_of(person).key
    assert feed_by_key(key).person == person
    feeds.renew(actor=person)
    assert feed_by_key(key) is None
