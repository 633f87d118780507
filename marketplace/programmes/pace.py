"""How long until a threshold, at the pace somebody's own measurements show. Whole numbers only.

Of the measurements of the last 30 days (the day asked and the 30 before it; of one day the later record counts), the
first and the last make the pace:

    growth = last value − first value              over         span = days between them
    days   = ⌈ gap × span ÷ growth ⌉  − days since the last one, at least 1

It is silent where there are fewer than two such measurements, or no growth. The way people read it: days up to 13,
then weeks up to 8, then months (of 30 days) up to 24, rounded to the nearest; what is farther is not foretold.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import ngettext

WINDOW_DAYS = 30
DAYS_UP_TO, WEEKS_UP_TO, MONTHS_UP_TO = 13, 59, 734


@dataclass(frozen=True)
class Pace:
    """So much more, within so many days, up to `last`."""

    growth: int
    span: int
    last: datetime.date

    def days_to(self, gap: int, on: datetime.date) -> int:
        """Days from `on` until a gap is closed: at least 1."""
        whole = -(-gap * self.span // self.growth)
        return max(1, whole - (on - self.last).days)


def pace_of(points: Iterable[tuple[datetime.date, int]], on: datetime.date) -> Pace | None:
    """The pace of (day, value) points in the order they were recorded; None where they show no growth."""
    by_day = {day: value for day, value in points if 0 <= (on - day).days <= WINDOW_DAYS}
    if len(by_day) < 2:
        return None
    first, last = min(by_day), max(by_day)
    growth = by_day[last] - by_day[first]
    return Pace(growth, (last - first).days, last) if growth > 0 else None


def about(days: int) -> str:
    """ "about 3 weeks"; "" for what is too far to be foretold."""
    if days <= DAYS_UP_TO:
        return ngettext("about %(n)s day", "about %(n)s days", days) % {"n": days}
    if days <= WEEKS_UP_TO:
        weeks = (2 * days + 7) // 14
        return ngettext("about %(n)s week", "about %(n)s weeks", weeks) % {"n": weeks}
    if days <= MONTHS_UP_TO:
        months = (2 * days + 30) // 60
        return ngettext("about %(n)s month", "about %(n)s months", months) % {"n": months}
    return ""
