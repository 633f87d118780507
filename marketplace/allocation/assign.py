"""Two sides with wishes: mentors and mentees, and whoever else is brought together in pairs.

A pair is worth, in basis points, what the two fit, and how high each stands on the other's list of wishes. As many as
possible are brought together first; among those ways, the one whose pairs are worth most. What nobody wants does not
happen: a pair that either side vetoes, or that is not named at all, is never made.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from marketplace.allocation.flow import flow

FULL = 10_000
#: Fit, the left side's wish, the right side's wish; in basis points.
WEIGHTS = (5_000, 2_500, 2_500)
#: What a wish counts at places 1 to 5 of a list; who has no list is neutral, and who has one and does not name the
#: other counts nothing.
WISHED = (10_000, 8_000, 6_000, 4_000, 2_000)
NEUTRAL = 5_000

Pair = tuple[int, int]
Wishes = Mapping[int, Sequence[int]]


class Assigned(NamedTuple):
    """One pair: what it is worth (0…10,000), and at which place each stands on the other's list (from 1; None: not)."""

    left: int
    right: int
    value: int
    left_wish: int | None
    right_wish: int | None


@dataclass(frozen=True)
class Assignment:
    """The pairs, by left and right; who is left without anybody; and whether this is proved the best."""

    pairs: tuple[Assigned, ...]
    left_alone: tuple[int, ...]
    right_alone: tuple[int, ...]
    value: int
    is_exact: bool


def assign(
    left: Mapping[int, int],
    right: Mapping[int, int],
    fits: Mapping[Pair, int],
    *,
    vetoes: Collection[Pair] = (),
    left_wishes: Wishes | None = None,
    right_wishes: Wishes | None = None,
    weights: tuple[int, int, int] = WEIGHTS,
) -> Assignment:
    """The best pairs of (left, right).

    `left`, `right`: how many pairs each can be in, by key. `fits`: the pairs that are possible, 0…10,000 each. Between
    ways that are equally good, smaller keys come first: number people by something that says nothing about them. Raises
    ValueError for pairs of unknown people, fits outside 0…10,000, and weights that do not sum to 10,000.
    """
    if sum(weights) != FULL or min(weights) < 0:
        raise ValueError("the weights are not negative and sum to 10,000")
    possible = sorted(set(fits) - set(vetoes))
    if any(one not in left or other not in right or not 0 <= fits[one, other] <= FULL for one, other in possible):
        raise ValueError("pairs are of known people and fit 0 to 10,000")
    named = [_assigned(pair, fits[pair], left_wishes or {}, right_wishes or {}, weights) for pair in possible]
    # One pair more outweighs all that pairs can be worth.
    one_more = (FULL + 1) * max(1, min(sum(left.values()), sum(right.values())))
    lefts, rights = sorted(left), sorted(right)
    found = flow(
        _places([one.left for one in named], lefts),
        _places([one.right for one in named], rights),
        np.array([one_more + one.value for one in named], np.int64),
        np.array([left[key] for key in lefts], np.int64),
        np.array([right[key] for key in rights], np.int64),
    )
    pairs = tuple(named[arc] for arc in found.arcs.tolist())
    return Assignment(
        pairs,
        tuple(sorted(set(lefts) - {one.left for one in pairs})),
        tuple(sorted(set(rights) - {one.right for one in pairs})),
        sum(one.value for one in pairs),
        found.is_exact,
    )


def _assigned(pair: Pair, fit: int, left: Wishes, right: Wishes, weights: tuple[int, int, int]) -> Assigned:
    one, other = pair
    places = _place(left.get(one), other), _place(right.get(other), one)
    parts = (fit, _counts(left.get(one), places[0]), _counts(right.get(other), places[1]))
    value = sum(weight * part for weight, part in zip(weights, parts, strict=True)) // FULL
    return Assigned(one, other, value, *places)


def _place(wishes: Sequence[int] | None, other: int) -> int | None:
    return list(wishes).index(other) + 1 if wishes and other in wishes else None


def _counts(wishes: Sequence[int] | None, place: int | None) -> int:
    if not wishes:
        return NEUTRAL
    return WISHED[place - 1] if place is not None and place <= len(WISHED) else 0


def _places(keys: list[int], known: list[int]) -> np.ndarray:
    at = {key: place for place, key in enumerate(known)}
    return np.array([at[key] for key in keys], np.int64)
