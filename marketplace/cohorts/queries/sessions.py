"""Sessions through what a person may see: members those of their cohort, of meetings of two their own and free ones."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone

from marketplace.accounts.models import Person
from marketplace.cohorts.enums import Attendance, EntryState, SessionKind
from marketplace.cohorts.models import CalendarFeed, Cohort, Entry, Mentor, Mentorship, Place, Session
from marketplace.cohorts.models.session import SessionQuerySet
from marketplace.cohorts.queries.cohorts import cohorts_run_by, members_of
from marketplace.programmes.enums import Space
from marketplace.programmes.policies import may_see_pupils_space

#: A calendar keeps what was, this long.
KEPT = datetime.timedelta(days=120)
TAKEN = Count("places", filter=~Q(places__attendance=Attendance.NOT_COMING))
#: A mentor hosts it: then it is for pupils of theirs alone, also while its place is free.
_WITH_A_MENTOR = Exists(Mentor.objects.filter(person=OuterRef("host"), programme=OuterRef("cohort__programme")))
PAST_MEMBERS = (EntryState.MEMBER, EntryState.COMPLETED)


@dataclass(frozen=True)
class Seat:
    """A session as one member sees it: whether they come, and what they may do."""

    session: Session
    place: Place | None
    taken: int

    @property
    def is_coming(self) -> bool:
        return self.place is not None and self.place.attendance != Attendance.NOT_COMING

    @property
    def is_ahead(self) -> bool:
        return self.session.is_ahead

    @property
    def is_full(self) -> bool:
        return self.session.capacity is not None and self.taken >= self.session.capacity

    @property
    def may_join(self) -> bool:
        return self.is_ahead and not self.is_coming and not self.is_full

    @property
    def may_leave(self) -> bool:
        return self.is_ahead and self.is_coming


def sessions_seen_by(person: Any) -> QuerySet[Session]:
    """Those of one's cohorts as a member, those one hosts, and all of the cohorts one runs."""
    if not getattr(person, "is_authenticated", False):
        return Session.objects.none()
    mine = Entry.objects.filter(creator__person=person, state__in=PAST_MEMBERS)
    coming = Place.objects.filter(session=OuterRef("pk"), entry__creator__person=person)
    others = Place.objects.filter(session=OuterRef("pk")).exclude(attendance=Attendance.NOT_COMING)
    free = Exists(coming) | (~Exists(others) & ~(_WITH_A_MENTOR & ~Exists(_pairs_with_host(person))))
    as_member = Q(cohort__in=mine.values("cohort")) & (~Q(kind=SessionKind.ONE_TO_ONE) | Q(free))
    seen = Session.objects.filter(as_member | Q(host=person) | Q(cohort__in=cohorts_run_by(person).values("pk")))
    if not may_see_pupils_space(person):
        seen = seen.exclude(cohort__programme__space=Space.PUPILS)
    return seen.select_related("cohort__programme", "host")


def is_with_a_mentor(session: Session) -> bool:
    """A meeting of two that a mentor hosts: only their pupils may take its place, or hear of it."""
    mentors = Mentor.objects.filter(programme=session.cohort.programme_id)
    return session.is_one_to_one and mentors.filter(person=session.host_id).exists()


def meetings_of(pair: Mentorship) -> SessionQuerySet:
    """The meetings of a mentor and a pupil, in their order."""
    meetings = Session.objects.filter(cohort=pair.cohort_id, kind=SessionKind.ONE_TO_ONE, host=pair.mentor.person_id)
    found = meetings.filter(places__entry=pair.entry_id).prefetch_related("places")
    return found.order_by("starts_at", "pk")


def _pairs_with_host(person: Person) -> QuerySet[Mentorship]:
    mine = Mentorship.objects.filter(entry__creator__person=person, ended_at=None)
    return mine.filter(mentor__person=OuterRef("host"))


def sessions_kept_by(person: Person) -> QuerySet[Session]:
    """Those whose attendance somebody may read: of the cohorts they run, and those they host."""
    is_theirs = Q(host=person) | Q(cohort__in=cohorts_run_by(person).values("pk"))
    return sessions_seen_by(person).filter(is_theirs)


def lines_of(session: Session, person: Person) -> QuerySet[Entry]:
    """The members of a session's cohort with their place in it (`here`), past ones included; for a mentor the pupil
    they meet alone."""
    here = Prefetch("places", Place.objects.filter(session=session), to_attr="here")
    found = members_of(session.cohort).prefetch_related(here)
    runs = cohorts_run_by(person).filter(pk=session.cohort_id).exists()
    return found if runs else found.filter(places__session=session)


def with_places(rows: QuerySet[Session], person: Person) -> QuerySet[Session]:
    """With how many places are taken (`taken`), and whether the person has one (`is_coming`)."""
    mine = Place.objects.filter(session=OuterRef("pk"), entry__creator__person=person)
    return rows.annotate(taken=TAKEN, is_coming=Exists(mine.exclude(attendance=Attendance.NOT_COMING)))


def seats_of(entry: Entry) -> list[Seat]:
    """The sessions of a member's cohort as they see them, in their order; meetings of others are not among them."""
    person = entry.creator.person
    rows = sessions_seen_by(person).filter(cohort=entry.cohort).annotate(taken=TAKEN).order_by("starts_at", "pk")
    places = {place.session_id: place for place in Place.objects.filter(entry=entry)}
    return [Seat(row, places.get(row.pk), row.taken) for row in rows]


def sessions_of(cohort: Cohort) -> QuerySet[Session]:
    """The sessions of a cohort for those who run it, with how many come."""
    return cohort.sessions.annotate(taken=TAKEN).select_related("host").order_by("starts_at", "pk")


def calendar_of(person: Person) -> QuerySet[Session]:
    """What stands in somebody's calendar, from four months ago on: webinars of their cohorts they have not said no to,
    meetings they have a place in, and what they host."""
    mine = Entry.objects.filter(creator__person=person, state__in=PAST_MEMBERS)
    theirs = Place.objects.filter(session=OuterRef("pk"), entry__creator__person=person)
    coming, refused = (
        theirs.exclude(attendance=Attendance.NOT_COMING),
        theirs.filter(attendance=Attendance.NOT_COMING),
    )
    open_to_all = Q(cohort__in=mine.values("cohort"), kind=SessionKind.WEBINAR) & ~Q(Exists(refused))
    found = Session.objects.filter(open_to_all | Q(Exists(coming)) | Q(host=person))
    if not may_see_pupils_space(person):
        found = found.exclude(cohort__programme__space=Space.PUPILS)
    return found.filter(starts_at__gte=timezone.now() - KEPT).select_related("cohort").order_by("starts_at", "pk")


def feed_by_key(key: str) -> CalendarFeed | None:
    """The feed of this secret, unless its person can no longer sign in."""
    return CalendarFeed.objects.select_related("person").filter(key=key, person__is_active=True).first()
