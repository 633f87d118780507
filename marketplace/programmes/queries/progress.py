"""How near a verdict is to passing, as one number."""

from collections.abc import Iterator

from marketplace.eligibility import CriterionResult, RuleSet, Verdict
from marketplace.eligibility.comparators import bounds
from marketplace.eligibility.nodes import Group
from marketplace.eligibility.outcomes import Outcome

WHOLE = 10_000


def progress_of(rules: RuleSet, verdict: Verdict) -> int:
    """Basis points, 10,000 when nothing is missing.

    A number is as near as it is a share of its threshold; what has no distance (unknown, a country, yes or no) is at 0.
    *All of* is as near as the farthest of its members, *any of* as the nearest, *k of n* as the k-th nearest.
    """
    progress = _of_group(rules.root, iter(verdict.criteria))
    return WHOLE if progress is None else progress


def nearness(result: CriterionResult) -> int:
    """The same of one criterion. The verdict must be in the creator's voice: a hidden value is unknown."""
    if result.outcome.qualifies:
        return WHOLE
    if result.gap is None or result.outcome is Outcome.UNKNOWN:
        return 0
    low, high = bounds(result.op, result.criterion.condition.value)
    if low is not None and result.observed < low:
        part, whole = result.observed, low
    elif high is not None and result.observed > high:
        part, whole = high, result.observed
    else:
        return WHOLE
    return max(0, part) * WHOLE // whole if whole > 0 else 0


def _of_group(group: Group, results: Iterator[CriterionResult]) -> int | None:
    found = []
    for member in group.members:
        if isinstance(member, Group):
            inner = _of_group(member, results)
            found += [] if inner is None else [inner]
        else:
            result = next(results)
            found += [nearness(result)] if result.counts else []
    return sorted(found, reverse=True)[group.required(len(found)) - 1] if found else None
