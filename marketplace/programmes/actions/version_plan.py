"""What to do so that the versions of one rule, reading and country say what a file says.

Nothing is read or written here. Days are half-open; None is without end.
"""

import datetime
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from marketplace.programmes.models import RuleVersion

Day = datetime.date
DAY = datetime.timedelta(days=1)


@dataclass(frozen=True)
class Span:
    """A row of a file and the days on which it holds."""

    first: Day | None
    last: Day | None
    row: dict[str, Any]

    def without(self, first: Day | None, last: Day | None) -> list["Span"]:
        """What is left of it when these days are taken out."""
        left = []
        if _start(self.first) < _start(first):
            left.append(Span(self.first, _last(min(_end(self.last), _start(first))), self.row))
        if _end(last) < _end(self.last):
            left.append(Span(_first(max(_start(self.first), _end(last))), self.last, self.row))
        return [one for one in left if _start(one.first) < _end(one.last)]

    def meets(self, first: Day | None, last: Day | None) -> bool:
        return _start(self.first) < _end(last) and _start(first) < _end(self.last)


@dataclass
class Plan:
    """`ends` moves the end of versions, `dropped` goes, `created` comes, `kept` says what its row says."""

    kept: list[tuple[RuleVersion, dict[str, Any]]] = field(default_factory=list)
    ends: list[tuple[RuleVersion, Day | None]] = field(default_factory=list)
    dropped: list[RuleVersion] = field(default_factory=list)
    created: list[Span] = field(default_factory=list)


def plan(
    wanted: Sequence[Span],
    stored: Sequence[RuleVersion],
    by_people: Sequence[Day | None],
    today: Day,
    *,
    same: Callable[[RuleVersion, dict[str, Any]], bool],
) -> Plan:
    """The least that makes `stored` hold what is `wanted`, around what people wrote and what has decided something.

    `by_people` are the days from which people decide. `same` tells whether a version has the text of a row.
    """
    result = Plan()
    free = _around(wanted, by_people)
    locked = sorted((one for one in stored if one.decided_on), key=lambda one: _start(one.valid_from))
    for place, version in enumerate(locked):
        following = locked[place + 1].valid_from if place + 1 < len(locked) else None
        row, end = _end_of(version, free, following, today, same)
        if row is not None:
            result.kept.append((version, row))
        if end != version.valid_to:
            result.ends.append((version, end))
        free = [left for span in free for left in _cut(span, version.valid_from, end)]
    for version in (one for one in stored if not one.decided_on):
        match = next((span for span in free if _is(version, span, same)), None)
        if match is None:
            result.dropped.append(version)
        else:
            result.kept.append((version, match.row))
            free.remove(match)
    result.created = free
    return result


def _end_of(
    version: RuleVersion,
    spans: Iterable[Span],
    following: Day | None,
    today: Day,
    same: Callable[[RuleVersion, dict[str, Any]], bool],
) -> tuple[dict[str, Any] | None, Day | None]:
    """Where a version that has decided something ends, and the row it still says, if any."""
    assert version.decided_on is not None
    earliest = version.decided_on + DAY
    span = next(
        (one for one in spans if one.meets(version.valid_from, version.valid_to) and same(version, one.row)), None
    )
    end = _end(span.last) if span else min(_end(version.valid_to), max(today, earliest))
    end = min(max(end, earliest), _end(following))
    return (span.row if span else None), _last(end)


def _around(wanted: Iterable[Span], by_people: Iterable[Day | None]) -> list[Span]:
    """The files' rows end where people decide."""
    free = list(wanted)
    for day in by_people:
        free = [left for span in free for left in _cut(span, day, None)]
    return free


def _cut(span: Span, first: Day | None, last: Day | None) -> list[Span]:
    return span.without(first, last) if span.meets(first, last) else [span]


def _is(version: RuleVersion, span: Span, same: Callable[[RuleVersion, dict[str, Any]], bool]) -> bool:
    return (version.valid_from, version.valid_to) == (span.first, span.last) and same(version, span.row)


def _start(day: Day | None) -> Day:
    return Day.min if day is None else day


def _end(day: Day | None) -> Day:
    return Day.max if day is None else day


def _first(day: Day) -> Day | None:
    return None if day == Day.min else day


def _last(day: Day) -> Day | None:
    return None if day == Day.max else day
