"""How much of the best would stay if the weights were a little different.

Weights are opinion: each is put up and down by a fifth in turn, the others sharing what is left in their proportion,
and the stored pairs are put in order again. What stays among the first ten is counted.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from marketplace.matching.engine.arrays import Ints
from marketplace.matching.engine.spec import FULL, PARTS

#: A weight moves by a fifth.
SWING = 2_000
#: The first so many are looked at.
BEST = 10


@dataclass(frozen=True)
class Swing:
    """One part weighed more (up) or less: the weights then, and how many of the best are still among them."""

    part: str
    is_up: bool
    weights: tuple[int, ...]
    kept: int


@dataclass(frozen=True)
class Sensitivity:
    """`of`: how many were looked at; `steady`: how many of them stay whatever is moved; `swings`: one by one."""

    of: int
    steady: int
    swings: tuple[Swing, ...]

    @property
    def least(self) -> int:
        """How many stay in the worst case."""
        return min((swing.kept for swing in self.swings), default=self.of)


def swung(weights: Sequence[int], place: int, *, up: bool) -> tuple[int, ...]:
    """Weights with one of them moved by a fifth of itself; together they are 10,000 again. A weight that is everything
    cannot go up, nor one that is all there is go down: then nothing moves."""
    moved = min(FULL, weights[place] * (FULL + SWING if up else FULL - SWING) // FULL)
    others = sum(weights) - weights[place]
    if not others:
        return tuple(weights)
    left = FULL - moved
    whole = [moved if at == place else weight * left // others for at, weight in enumerate(weights)]
    rests = [-1 if at == place else weight * left % others for at, weight in enumerate(weights)]
    by_rest = sorted(range(len(weights)), key=lambda at: (-rests[at], at))
    for at in by_rest[: FULL - sum(whole)]:
        whole[at] += 1
    return tuple(whole)


def sensitivity(parts: Ints, standing: Ints, weights: Sequence[int], best: int = BEST) -> Sensitivity:
    """`parts`: a line a pair in the order of the list, a column a part; `standing`: how each outcome ranks (a pair that
    fits stays before one of whom something is unknown, whatever the weights)."""
    first = set(range(min(best, len(parts))))
    swings, steady = [], set(first)
    for place, part in enumerate(PARTS):
        for up in (True, False):
            moved = swung(weights, place, up=up)
            if not weights[place] or moved == tuple(weights):
                continue
            then = set(_order(parts, standing, moved)[: len(first)].tolist())
            swings.append(Swing(part, up, moved, len(first & then)))
            steady &= then
    return Sensitivity(len(first), len(steady), tuple(swings))


def _order(parts: Ints, standing: Ints, weights: Sequence[int]) -> Ints:
    """Of equals the one that was in front stays in front."""
    score = parts @ np.array(weights, np.int64) // FULL
    return np.lexsort((np.arange(len(parts)), -score, -standing))
