"""Which stored standings can be another today, given what is known now: the others need not be judged again."""

import datetime
from collections.abc import Iterable
from typing import Any

from marketplace.eligibility import RuleSet
from marketplace.eligibility.facts import GRANTED, Fact, is_stale
from marketplace.eligibility.index import ThresholdIndex
from marketplace.programmes.models import Standing
from marketplace.programmes.queries.judging import Case, asked_by
from marketplace.programmes.queries.observed import facts_from, measure_of
from marketplace.programmes.queries.turning import ACCOUNT_AGE, AGE

#: What follows from the day: `changes_on` says when it matters.
OF_TIME = frozenset({ACCOUNT_AGE, AGE})
MOST_INDEXES = 64
_indexes: dict[tuple[str, ...], ThresholdIndex] = {}


def index_of(rule_sets: Iterable[RuleSet]) -> ThresholdIndex:
    """The thresholds of these rule sets, by their hash; the same sets are indexed once."""
    by_hash = {rules.hash: rules for rules in rule_sets}
    key = tuple(sorted(by_hash))
    if key not in _indexes:
        # A rule set changes some times a year: a few indexes are all there are.
        while len(_indexes) >= MOST_INDEXES:
            _indexes.pop(next(iter(_indexes)))
        _indexes[key] = ThresholdIndex.of(by_hash)
    return _indexes[key]


def can_move(case: Case, standing: Standing, index: ThresholdIndex) -> bool:
    """Whether the verdict, or what is shown of it, can differ from the stored one.

    The rules of the case are in the index.
    """
    if standing.rule_set.hash != case.rules.entering.hash or standing.outcome != standing.shown_outcome:
        return True
    if standing.changes_on is not None and standing.changes_on <= case.rules.day:
        return True
    return any(
        name.startswith(GRANTED) or case.rules.entering.hash in index.touched(name, before, after)
        for name, (before, after) in moved(case, standing).items()
    )


def moved(case: Case, standing: Standing) -> dict[str, tuple[Any, Any]]:
    """The facts that are known differently now, by name, as a rule sees them: before, and now."""
    before = facts_from(standing.observed)
    values = {
        name: (_seen(name, before.get(name), standing.as_of), _seen(name, case.facts.get(name), case.rules.day))
        for name in asked_by(case.rules) - OF_TIME
    }
    return {name: (then, now) for name, (then, now) in values.items() if then != now}


def _seen(name: str, fact: Fact | None, on: datetime.date) -> Any:
    """The value a rule would see; None where it sees nothing, or nothing fresh."""
    measure = measure_of(name)
    if fact is None or (measure is not None and is_stale(measure, fact, on)):
        return None
    return fact.value
