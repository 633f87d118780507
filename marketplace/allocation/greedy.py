"""Many candidates: a start by cost and benefit, then swaps, in whole tables at a time.

The start is the better of two: most gained per cost, and most gained at all (which covers the best single candidate,
whom the first can miss). Then one is swapped for another, or added, as long as the set gets better. A set that falls
short of a minimum is worse than any that does not, so the swaps first mend what falls short.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from marketplace.allocation.limits import Limits
from marketplace.allocation.problem import Ints
from marketplace.allocation.worth import Worth

#: A set of this many seats is improved at most so many times a seat.
MOVES_A_SEAT = 20


@dataclass(frozen=True, eq=False)
class Search:
    """Sets of rows of one problem, kept below every upper limit."""

    worth: Worth
    limits: Limits

    def start(self) -> Ints:
        """The better of the two greedy sets, with everybody who is pinned."""
        found = [self._greedy(per_cost=True), self._greedy(per_cost=False)]
        return max(found, key=self._merit)

    def improved(self, rows: Ints) -> Ints:
        """The set after swaps and additions, as long as one is better."""
        for _move in range(MOVES_A_SEAT * max(1, len(rows))):
            better = self._best_move(rows)
            if better is None:
                break
            rows = better
        return np.sort(rows)

    def _merit(self, rows: Ints) -> tuple[int, int]:
        return -self._short(self.limits.used(rows)), self.worth.of(rows)

    def _short(self, used: Ints) -> int:
        """How far amounts fall short of their minimums, together."""
        return int(self._missing(used).sum())

    def _missing(self, used: Ints) -> Ints:
        """By limit."""
        return np.maximum(0, np.maximum(0, self.limits.lower) - used)

    def _greedy(self, *, per_cost: bool) -> Ints:
        rows = np.flatnonzero(self.limits.fixed == 1)
        costs = self._costs()
        while True:
            used = self.limits.used(rows)
            fits = self._free(rows) & self._fit(used)
            gains = self.worth.gains(rows)
            mends = np.minimum(self.limits.amounts, self._missing(used)[:, None]).sum(axis=0)
            at = first_of(fits & ((gains > 0) | (mends > 0)), mends, gains / costs if per_cost else gains)
            if at is None:
                return rows
            rows = np.append(rows, at)

    def _fit(self, used: Ints) -> np.ndarray:
        """Who can be added to what is used already without breaking an upper limit."""
        close = np.flatnonzero(used + self.highest > self.limits.upper)
        over = used[close, None] + self.limits.amounts[close] > self.limits.upper[close, None]
        return np.logical_not(np.any(over, axis=0))

    @cached_property
    def highest(self) -> Ints:
        """The most that one candidate brings to each limit."""
        return self.limits.amounts.max(axis=1, initial=0)

    @cached_property
    def floors(self) -> Ints:
        """The limits that ask for a minimum."""
        return np.flatnonzero(self.limits.lower > 0)

    def _best_move(self, rows: Ints) -> Ints | None:
        """The best single swap or addition; None where there is none. Of equals the earlier row, so the smaller tie."""
        best, found = (0, 0), None
        now = self._merit(rows)
        free, met = self._free(rows), self.worth.met(rows)
        for gone in (None, *[int(row) for row in rows if self.limits.fixed[row] != 1]):
            kept = rows if gone is None else rows[rows != gone]
            used = self.limits.used(kept)
            fits = free & self._fit(used)
            if not fits.any():
                continue
            after = used[self.floors, None] + self.limits.amounts[self.floors]
            mended = -np.maximum(0, self.limits.lower[self.floors, None] - after).sum(axis=0) - now[0]
            left = met if gone is None else met - self.worth.product(gone)
            gained = self.worth.of(kept) + self.worth.unit * self.worth.values - self.worth.numerator * left - now[1]
            at = first_of(fits, mended, gained)
            if at is not None and (move := (int(mended[at]), int(gained[at]))) > best:
                best, found = move, np.append(kept, at)
        return found

    def _free(self, rows: Ints) -> np.ndarray:
        free = self.limits.fixed == -1
        free[rows] = False
        return free

    def _costs(self) -> np.ndarray:
        costs = next(
            (row for row, limit in zip(self.limits.amounts, self.limits.above, strict=True) if limit.kind == "budget"),
            np.ones(len(self.limits.fixed), np.int64),
        )
        return np.maximum(costs, 1).astype(np.float64)


def first_of(possible: np.ndarray, *merits: np.ndarray) -> int | None:
    """The earliest of the possible rows with the highest merits, the first merit first; None if none is possible."""
    rows = np.flatnonzero(possible)
    for merit in merits:
        if len(rows):
            rows = rows[merit[rows] == merit[rows].max()]
    return int(rows[0]) if len(rows) else None
