"""What is asked when a set is chosen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]

#: Values and amounts above this are refused: every sum stays exact in 64 bits, and within what floats hold exactly.
LARGEST = 10**13


class Limit(NamedTuple):
    """One thing a set must keep to. `kind`: budget, fewest, most (seats), least, at_most (of the group `name`),
    conflict (the conflict of that number), pinned."""

    kind: str
    name: str = ""


@dataclass(frozen=True)
class Candidate:
    """One that may be chosen. `value` in points, `cost` in minor units, both from 0; `amounts` what it brings to each
    group (1 for belonging, or a count). Of two sets worth the same, the one with the smaller `tie` numbers is taken."""

    key: int
    value: int
    cost: int = 0
    tie: int = 0
    amounts: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class Overlap:
    """What two candidates have in common, and what that costs.

    `vectors` is one row of integers a candidate, in the order of the problem's candidates; the overlap of two is the
    product of their rows. Two chosen together lose `product × numerator ÷ denominator` points.
    """

    vectors: Ints
    numerator: int = 1
    denominator: int = 1


@dataclass(frozen=True)
class Problem:
    """Choose the set worth most: the sum of values, less what every two chosen lose by their overlap.

    `budget` None is without limit. `least` and `at_most` bound the sum of amounts by group. Of each of `conflicts`
    (sets of keys) at most one is chosen. `pinned` are chosen in any case, `excluded` never.
    Raises ValueError for keys that appear twice, unknown keys, negative numbers, and numbers above LARGEST.
    """

    candidates: tuple[Candidate, ...]
    budget: int | None = None
    fewest: int = 0
    most: int | None = None
    least: Mapping[str, int] = field(default_factory=dict)
    at_most: Mapping[str, int] = field(default_factory=dict)
    conflicts: tuple[frozenset[int], ...] = ()
    pinned: frozenset[int] = frozenset()
    excluded: frozenset[int] = frozenset()
    overlap: Overlap | None = None

    def __post_init__(self) -> None:
        keys = [one.key for one in self.candidates]
        if len(set(keys)) != len(keys):
            raise ValueError("a candidate is named twice")
        named = self.pinned | self.excluded | frozenset().union(*self.conflicts)
        if not named <= set(keys):
            raise ValueError(f"not among the candidates: {sorted(named - set(keys))}")
        numbers = [self.budget or 0, self.fewest, self.most or 0, *self.least.values(), *self.at_most.values()]
        numbers += [number for one in self.candidates for number in (one.value, one.cost, *one.amounts.values())]
        if numbers and not 0 <= min(numbers) <= max(numbers) <= LARGEST:
            raise ValueError(f"numbers run from 0 to {LARGEST}")
        if self.overlap is not None:
            self._check(self.overlap)

    def _check(self, overlap: Overlap) -> None:
        if len(overlap.vectors) != len(self.candidates):
            raise ValueError("one vector a candidate")
        if overlap.numerator < 0 or overlap.denominator <= 0 or (overlap.vectors < 0).any():
            raise ValueError("overlap costs something, or nothing")

    def ordered(self) -> Problem:
        """The same in the one order that answers depend on: by tie, then by key."""
        order = sorted(range(len(self.candidates)), key=lambda at: (self.candidates[at].tie, self.candidates[at].key))
        overlap = self.overlap
        if overlap is not None:
            overlap = replace(overlap, vectors=overlap.vectors[order])
        candidates = tuple(self.candidates[at] for at in order)
        cliques = tuple(sorted(self.conflicts, key=sorted))
        return replace(self, candidates=candidates, overlap=overlap, conflicts=cliques)

    def only(self, rows: Ints) -> Problem:
        """The same question about some of the candidates; those that are pinned must be among them."""
        candidates = tuple(self.candidates[at] for at in rows.tolist())
        keys = frozenset(one.key for one in candidates)
        overlap = None if self.overlap is None else replace(self.overlap, vectors=self.overlap.vectors[rows])
        conflicts = tuple(clique & keys for clique in self.conflicts if len(clique & keys) > 1)
        return replace(self, candidates=candidates, overlap=overlap, conflicts=conflicts, excluded=self.excluded & keys)

    def rows_of(self, keys: frozenset[int] | set[int]) -> Ints:
        """Where these candidates stand."""
        return np.array([at for at, one in enumerate(self.candidates) if one.key in keys], np.int64)
