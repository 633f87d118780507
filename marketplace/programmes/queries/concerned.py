"""Whom a change concerns."""

import datetime
from collections.abc import Collection

from django.db.models import Min, Q, QuerySet

from creators.models import Creator
from marketplace.activity.jobs import REACT
from marketplace.activity.models import Event
from marketplace.core.days import day_in
from marketplace.core.models import Job
from marketplace.programmes.jobs import CREATOR, EVERYBODY, PROGRAMME
from marketplace.programmes.models import Programme, Standing
from marketplace.programmes.queries.facts import people

#: Where the reactions of this room are; the one that only tells changes no standing.
REACTIONS = "marketplace.programmes.reactions."
#: Nowhere is it later than fourteen hours after UTC.
EARLIEST = datetime.timedelta(hours=14)


def concerned_by(programme: Programme, country: str = "") -> QuerySet[Creator]:
    """The creators whose standing with a programme (or its heirs) its rules decide, everywhere or in one country."""
    mine = Q(programme=programme) | Q(programme__inherits=programme)
    stored = Standing.objects.filter(mine)
    if country:
        stored = stored.filter(observed__country__0=country)
    judged = people()
    if programme.platform_id is not None:
        judged = judged.filter(channels__platform=programme.platform_id, channels__removed_at=None)
    if country:
        judged = judged.filter(Q(home_country=country) | Q(channels__country=country))
    return Creator.objects.filter(Q(pk__in=judged.values("pk")) | Q(pk__in=stored.values("creator")))


def overdue(at: datetime.datetime, among: Collection[int] | None = None) -> list[tuple[datetime.date, int]]:
    """The creators (`among` these, or all) of whom time may have changed a standing, with the day it was due.

    The longest overdue come first. The day is the one where the creator is.
    """
    due = Standing.objects.filter(changes_on__lte=(at + EARLIEST).date())
    rows = (
        (due if among is None else due.filter(creator__in=among))
        .values("creator_id", "creator__person__time_zone")
        .annotate(due=Min("changes_on"))
        .order_by("due", "creator_id")
    )
    return [
        (row["due"], row["creator_id"])
        for row in rows
        if row["due"] <= day_in(row["creator__person__time_zone"] or "UTC", at)
    ]


def unsettled(creator_ids: list[int]) -> set[int]:
    """Those of whom something has happened that no job has seen to yet: their standings may lag, and rightly so."""
    unfinished = Job.objects.unfinished()
    if unfinished.filter(name__in=[PROGRAMME.name, EVERYBODY.name]).exists():
        return set(creator_ids)
    waiting = unfinished.filter(name=CREATOR.name, payload__creator_id__in=creator_ids)
    found = set(waiting.values_list("payload__creator_id", flat=True))
    reactions = unfinished.filter(name=REACT.name, payload__reaction__startswith=REACTIONS)
    reactions = reactions.exclude(payload__reaction=REACTIONS + "tell_the_creator")
    events = Event.objects.filter(pk__in=list(reactions.values_list("payload__event_id", flat=True)))
    for kind, subject_id in events.values_list("subject_type", "subject_id"):
        # What happened to a person or a programme may concern anybody.
        found |= {subject_id} if kind == "creators.creator" else set(creator_ids)
    return found & set(creator_ids)
