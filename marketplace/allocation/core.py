"""Many candidates: the promising few, solved exactly.

At the prices that prove the bound every candidate has a reduced gain; a set's distance from the bound is what its
members lack of it and what others above zero miss. So the best set is among those that stand highest, nearly always.
"""

from __future__ import annotations

import numpy as np

from marketplace.allocation.bound import Bound
from marketplace.allocation.limits import Limits
from marketplace.allocation.problem import Ints

#: So many candidates are solved exactly.
EXACT_TO = 200


def promising(bound: Bound, limits: Limits, known: Ints, size: int = EXACT_TO) -> Ints:
    """Rows: those of a known set and the pinned, a few of each minimum, then by reduced gain."""
    free = limits.fixed == -1
    order = sorted(np.flatnonzero(free).tolist(), key=lambda row: (-bound.reduced[row], row))
    wanted = dict.fromkeys([*known.tolist(), *np.flatnonzero(limits.fixed == 1).tolist()])
    for amounts, lower in zip(limits.amounts, limits.lower.tolist(), strict=True):
        if lower > 0:
            wanted |= dict.fromkeys([row for row in order if amounts[row]][: min(2 * lower, size // 4)])
    wanted |= dict.fromkeys(order[: max(0, size - len(wanted))])
    return np.sort(np.array(list(wanted), np.int64))
