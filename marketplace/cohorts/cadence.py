"""Whether members keep up: so many posts in each week of a cohort, counted from the posts a channel's owner listed.

Weeks begin with the cohort's first day and have seven days; posts carry the day they were published on. A week is over
when it is over where the member is. In a week with c posts, of n asked for, the member is behind by max(0, n − c). What
is more than n in one week fills no other one: the cadence is weekly.

The list of a channel reaches to the newest day on which its views were read. A week that has n posts is kept up
whatever the list misses; one with fewer, on a list that ends before the week was over, is not known and counted as
neither.
"""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from marketplace.cohorts.models import Cohort, Entry
from marketplace.cohorts.models.cohort import WEEK

DAY = datetime.timedelta(days=1)


class Pace(StrEnum):
    """How a week, or the whole, stands."""

    KEPT_UP = "kept_up"
    BEHIND = "behind"
    UNKNOWN = "unknown"
    GOING = "going"
    AHEAD = "ahead"


@dataclass(frozen=True)
class Listed:
    """The days of a channel's posts, and the newest day on which somebody read the list (None: nobody ever did)."""

    days: tuple[datetime.date, ...]
    read_on: datetime.date | None


@dataclass(frozen=True)
class Week:
    """One week of a cohort for one member: [starts_on, ends_on), `posts` counted of `needed`."""

    cycle: int
    number: int
    starts_on: datetime.date
    ends_on: datetime.date
    posts: int
    needed: int
    pace: Pace

    @property
    def behind_by(self) -> int:
        """Posts missing; 0 where nothing is owed yet or nobody knows."""
        return self.needed - self.posts if self.pace is Pace.BEHIND else 0

    @property
    def missing(self) -> int:
        """Posts to go, in a week that is not over."""
        return max(0, self.needed - self.posts)

    @property
    def last_day(self) -> datetime.date:
        return self.ends_on - DAY


@dataclass(frozen=True)
class Cadence:
    """All weeks of a membership, in their order."""

    weeks: tuple[Week, ...]
    read_on: datetime.date | None

    @property
    def over(self) -> list[Week]:
        """The weeks that are complete."""
        return [one for one in self.weeks if one.pace not in (Pace.GOING, Pace.AHEAD)]

    @property
    def going(self) -> Week | None:
        """The week that is running."""
        return next((one for one in self.weeks if one.pace is Pace.GOING), None)

    @property
    def kept(self) -> int:
        return sum(one.pace is Pace.KEPT_UP for one in self.weeks)

    @property
    def unknown(self) -> int:
        return sum(one.pace is Pace.UNKNOWN for one in self.weeks)

    @property
    def behind_by(self) -> int:
        """Posts missing in all weeks that are over and known."""
        return sum(one.behind_by for one in self.weeks)

    @property
    def pace(self) -> Pace:
        """Behind if any week is, else unknown if any week is, else kept up; AHEAD before the first week is over."""
        if self.behind_by:
            return Pace.BEHIND
        if self.unknown:
            return Pace.UNKNOWN
        return Pace.KEPT_UP if self.over else Pace.AHEAD


def cadence_of(
    cohort: Cohort,
    listed: Listed,
    today: datetime.date,
    *,
    cycles: Iterable[int] | None = None,
    until: datetime.date | None = None,
) -> Cadence:
    """The weeks of these cycles (all) as they stand on `today`, the date where the member is.

    `until`: the day somebody left, if they did; weeks that were not over by then ask for nothing.
    """
    wanted = set(cycles) if cycles is not None else set(range(1, cohort.cycles + 1))
    weeks = []
    for place in range(cohort.total_weeks):
        cycle, number = place // cohort.weeks + 1, place % cohort.weeks + 1
        starts_on = cohort.starts_on + WEEK * place
        if cycle in wanted and (until is None or starts_on + WEEK <= until):
            weeks.append(_week(cohort, listed, today, cycle, number, starts_on))
    return Cadence(tuple(weeks), listed.read_on)


def _week(
    cohort: Cohort, listed: Listed, today: datetime.date, cycle: int, number: int, starts_on: datetime.date
) -> Week:
    ends_on = starts_on + WEEK
    posts = sum(starts_on <= day < ends_on for day in listed.days)
    needed = cohort.posts_per_week
    return Week(
        cycle, number, starts_on, ends_on, posts, needed, _pace(listed, today, starts_on, ends_on, posts, needed)
    )


def _pace(
    listed: Listed, today: datetime.date, starts_on: datetime.date, ends_on: datetime.date, posts: int, needed: int
) -> Pace:
    if today < starts_on:
        return Pace.AHEAD
    if today < ends_on:
        return Pace.GOING
    if posts >= needed:
        return Pace.KEPT_UP
    is_known = listed.read_on is not None and listed.read_on >= ends_on
    return Pace.BEHIND if is_known else Pace.UNKNOWN


def cycles_of(entry: Entry) -> Sequence[int]:
    """The cycles that somebody is, or was, a member for."""
    membership = entry.membership
    return range(membership.first_cycle, membership.last_cycle + 1)
