"""Facts as they are kept with a decision, and back: [value, as-of day or null, source] by the code of the measure.

Kept is every fact that a rule set can read, so that the decision can be taken again from the row alone.
"""

import datetime
from collections.abc import Iterable
from typing import Any

from creators.queries.facts import Facts
from marketplace.eligibility import RuleSet
from marketplace.eligibility.facts import GRANTED, Fact
from marketplace.eligibility.measures import Kind, UnknownMeasure, find

#: Which country's texts decide is itself a fact.
PLACE = "country"
__all__ = ["GRANTED", "PLACE", "Observed", "asked_by", "facts_from", "figures_as_of", "observed"]
Observed = dict[str, list[Any]]


def asked_by(*rule_sets: RuleSet) -> set[str]:
    """The names of all facts that these rule sets can read."""
    names = {code for rules in rule_sets for code in rules.measures()}
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
    return [value, fact.as_of.isoformat() if fact.as_of else None, fact.source]


def _read(name: str, value: Any, as_of: str | None, source: str) -> Fact:
    if isinstance(value, list) and _kind(name) is Kind.SET:
        value = frozenset(value)
    return Fact(value, datetime.date.fromisoformat(as_of) if as_of else None, source)


def _kind(name: str) -> Kind | None:
    try:
        return find(name).kind
    except UnknownMeasure:
        return None


def _ages(name: str) -> bool:
    try:
        return find(name).stale_after_days is not None
    except UnknownMeasure:
        return False
