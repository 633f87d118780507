"""What no set can be worth more than.

The worth of a set is concave in the sum of its vectors, so the plane that touches it anywhere lies above it everywhere:

    Σ pairs ≥ (2 m·Σ vector − |m|² − Σ |vector|²) / 2        for any vector m, with equality where m is the set's sum.

Each such plane is a cut of a linear program over the limits. HiGHS proposes prices for the limits and shares for the
cuts; by weak duality *any* prices and shares give a bound, which is computed again from them in integers. So the bound
does not depend on how exactly HiGHS computes.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from marketplace.allocation.limits import UNBOUNDED, Limits
from marketplace.allocation.problem import Ints
from marketplace.allocation.solver import INFEASIBLE, Answer, Program, Sparse, solve
from marketplace.allocation.worth import Worth, whole

#: Prices and shares are kept in this many parts.
PARTS = 2**24
#: So many planes are laid at most, and no more once they gain less than this share of the bound.
ROUNDS = 6
LEAST_GAIN = 1e-4


@dataclass(eq=False)
class Relaxation:
    """The linear program over one problem, growing by cuts."""

    worth: Worth
    limits: Limits
    touched: list[Ints] = field(default_factory=list)

    def cut_at(self, total: Ints) -> None:
        """Lay the plane that touches where the chosen vectors sum to `total`."""
        if self.worth.numerator and not any(np.array_equal(total, old) for old in self.touched):
            self.touched.append(total)

    def program(self, *, whole_numbers: bool) -> Program:
        """Candidates, then the points lost by overlap, as columns; limits, then cuts, as rows. In points."""
        size = len(self.worth.values)
        rate = self.worth.numerator / (2 * self.worth.unit)
        cuts = [rate * (2 * (self.worth.vectors @ total) - self.worth.squares) for total in self.touched]
        table = np.zeros((len(self.limits.lower) + len(cuts), size + 1))
        table[: len(self.limits.lower), :size] = self.limits.amounts
        for at, cut in enumerate(cuts, len(self.limits.lower)):
            table[at, :size], table[at, size] = cut, -1
        most = np.append(np.where(self.limits.fixed == 0, 0.0, 1.0), np.inf if cuts else 0.0)
        return Program(
            gain=np.append(self.worth.values.astype(np.float64), -1.0),
            rows=Sparse.of(table),
            low=np.append(floats(self.limits.lower), np.full(len(cuts), -np.inf)),
            high=np.append(floats(self.limits.upper), [rate * float(total @ total) for total in self.touched]),
            least=np.append(np.where(self.limits.fixed == 1, 1.0, 0.0), 0.0),
            most=most,
            whole=np.append(np.ones(size, bool), False) if whole_numbers else None,
        )

    def certify(self, prices: np.ndarray) -> tuple[int, list[int]]:
        """The bound in whole points that these prices prove, and each candidate's reduced gain, in integers.

        The unit of what is summed is 1 / (2 · unit · PARTS) of a point.
        """
        worth, plain = self.worth, len(self.limits.lower)
        scale = 2 * worth.unit * PARTS
        reduced = worth.values.astype(object) * scale
        total = 0
        for price, row in zip(prices[:plain], zip(*self._rows(), strict=True), strict=True):
            amounts, lower, upper = row
            pay = round(price * scale)
            side = upper if pay > 0 else lower
            if pay and abs(side) < UNBOUNDED:
                total += pay * side
                reduced = reduced - amounts.astype(object) * pay
        for share, touched in zip(_shares(prices[plain:]), self.touched, strict=True):
            steep = 2 * whole(worth.vectors @ touched) - worth.squares
            reduced = reduced - steep.astype(object) * (share * worth.numerator)
            total += share * worth.numerator * int(touched @ touched)
        kept = zip(reduced.tolist(), self.limits.fixed.tolist(), strict=True)
        total += sum(gain if fixed == 1 else max(0, gain) for gain, fixed in kept if fixed != 0)
        return total // scale, reduced.tolist()

    def _rows(self) -> tuple[Ints, list[int], list[int]]:
        return self.limits.amounts, self.limits.lower.tolist(), self.limits.upper.tolist()


def _shares(prices: np.ndarray) -> list[int]:
    """How much each plane counts, in PARTS that do not sum to more than the whole."""
    shares = [max(0, int(price * PARTS)) for price in prices]
    return [share * PARTS // max(PARTS, sum(shares)) for share in shares]


@dataclass(frozen=True, eq=False)
class Bound:
    """`points` is what no set can exceed; `reduced` how each candidate stands at its prices; `shares` how much of each
    the linear program would take. None of it where no set, not even of fractions, keeps to the limits."""

    points: int
    reduced: list[int]
    shares: np.ndarray


def bound_of(relaxation: Relaxation, start: Ints | None = None) -> Bound | None:
    """The bound after a few cuts; None if even fractions cannot keep to the limits. `start`: rows of a known set."""
    if start is not None:
        relaxation.cut_at(whole(relaxation.worth.vectors[start].sum(axis=0)))
    best: Bound | None = None
    for _round in range(ROUNDS):
        answer = solve(relaxation.program(whole_numbers=False))
        if answer.state == INFEASIBLE or not len(answer.x):
            return best
        found = _bound(relaxation, answer)
        gained = best.points - found.points if best else found.points
        best = found if best is None or gained > 0 else best
        if not relaxation.worth.numerator or (_round and gained <= LEAST_GAIN * best.points):
            break
        relaxation.cut_at(whole(answer.x[:-1] @ relaxation.worth.vectors))
    return best


def _bound(relaxation: Relaxation, answer: Answer) -> Bound:
    points, reduced = relaxation.certify(answer.prices)
    return Bound(points, reduced, answer.x[:-1])


def floats(numbers: Ints) -> np.ndarray:
    """Integers as HiGHS reads them: without a bound is infinite."""
    return np.where(numbers >= UNBOUNDED, np.inf, np.where(numbers <= -UNBOUNDED, -np.inf, numbers))
