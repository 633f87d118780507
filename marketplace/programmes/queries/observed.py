"""Facts as they are kept with a decision, and back: [value, as-of day or null, source] by the code of the measure.

Kept is every fact that a rule set can read, so that the decision can be taken again from the row alone.
"""

import datetime
from collections.abc import Iterable
from typing import Any

from creators.queries.facts import Facts
from marketplace.eligibility import RuleSet
from marketplace.eligibility.facts import GRANTED, POSTS, Fact
from marketplace.eligibility.measures import Measure, UnknownMeasure, find
from marketplace.eligibility.posts import FIELDS, Post

#: Which country's texts decide is itself a fact.
PLACE = "country"
Observed = dict[str, list[Any]]


def asked_by(*rule_sets: RuleSet) -> set[str]:
    """The names of all facts that these rule sets can read."""
    names = {POSTS if find(code).over_posts else code for rules in rule_sets for code in rules.measures()}
    return names | {PLACE} | {GRANTED + criterion.code for rules in rule_sets for criterion in rules.criteria}


def observed(facts: Facts, names: Iterable[str]) -> Observed:
    """The facts of these names as JSON."""
    return {name: _written(facts[name]) for name in sorted(names) if name in facts}


def facts_from(kept: Observed) -> Facts:
    """The facts as they were. Raises ValueError for a date that is none."""
    return {name: _read(name, *row) for name, row in kept.items()}


def figures_as_of(facts: Facts, names: Iterable[str]) -> datetime.date | None:
    """The newest day of the figures among these facts; None where nothing was measured."""
    return max((fact.as_of for name in names if (fact := facts.get(name)) and fact.as_of and _ages(name)), default=None)


def _written(fact: Fact) -> list[Any]:
    value = fact.value
    if isinstance(value, set | frozenset):
        value = sorted(value)
    elif isinstance(value, tuple):
        value = [_written_post(post) for post in value]
    return [value, fact.as_of.isoformat() if fact.as_of else None, fact.source]


def _read(name: str, value: Any, as_of: str | None, source: str) -> Fact:
    if name == POSTS:
        value = tuple(_read_post(post) for post in value)
    elif isinstance(value, list):
        value = frozenset(value)
    return Fact(value, datetime.date.fromisoformat(as_of) if as_of else None, source)


def _written_post(post: Post) -> dict[str, Any]:
    known = {name: value for name in FIELDS if (value := getattr(post, name)) is not None}
    return {"published_on": post.published_on.isoformat(), **known}


def _read_post(kept: dict[str, Any]) -> Post:
    return Post(**{**kept, "published_on": datetime.date.fromisoformat(kept["published_on"])})


def measure_of(name: str) -> Measure | None:
    """The measure that a fact of this name is read by, or one of them; None for a name that is none (granted:…)."""
    try:
        return find("posts_counted" if name == POSTS else name)
    except UnknownMeasure:
        return None


def _ages(name: str) -> bool:
    measure = measure_of(name)
    return measure is not None and measure.stale_after_days is not None
