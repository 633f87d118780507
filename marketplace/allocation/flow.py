"""Who goes where, when both sides have places: a flow of least cost, which is a linear program whose corners are whole.

HiGHS's simplex method ends in a corner, so the answer is in whole numbers. Its prices, rounded to integers (they are
integers at a corner, because values are), prove the answer: for any prices, Σ places · price + Σ what an arc is worth
above the prices of its ends is a bound, computed here in integers.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from marketplace.allocation.problem import LARGEST, Ints
from marketplace.allocation.solver import Program, Sparse, solve


@dataclass(frozen=True, eq=False)
class Flow:
    """`arcs`: which of the given ones are taken, ascending. Nothing can be worth more than `bound`."""

    arcs: Ints
    value: int
    bound: int

    @property
    def is_exact(self) -> bool:
        """Proved the best."""
        return self.value == self.bound


def flow(sources: Ints, sinks: Ints, values: Ints, capacity: Ints, seats: Ints) -> Flow:
    """The arcs worth most together: source `i` in at most `capacity[i]` of them, sink `j` in at most `seats[j]`.

    `sources`, `sinks`, `values`: one entry an arc (indexes from 0; points, of either sign: what is worth nothing is
    left out). The order of arcs decides between equals. Raises ValueError for arcs that repeat, for indexes outside,
    and for negative places.
    """
    _check(sources, sinks, values, capacity, seats)
    useful = np.flatnonzero(values > 0)
    if not len(useful):
        return Flow(np.empty(0, np.int64), 0, 0)
    left, right, worth = sources[useful], sinks[useful], values[useful]
    places = np.concatenate([capacity, seats]).astype(np.int64)
    ends = np.column_stack([left, len(capacity) + right]).ravel().astype(np.int32)
    count = len(useful)
    answer = solve(
        Program(
            gain=worth.astype(np.float64),
            rows=Sparse(len(places), np.arange(0, 2 * count + 1, 2, dtype=np.int32), ends, np.ones(2 * count)),
            low=np.full(len(places), -np.inf),
            high=places.astype(np.float64),
            least=np.zeros(count),
            most=np.ones(count),
        )
    )
    prices = np.maximum(0, np.rint(answer.prices)).astype(np.int64)
    above = np.maximum(0, worth - prices[left] - prices[len(capacity) + right])
    taken = answer.x > 0.5
    return Flow(useful[taken], int(worth[taken].sum()), int(prices @ places) + int(above.sum()))


def _check(sources: Ints, sinks: Ints, values: Ints, capacity: Ints, seats: Ints) -> None:
    if not len(sources) == len(sinks) == len(values):
        raise ValueError("one source, one sink and one value an arc")
    for ends, places in ((sources, capacity), (sinks, seats)):
        if len(ends) and not 0 <= ends.min() <= ends.max() < len(places):
            raise ValueError("an arc ends outside")
        if len(places) and not 0 <= places.min() <= places.max() <= LARGEST:
            raise ValueError(f"places run from 0 to {LARGEST}")
    if len(values) and np.abs(values).max() > LARGEST:
        raise ValueError(f"values run to {LARGEST}")
    if len(np.unique(sources.astype(np.int64) * max(1, len(seats)) + sinks)) != len(sources):
        raise ValueError("an arc is named twice")
