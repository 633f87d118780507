"""Cohorts as tests need them: opened and moved through the real actions."""

import datetime
from typing import Any

from django.utils import timezone

from brands.enums import Role
from creators.models import Channel, Creator, Post
from marketplace.accounts.models import Person
from marketplace.cohorts.actions import cohorts, decisions, entries, invitations, juries, sessions
from marketplace.cohorts.enums import CohortState
from marketplace.cohorts.models import Cohort, Entry, Jury, Session
from marketplace.core import jobs
from marketplace.core.models import Job
from marketplace.programmes.enums import Kind, Space
from marketplace.programmes.models import Programme
from tests.factories.accounts import PersonFactory
from tests.factories.brands import BrandFactory, MemberFactory
from tests.factories.creators import ChannelFactory, CreatorFactory
from tests.factories.programmes import a_programme

DAY = datetime.timedelta(days=1)
REASON = "We loved your last film."


def run_waiting(name: str) -> None:
    """Do the waiting jobs of this name, as workers would."""
    for job in Job.objects.waiting().filter(name=name, run_after__lte=timezone.now()).order_by("pk"):
        assert jobs.run(job.pk)
        job.refresh_from_db()
        assert job.state == "done", job.error


def today() -> datetime.date:
    return datetime.datetime.now(datetime.UTC).date()


def days(start: datetime.date | None = None) -> dict[str, datetime.date]:
    """Open since a week, and for another one; it starts in two weeks, or on the day given."""
    first = start - 21 * DAY if start else today() - 7 * DAY
    return {
        "opens_on": first,
        "closes_on": first + 14 * DAY,
        "answers_by": first + 18 * DAY,
        "starts_on": first + 21 * DAY,
    }


def staff() -> Person:
    """Somebody of the reviewers, who run cohorts."""
    from django.contrib.auth.models import Group

    person: Person = PersonFactory(staff=True)
    person.groups.add(Group.objects.get(name="reviewer"))
    return person


def brand_programme(slug: str = "contest", **more: Any) -> Programme:
    """A published programme of a brand with one manager."""
    brand = BrandFactory()
    MemberFactory(brand=brand, role=Role.MANAGER)
    return a_programme(slug, kind=Kind.CONTEST, brand=brand, **more)


def manager_of(programme: Programme) -> Person:
    assert programme.brand is not None
    return programme.brand.members.filter(role=Role.MANAGER).order_by("pk")[0].person


def organiser_of(programme: Programme) -> Person:
    return manager_of(programme) if programme.brand is not None else staff()


def a_cohort(programme: Programme | None = None, *, is_open: bool = True, **values: Any) -> Cohort:
    """An open cohort with two seats, of a brand's programme if no other is given."""
    programme = programme or brand_programme()
    actor = organiser_of(programme)
    given = {"name": "Spring", "seats": 2, "cycles": 1, "weeks": 4, **days(), **values}
    cohort = cohorts.create(actor=actor, programme=programme, **given)
    return cohorts.open_applications(actor=actor, cohort=cohort) if is_open else cohort


def running(cohort: Cohort, starts_on: datetime.date | None = None) -> Cohort:
    """The same in the middle of its weeks, as if its days had passed."""
    values: dict[str, Any] = {"state": CohortState.RUNNING, **(days(starts_on) if starts_on else {})}
    Cohort.objects.filter(pk=cohort.pk).update(**values)
    cohort.refresh_from_db()
    return cohort


def pupils_programme(slug: str = "pupils") -> Programme:
    return a_programme(slug, kind=Kind.MENTORING, space=Space.PUPILS)


def a_creator(*, zone: str = "Europe/Paris", **more: Any) -> Creator:
    """A grown-up with a channel and nothing else; their profile is not published."""
    creator: Creator = CreatorFactory(person=PersonFactory(time_zone=zone), **more)
    ChannelFactory(creator=creator)
    return creator


def applied(cohort: Cohort, creator: Creator | None = None, **more: Any) -> Entry:
    """An application with an answer to every question."""
    creator = creator or a_creator()
    assert creator.person is not None
    answers = more.pop("answers", ["Because." for _question in cohort.questions])
    return entries.submit(actor=creator.person, cohort=cohort, answers=answers, **more)


def invited(cohort: Cohort, creator: Creator | None = None) -> Entry:
    from tests.factories.creators import published_creator

    creator = creator or published_creator()
    return invitations.send(
        actor=organiser_of(cohort.programme), cohort=cohort, creator=creator, message="Join us."
    )  # fmt: skip


def decided(entry: Entry, decision: str, reason: str = REASON) -> Entry:
    """One decision of the organisers."""
    cohort = Cohort.objects.get(pk=entry.cohort_id)
    actor = organiser_of(cohort.programme)
    return decisions.decide(actor=actor, cohort=cohort, entries=[entry], decision=decision, reason=reason)[0]


def a_member(cohort: Cohort, creator: Creator | None = None) -> Entry:
    """Somebody who applied, was accepted and took the seat."""
    entry = decided(applied(cohort, creator), "accept")
    assert entry.creator.person is not None
    return entries.confirm(actor=entry.creator.person, entry=entry)


def posted(channel: Channel | None, *on: datetime.date, read_on: datetime.date | None = None) -> None:
    """Posts of a channel on these days; their views were read that day, or on `read_on`."""
    for day in on:
        Post.objects.create(channel=channel, published_on=day, counted_on=read_on or day)


def planned(cohort: Cohort, kind: str = "webinar", **more: Any) -> Session:
    """A session in three days."""
    values = {"title": "Growth", "starts_at": timezone.now() + 3 * DAY, "place": "Paris", **more}
    return sessions.plan(actor=organiser_of(cohort.programme), cohort=cohort, kind=kind, **values)


def open_jury(cohort: Cohort, *jurors: Person) -> Jury:
    """A jury whose scoring has opened about one more entrant, with one category."""
    applied(cohort)
    actor = organiser_of(cohort.programme)
    jury = juries.prepare(actor=actor, cohort=cohort, categories=[("All", 10_000)], quorum=1)
    for person in jurors:
        juries.add_juror(actor=actor, jury=jury, email=person.email)
    cohorts.close_applications(actor=actor, cohort=cohort)
    return juries.open_scoring(actor=actor, jury=jury)
