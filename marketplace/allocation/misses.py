"""Who is next: why the best of those left out are out, and exactly what would let each of them in.

Nothing is guessed: the problem is solved again with the candidate pinned (what insisting on them costs), and again at
lower prices until they come in by themselves.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from time import monotonic

import numpy as np

from marketplace.allocation.limits import limits_of
from marketplace.allocation.problem import Ints, Limit, Problem
from marketplace.allocation.select import Selection, select
from marketplace.allocation.worth import Worth

#: A price that would be enough is found to within this part of what the candidate costs now.
STEPS = 100


@dataclass(frozen=True)
class NearMiss:
    """One left out. `loss`: points that the best set with them is worth less. `instead_of`: who would go. `keeps_out`:
    the limits that adding them to the set would break (none: they would only make it worth less). `enough_cost`: they
    come in at this price or below (None: at no price, or they cost nothing already)."""

    key: int
    value: int
    cost: int
    loss: int
    instead_of: frozenset[int]
    keeps_out: tuple[Limit, ...]
    enough_cost: int | None


def near_misses(problem: Problem, selection: Selection, count: int = 5, seconds: float = 10.0) -> tuple[NearMiss, ...]:
    """The next best, nearest first. Those whom `seconds` do not reach, and whom no set can hold, are left out."""
    until = monotonic() + seconds
    found = []
    for key in _nearest(problem, selection, count):
        left = until - monotonic()
        if left <= 0:
            break
        with_them = select(replace(problem, pinned=problem.pinned | {key}), left)
        if with_them.is_possible:
            found.append(_miss(problem, selection, with_them, key, until))
    return tuple(sorted(found, key=lambda miss: miss.loss))


def _nearest(problem: Problem, selection: Selection, count: int) -> list[int]:
    """By what swapping them for the least of the chosen would lose, whatever it costs."""
    worth = Worth(problem)
    rows = problem.rows_of(selection.keys)
    gains = worth.gains(rows)
    out = [
        (-int(gains[row]), one.tie, one.key)
        for row, one in enumerate(problem.candidates)
        if one.key not in selection.keys and one.key not in problem.excluded
    ]
    return [key for _gain, _tie, key in sorted(out)[:count]]


def _miss(problem: Problem, selection: Selection, with_them: Selection, key: int, until: float) -> NearMiss:
    candidate = next(one for one in problem.candidates if one.key == key)
    return NearMiss(
        key=key,
        value=candidate.value,
        cost=candidate.cost,
        loss=max(0, selection.value - with_them.value),
        instead_of=selection.keys - with_them.keys,
        keeps_out=_keeps_out(problem, selection, key),
        enough_cost=_enough_cost(problem, selection, key, candidate.cost, until),
    )


def _keeps_out(problem: Problem, selection: Selection, key: int) -> tuple[Limit, ...]:
    limits = limits_of(problem)
    used: Ints = limits.used(problem.rows_of(selection.keys | {key}))
    return tuple(limits.above[at] for at in np.flatnonzero(used > limits.upper).tolist())


def _enough_cost(problem: Problem, selection: Selection, key: int, cost: int, until: float) -> int | None:
    """The highest price, in steps of a hundredth, at which the best set with them is worth what the best set is."""

    def comes_in(step: int) -> bool:
        cheaper = tuple(
            replace(one, cost=cost * step // STEPS) if one.key == key else one for one in problem.candidates
        )
        asked = replace(problem, candidates=cheaper, pinned=problem.pinned | {key})
        found = select(asked, max(0.05, until - monotonic()))
        return found.is_possible and found.value >= selection.value

    if not cost or not comes_in(0):
        return None
    low, high = 0, STEPS
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if comes_in(middle) else (low, middle)
    return cost * low // STEPS
