"""Why no set is possible, and the least that would have to give.

Each limit is let go by itself, as little as makes a set possible: the budget raised, a minimum lowered, a pin taken
out. Where none of them alone is enough, they give together, as few as possible.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from time import monotonic

import numpy as np

from marketplace.allocation.bound import floats
from marketplace.allocation.limits import UNBOUNDED, limits_of
from marketplace.allocation.problem import Ints, Limit, Problem
from marketplace.allocation.solver import Program, Sparse, solve

#: One more limit touched weighs more than any amount.
TOUCHED = 1_000.0


@dataclass(frozen=True)
class Relaxation:
    """A limit that would have to give: what it is now, what would be enough, and whether that alone is enough. For
    `pinned` and `excluded` the numbers count candidates."""

    limit: Limit
    now: int
    enough: int
    alone: bool


@dataclass(frozen=True, eq=False)
class Side:
    """One limit from one side: `amounts @ chosen` at most (sign 1) or at least (sign -1) `now`."""

    limit: Limit
    amounts: Ints
    now: int
    sign: int

    @property
    def most(self) -> int:
        """More than it can ever have to give."""
        return int(self.amounts.sum()) if self.sign > 0 else self.now

    def enough(self, given: float) -> int:
        return self.now + self.sign * round(given)


def relaxations(problem: Problem, seconds: float = 5.0) -> tuple[Relaxation, ...]:
    """What would make a set possible, each alone if there is such a limit, else together. `seconds` bound it."""
    until = monotonic() + seconds
    sides = _sides(problem)
    found = []
    for at, side in enumerate(sides):
        given = _least_given(sides, [at], until - monotonic()) if monotonic() < until else None
        if given is not None:
            found.append(Relaxation(side.limit, side.now, side.enough(given[0]), alone=True))
    if found:
        return tuple(found)
    given = _least_given(sides, range(len(sides)), max(1.0, until - monotonic()))
    pairs = zip(sides, given if given is not None else (), strict=False)
    return tuple(Relaxation(side.limit, side.now, side.enough(one), alone=False) for side, one in pairs if one > 0.5)


def _sides(problem: Problem) -> list[Side]:
    limits = limits_of(problem)
    sides = []
    for at, amounts in enumerate(limits.amounts):
        if limits.upper[at] < UNBOUNDED:
            sides.append(Side(limits.above[at], amounts, int(limits.upper[at]), 1))
        if limits.lower[at] > 0:
            sides.append(Side(limits.below[at], amounts, int(limits.lower[at]), -1))
    pinned, excluded = (limits.fixed == 1).astype(np.int64), (limits.fixed == 0).astype(np.int64)
    if pinned.any():
        sides.append(Side(Limit("pinned"), pinned, int(pinned.sum()), -1))
    if excluded.any():
        sides.append(Side(Limit("excluded"), excluded, 0, 1))
    return sides


def _least_given(sides: list[Side], giving: Sequence[int] | range, seconds: float) -> list[float] | None:
    """How much each of the `giving` limits must give, as few of them and as little as possible; None if that is not
    enough. Columns: candidates, what each gives, whether it gives."""
    size, count = len(sides[0].amounts), len(giving)
    table = np.zeros((len(sides) + count, size + 2 * count))
    high = np.zeros(len(sides) + count)
    for at, side in enumerate(sides):
        table[at, :size], high[at] = side.sign * side.amounts, side.sign * side.now
    most = np.array([sides[at].most for at in giving], np.int64)
    for place, at in enumerate(giving):
        table[at, size + place] = -1
        table[len(sides) + place, [size + place, size + count + place]] = 1, -most[place]
    shares = 1 / np.maximum(1, most)
    answer = solve(
        Program(
            gain=-np.concatenate([np.zeros(size), shares, np.full(count, TOUCHED)]),
            rows=Sparse.of(table),
            low=np.full(len(high), -np.inf),
            high=high,
            least=np.zeros(table.shape[1]),
            most=np.concatenate([np.ones(size), floats(most), np.ones(count)]),
            whole=np.ones(table.shape[1], bool),
        ),
        seconds,
    )
    return answer.x[size : size + count].tolist() if len(answer.x) else None
