"""Places out of ballots, exactly: whole numbers and fractions, no rounding anywhere.

A ballot gives 0…100 points in each category; its total is Σ weight × points, 0…1,000,000, as weights sum to 10,000. The
mean of a candidate is the sum of the totals over the number of ballots: jurors who recused themselves count in neither.
Ties are settled by these rules, in their order:

1. `mean`: the higher weighted mean;
2. `category:ID`: the higher mean in the category that weighs most, then in the next one (of equal weights the first);
3. `lowest`: the higher lowest ballot, so that whom nobody rated low comes first;
4. `draw`: the smaller SHA-256 of "salt:code", which nobody could know before the salt was drawn.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from hashlib import sha256

#: Points by category.
Points = Mapping[int, int]

MEAN, LOWEST, DRAW = "mean", "lowest", "draw"


@dataclass(frozen=True)
class Placed:
    """One candidate's place, and the rule that set them apart from the one before ("" for the first)."""

    code: str
    place: int
    total: int
    ballots: int
    settled_by: str


def rank(ballots: Mapping[str, Sequence[Points]], weights: Mapping[int, int], salt: str) -> list[Placed]:
    """Candidates by code with their ballots → places from 1 on. Candidates without a ballot have none.

    `weights`: basis points by category, in the jury's order, summing to 10,000. Raises ValueError if they do not.
    """
    if sum(weights.values()) != 10_000:
        raise ValueError("weights sum to 10,000")
    order = sorted(weights, key=lambda category: -weights[category])
    keys = {code: _key(code, given, weights, order, salt) for code, given in ballots.items() if given}
    names = [MEAN, *(f"category:{category}" for category in order), LOWEST, DRAW]
    found: list[Placed] = []
    before: tuple[object, ...] = ()
    for code in sorted(keys, key=lambda code: keys[code]):
        differs = next((name for name, one, other in zip(names, before, keys[code], strict=False) if one != other), "")
        total = sum(total_of(points, weights) for points in ballots[code])
        found.append(Placed(code, len(found) + 1, total, len(ballots[code]), differs))
        before = keys[code]
    return found


def total_of(points: Points, weights: Mapping[int, int]) -> int:
    """One ballot: Σ weight × points, 0…1,000,000."""
    return sum(weights[category] * points[category] for category in weights)


def draw_of(salt: str, code: str) -> str:
    """What settles the last ties; the smaller comes first."""
    return sha256(f"{salt}:{code}".encode()).hexdigest()


def seal_of(salt: str) -> str:
    """What is shown of a salt before it may be known."""
    return sha256(salt.encode()).hexdigest()


def _key(
    code: str, given: Sequence[Points], weights: Mapping[int, int], order: Sequence[int], salt: str
) -> tuple[object, ...]:
    """Compared from the first to the last; the smallest is the best."""
    totals = [total_of(points, weights) for points in given]
    means = [-Fraction(sum(points[category] for points in given), len(given)) for category in order]
    return (-Fraction(sum(totals), len(totals)), *means, -min(totals), draw_of(salt, code))
