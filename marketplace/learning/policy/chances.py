"""A probability from the parts of a score, exactly: integers in, integers out, the same on every machine.

`log-odds = intercept + ⌊Σ coefficientᵢ · partᵢ / 10,000⌋` in millionths, parts 0…10,000, so each coefficient is what a
full part adds and the sum is the explanation. The probability is read from a table of 10,000 thresholds, correctly
rounded decimals, never from a float.
"""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, localcontext
from functools import lru_cache
from typing import Any

FULL, MILLION = 10_000, 1_000_000


@dataclass(frozen=True)
class Line:
    """One direction: how likely a yes is from one side."""

    intercept: int
    coefficients: tuple[int, ...]

    def log_odds(self, parts: Sequence[int]) -> int:
        """In millionths."""
        whole = sum(coefficient * part for coefficient, part in zip(self.coefficients, parts, strict=True))
        return self.intercept + whole // FULL

    def chance_bp(self, parts: Sequence[int]) -> int:
        """Of 10,000."""
        return chance_bp(self.log_odds(parts))

    def as_json(self) -> dict[str, Any]:
        return {"intercept": self.intercept, "coefficients": list(self.coefficients)}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> "Line":
        return cls(int(stored["intercept"]), tuple(int(one) for one in stored["coefficients"]))


@dataclass(frozen=True)
class Reciprocity:
    """How likely a yes is from the brand, from the creator, and from both; of 10,000. The last is the product of the
    two, rounded down: they are nearly independent given the parts, which every promotion checks."""

    brand_bp: int
    creator_bp: int

    @property
    def both_bp(self) -> int:
        return self.brand_bp * self.creator_bp // FULL


def chance_bp(log_odds: int) -> int:
    """The probability of 10,000, to the nearest, for log-odds in millionths."""
    return bisect_right(_thresholds(), log_odds)


@lru_cache(maxsize=1)
def _thresholds() -> tuple[int, ...]:
    """From which log-odds on the probability rounds to 1, 2, … 10,000: ln(p / (1 − p)) at each half step."""
    with localcontext() as context:
        context.prec = 30
        found = []
        for step in range(1, FULL + 1):
            share = (Decimal(2 * step) - 1) / (2 * FULL)
            found.append(int(((share / (1 - share)).ln() * MILLION).to_integral_value(rounding="ROUND_CEILING")))
    return tuple(found)
