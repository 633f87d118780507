"""The golden cases hold every number and every day of the rules: none moves by one without a case that says so."""

import copy
import datetime
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from marketplace.eligibility.plain import read_facts
from marketplace.programmes.queries import judge
from marketplace.programmes.queries.written import written
from tests.programmes.test_golden import Case, cases, facts_of

DAY = datetime.timedelta(days=1)
VALID = ("valid_from", "valid_to")
#: (programme, rule, what moves, by): what no answer can show.
UNSEEN = {
    # Before its first day an edition is not open, whatever its rules are.
    *(("tiktok-short-film", "film", day, -1) for day in ("2022-03-15", "2023-03-06", "2024-02-21")),
    # What is shown and does not count, and is known of nobody.
    *(("tiktok-short-film", "country", "2024-02-21", by) for by in (-1, 1)),
    ("tiktok-creator-marketplace", "likes", "2021-12-01", 1),
    ("tiktok-video-gifts", "eligible-video", "rolling_days", 1),
}
Move = tuple[str, str, int, Callable[[], None], Callable[[], None]]


@pytest.fixture
def programmes():
    """As the files say; moved here, and read anew by whoever comes next."""
    written.cache_clear()
    yield written()
    written.cache_clear()


def numbers(node: Any) -> Iterator[tuple[dict[str, Any], str]]:
    """Where a body holds a whole number: thresholds and the days of windows."""
    if isinstance(node, dict):
        yield from ((node, name) for name in ("value", "rolling_days") if type(node.get(name)) is int)
    for part in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from numbers(part)


def moves_of(programme: Any) -> Iterator[Move]:
    """Every number, and every day in all texts of a rule that begin or end on it, one less and one more."""
    for rule in programme.all_rules:
        texts = [one for one in rule.all_versions if one.is_deciding]
        for text, place, by in ((one, at, by) for one in texts for at in _places(one) for by in (-1, 1)):
            yield rule.code, _names(text)[place], by, *_number(text, place, by)
        yield from ((rule.code, *move) for move in _days(texts, VALID))
    for one in programme.all_openings:
        yield from (("opening", *move) for move in _days([one], ("opens_on", "closes_on")))


def _places(text: Any) -> range:
    return range(len(list(numbers(text.body))))


def _names(text: Any) -> list[str]:
    return [name for _node, name in numbers(text.body)]


def _number(text: Any, place: int, by: int) -> tuple[Callable[[], None], Callable[[], None]]:
    body, moved = text.body, copy.deepcopy(text.body)
    node, name = list(numbers(moved))[place]
    node[name] += by
    return lambda: setattr(text, "body", moved), lambda: setattr(text, "body", body)


def _days(rows: list[Any], names: tuple[str, ...]) -> Iterator[tuple[str, int, Callable[[], None], Callable[[], None]]]:
    for day in sorted({getattr(row, name) for row in rows for name in names} - {None}):
        there = [(row, name) for row in rows for name in names if getattr(row, name) == day]
        for by in (-1, 1):
            yield str(day), by, lambda: _set(there, day + by * DAY), lambda: _set(there, day)  # noqa: B023


def _set(there: list[tuple[Any, str]], day: datetime.date) -> None:
    for row, name in there:
        setattr(row, name, day)


def says_so(programme: Any, case: Case, slug: str) -> bool:
    """Does the case no longer answer as written?"""
    plain, on = facts_of(slug, case)
    verdict = judge(programme, read_facts(plain, on), on, lang="en")
    found = {result.code: result.outcome.name for result in verdict.criteria}
    expected = case.get("criteria", {})
    return verdict.outcome.name != case["outcome"] or any(found.get(code) != one for code, one in expected.items())


def test_no_number_and_no_day_moves_by_one_unseen(programmes):
    told = [tuple(case.values) for case in cases()]
    unseen = set()
    for slug, programme in programmes.items():
        bound = [one for one in told if slug in (one[0], getattr(programmes[one[0]].inherits, "slug", ""))]
        for code, what, by, move, back in moves_of(programme):
            move()
            if not any(says_so(programmes[other], case, other) for other, case in bound):
                unseen.add((slug, code, what, by))
            back()
    assert unseen == UNSEEN
