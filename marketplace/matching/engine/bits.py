"""Outcomes per criterion as bit masks: criterion i of the rule set is bit i, refusal i likewise in masks of its own."""

from collections.abc import Iterable, Sequence

import numpy as np

from marketplace.eligibility.outcomes import Outcome
from marketplace.matching.engine.arrays import Ints

#: The stored masks of a rule set, by the name of their column.
MASKS = {
    "passed": Outcome.PASS,
    "failed": Outcome.FAIL,
    "unknown": Outcome.UNKNOWN,
    "exempt": Outcome.EXEMPT,
    "review": Outcome.REVIEW,
}


def mask(outcomes: Iterable[Outcome], wanted: Outcome) -> int:
    """Which places have this outcome, as a mask."""
    return sum(1 << place for place, outcome in enumerate(outcomes) if outcome == wanted)


def masks(columns: Sequence[np.ndarray], wanted: Outcome, size: int) -> Ints:
    """The same for so many pairs, from a column a place."""
    outcomes = np.array(columns, np.uint8).reshape(len(columns), size)
    return np.bitwise_or.reduce((outcomes == wanted) << np.arange(len(columns))[:, None], axis=0, initial=0)


def places(mask: int, codes: Sequence[str]) -> list[str]:
    """The codes whose bit is set."""
    return [code for place, code in enumerate(codes) if mask >> place & 1]
