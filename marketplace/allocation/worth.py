"""What a set is worth, in exact integers."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from marketplace.allocation.problem import Ints, Problem


@dataclass(frozen=True, eq=False)
class Worth:
    """The worth of sets of rows of one problem, in `unit` parts of a point.

    worth(S) = unit · Σ value − numerator · Σ over pairs of vectorᵢ · vectorⱼ, with unit = the overlap's denominator.
    The sum over pairs is (|Σ vector|² − Σ |vector|²) / 2, so the overlap depends on the sum of the chosen vectors alone
    and is convex in it, which is what makes the bound of `bound.py` tight.
    """

    problem: Problem
    products: dict[int, Ints] = field(default_factory=dict)

    @cached_property
    def values(self) -> Ints:
        return np.array([one.value for one in self.problem.candidates], np.int64)

    @property
    def unit(self) -> int:
        return self.problem.overlap.denominator if self.problem.overlap else 1

    @property
    def numerator(self) -> int:
        return self.problem.overlap.numerator if self.problem.overlap else 0

    @cached_property
    def vectors(self) -> np.ndarray:
        """As floats, for the speed of their products: every entry, and every sum that matters here, is exact."""
        if self.problem.overlap is None:
            return np.zeros((len(self.values), 1))
        return self.problem.overlap.vectors.astype(np.float64)

    @cached_property
    def squares(self) -> Ints:
        """Each vector times itself."""
        return whole((self.vectors * self.vectors).sum(axis=1))

    def of(self, rows: Ints) -> int:
        total = whole(self.vectors[rows].sum(axis=0))
        pairs = (int(total @ total) - int(self.squares[rows].sum())) // 2
        return self.unit * int(self.values[rows].sum()) - self.numerator * pairs

    def points(self, rows: Ints) -> int:
        """The worth in whole points, rounded down."""
        return self.of(rows) // self.unit

    def product(self, row: int) -> Ints:
        """Everybody's overlap with one candidate; kept, because a search asks for the same few again and again."""
        if row not in self.products:
            self.products[row] = whole(self.vectors @ self.vectors[row])
        return self.products[row]

    def met(self, rows: Ints) -> Ints:
        """For everybody: the product of their vector with the sum of the chosen ones'."""
        found = np.zeros(len(self.values), np.int64)
        for row in rows.tolist():
            found += self.product(row)
        return found

    def gains(self, rows: Ints) -> Ints:
        """What each candidate outside `rows` would add."""
        return self.unit * self.values - self.numerator * self.met(rows)

    def marginals(self, rows: Ints) -> Ints:
        """What each of `rows` adds to the others, in the order given."""
        return self.unit * self.values[rows] - self.numerator * (self.met(rows)[rows] - self.squares[rows])


def whole(numbers: np.ndarray) -> Ints:
    """Floats that are whole numbers, as integers."""
    return np.rint(numbers).astype(np.int64)
