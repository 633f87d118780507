"""Programmes as people look them up: which ones they see, and whether each is open."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from brands.enums import BrandState
from marketplace.programmes.enums import Kind, ProgrammeState, Space
from marketplace.programmes.models import Opening, Programme
from marketplace.programmes.policies import may_see_pupils_space
from marketplace.programmes.queries.openings import open_countries
from marketplace.programmes.queries.texts import openings_of

OPEN, COMING, CLOSED, RETIRED = "open", "coming", "closed", "retired"


@dataclass(frozen=True)
class Stage:
    """Where a programme stands on a day. `countries` are those it is open in (or was, or will be); [] is everywhere.

    `since` is the first day of this stage and `until` the first day after it, as far as somebody published them.
    """

    code: str
    countries: Sequence[str] = ()
    since: datetime.date | None = None
    until: datetime.date | None = None

    @property
    def is_open(self) -> bool:
        return self.code == OPEN


def shown_to(person: Any) -> QuerySet[Programme]:
    """Programmes this person may look up: published or retired ones, without the pupils' space for brands."""
    states = (ProgrammeState.PUBLISHED, ProgrammeState.RETIRED)
    found = Programme.objects.filter(state__in=states).exclude(kind=Kind.GENERAL)
    # What a suspended brand opened is not on the market either.
    found = found.exclude(brand__state=BrandState.SUSPENDED)
    found = found.select_related("platform", "inherits")
    return found if may_see_pupils_space(person) else found.filter(space=Space.MARKET)


def narrowed(
    programmes: QuerySet[Programme], on: datetime.date, *, kind: str = "", platform: str = "", country: str = ""
) -> QuerySet[Programme]:
    """Those of a kind, of a platform, or open in a country that day; "" narrows nothing.

    Adds `is_open`, and puts what is open first.
    """
    openings = Opening.objects.filter(programme=OuterRef("pk"))
    covering = openings.filter(Q(opens_on=None) | Q(opens_on__lte=on), Q(closes_on=None) | Q(closes_on__gt=on))
    here = covering.filter(country__in=("", country)) if country else covering
    published = Q(state=ProgrammeState.PUBLISHED)
    is_open = published & (Exists(covering) | ~Exists(openings))
    if kind:
        programmes = programmes.filter(kind=kind)
    if platform:
        programmes = programmes.filter(platform__code=platform)
    if country:
        programmes = programmes.filter(published & (Exists(here) | ~Exists(openings)))
    return programmes.annotate(is_open=is_open).order_by("-is_open", "slug")


def stage_of(programme: Programme, on: datetime.date) -> Stage:
    """Open, coming, closed or retired on that day. Without published dates a programme counts as open."""
    openings = openings_of(programme)
    countries = open_countries(programme, on)
    if programme.state == ProgrammeState.RETIRED:
        return Stage(RETIRED, countries)
    covering = [one for one in openings if one.covers(on)]
    if covering or not openings:
        begun = [one.opens_on for one in covering]
        ends = [one.closes_on for one in covering]
        return Stage(OPEN, countries, _known(min, begun), _known(max, ends))
    coming = [one.opens_on for one in openings if one.opens_on and one.opens_on > on]
    if coming:
        return Stage(COMING, countries, until=min(coming))
    return Stage(CLOSED, countries, since=max(one.closes_on for one in openings if one.closes_on))


def _known(choose: Any, days: list[datetime.date | None]) -> datetime.date | None:
    """The first or last of the days; None where one of them is not known."""
    return None if None in days or not days else choose(days)
