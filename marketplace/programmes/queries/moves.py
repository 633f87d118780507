"""Which stored standings can be another today, given what is known now: the others need not be judged again."""

from typing import Any

from marketplace.eligibility.facts import Fact, is_stale
from marketplace.programmes.models import Standing
from marketplace.programmes.queries.judging import Case, asked_by
from marketplace.programmes.queries.observed import facts_from, measure_of
from marketplace.programmes.queries.turning import ACCOUNT_AGE, AGE

#: What follows from the day: `changes_on` says when it matters.
OF_TIME = frozenset({ACCOUNT_AGE, AGE})


def can_move(case: Case, standing: Standing) -> bool:
    """Whether the verdict, or what is shown of it, can differ from the stored one."""
    if standing.rule_set.hash != case.rules.entering.hash or standing.grace_until is not None:
        return True
    if standing.changes_on is not None and standing.changes_on <= case.rules.day:
        return True
    return standing.outcome != standing.shown_outcome or bool(moved(case, standing))


def moved(case: Case, standing: Standing) -> set[str]:
    """The names of the facts that are known differently now."""
    before = facts_from(standing.observed)
    return {
        name
        for name in asked_by(case.rules) - OF_TIME
        if _known(name, before.get(name), standing.as_of) != _known(name, case.facts.get(name), case.rules.day)
    }


def _known(name: str, fact: Fact | None, on: Any) -> Any:
    """The value a rule would see; None where it sees nothing, or nothing fresh."""
    measure = measure_of(name)
    if fact is None or (measure is not None and is_stale(measure, fact, on)):
        return None
    return fact.value
