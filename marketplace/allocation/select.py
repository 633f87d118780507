"""Choosing the set that is worth most."""

from __future__ import annotations

from dataclasses import dataclass
from time import monotonic

import numpy as np

from marketplace.allocation.bound import Relaxation as Bounding
from marketplace.allocation.bound import bound_of
from marketplace.allocation.core import EXACT_TO, promising
from marketplace.allocation.exact import best_of
from marketplace.allocation.greedy import Search
from marketplace.allocation.limits import limits_of
from marketplace.allocation.problem import Ints, Problem
from marketplace.allocation.reasons import Relaxation, relaxations
from marketplace.allocation.worth import Worth


@dataclass(frozen=True)
class Pick:
    """One chosen: what it is worth by itself, what it adds to the others, and what overlap takes, in points."""

    key: int
    value: int
    marginal: int
    cost: int


@dataclass(frozen=True)
class Selection:
    """What was chosen: worth `value` points, where nothing can be worth more than `bound`.

    `is_possible` False: no set keeps to the limits, and `relaxations` says what would have to give; or none was found
    in time (then it is empty). `is_exact`: proved the best.
    """

    picks: tuple[Pick, ...] = ()
    value: int = 0
    bound: int = 0
    cost: int = 0
    is_possible: bool = True
    is_exact: bool = False
    relaxations: tuple[Relaxation, ...] = ()

    @property
    def keys(self) -> frozenset[int]:
        return frozenset(pick.key for pick in self.picks)

    @property
    def regret_bp(self) -> int:
        """How much better anything could be at most, in basis points of the bound, rounded up."""
        return -((self.value - self.bound) * 10_000 // self.bound) if self.bound > 0 else 0


def select(problem: Problem, seconds: float = 10.0) -> Selection:
    """The set worth most under the limits.

    Up to `EXACT_TO` candidates it is proved the best, unless `seconds` run out; above, greedy and swaps, and the
    promising few exactly where that is worth it, with a bound recomputed in integers. The same question, in whatever
    order, has the same answer, as long as the time is enough.
    """
    until = monotonic() + seconds
    problem = problem.ordered()
    worth, limits = Worth(problem), limits_of(problem)
    if not problem.candidates:
        return _nothing(problem) if not limits.holds(np.empty(0, np.int64)) else Selection(is_exact=True)
    search, bounding = Search(worth, limits), Bounding(worth, limits)
    rows = search.start()
    bound = bound_of(bounding, rows)
    if bound is None:
        return _nothing(problem)
    known = rows if limits.holds(rows) else None
    if len(problem.candidates) <= EXACT_TO:
        best = best_of(bounding, until - monotonic(), known)
        if best.rows is None:
            return _nothing(problem) if best.is_proved else Selection(is_possible=False)
        return _selection(worth, best.rows, worth.points(best.rows) if best.is_proved else bound.points, best.is_proved)
    few = promising(bound, limits, rows)
    known = search.improved(_among(problem.only(few), few, rows, worth, until))
    if not limits.holds(known):
        return _nothing(problem)
    return _selection(worth, known, bound.points, worth.points(known) == bound.points)


def _among(few: Problem, rows: Ints, known: Ints, worth: Worth, until: float) -> Ints:
    """The best set among some rows, else the one known."""
    bounding = Bounding(Worth(few), limits_of(few))
    start = np.searchsorted(rows, np.sort(known))
    bound_of(bounding, start)
    found = best_of(bounding, until - monotonic(), start if bounding.limits.holds(start) else None).rows
    return known if found is None else rows[found]


def _selection(worth: Worth, rows: Ints, bound: int, is_exact: bool) -> Selection:
    marginals = worth.marginals(rows) // worth.unit
    chosen = [worth.problem.candidates[row] for row in rows.tolist()]
    picks = [
        Pick(one.key, one.value, marginal, one.cost) for one, marginal in zip(chosen, marginals.tolist(), strict=True)
    ]
    picks.sort(key=lambda pick: -pick.marginal)
    return Selection(tuple(picks), worth.points(rows), bound, sum(pick.cost for pick in picks), True, is_exact)


def _nothing(problem: Problem) -> Selection:
    return Selection(is_possible=False, relaxations=relaxations(problem))
