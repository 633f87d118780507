"""Few candidates: the best set, proved.

The integer program over the limits and the cuts laid so far is solved; where the plane lies below the truth at its
answer, a cut is laid there, and it is solved again. Every set is visited at most once, and seldom more than a few are.
"""

from __future__ import annotations

from dataclasses import dataclass
from time import monotonic

import numpy as np

from marketplace.allocation.bound import Relaxation
from marketplace.allocation.problem import Ints
from marketplace.allocation.solver import INFEASIBLE, OPTIMAL, solve
from marketplace.allocation.worth import whole

#: A set is the best when nothing can be better by more than this, in points.
PROVED_WITHIN = 1e-3
#: More repetitions than this have never been seen; a stop that is not the clock's keeps answers the same everywhere.
MOST_ROUNDS = 60


@dataclass(frozen=True, eq=False)
class Best:
    """The best `rows` found (None: none exists, or none was found in time), what nothing exceeds, in points, and
    whether that is proved."""

    rows: Ints | None
    bound: float
    is_proved: bool


def best_of(relaxation: Relaxation, seconds: float, start: Ints | None = None) -> Best:
    """Solve exactly within `seconds`. `start`: a set known already. `rows` None and proved: no set is possible."""
    until = monotonic() + seconds
    worth = relaxation.worth
    best, most = start, np.inf
    for _round in range(MOST_ROUNDS):
        answer = solve(relaxation.program(whole_numbers=True), until - monotonic())
        if answer.state == INFEASIBLE:
            return Best(None, -np.inf, True)
        most = min(most, answer.bound)
        if not len(answer.x):
            break
        rows = np.flatnonzero(answer.x[:-1] > 0.5)
        if relaxation.limits.holds(rows) and (best is None or worth.of(rows) > worth.of(best)):
            best = rows
        if best is not None and most <= worth.of(best) / worth.unit + PROVED_WITHIN:
            return Best(best, most, True)
        if answer.state != OPTIMAL or monotonic() > until:
            break
        relaxation.cut_at(whole(worth.vectors[rows].sum(axis=0)))
    return Best(best, most, False)
