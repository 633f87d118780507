"""What is published about fairness: concentration, shares, and counts that name nobody."""

from collections.abc import Mapping
from typing import TypeVar

import numpy as np

Key = TypeVar("Key")
#: Fewer are not told.
LEAST_TOLD = 5


def gini_bp(times: np.ndarray) -> int | None:
    """The Gini coefficient of non-negative counts (one a person, zeros included), of 10,000, rounded down; None if
    nothing was counted. 0: all the same; towards 10,000: one has everything.

    G = Σ (2i − n − 1) xᵢ / (n Σ xᵢ) over the sorted x, in exact integers (64 bits hold a million people
    who were shown a million times).
    """
    values = np.sort(np.asarray(times, np.int64))
    total, size = int(values.sum()), len(values)
    if not total:
        return None
    places = 2 * np.arange(1, size + 1, dtype=np.int64) - size - 1
    return 10_000 * int((places * values).sum()) // (size * total)


def told(counts: Mapping[Key, int]) -> dict[Key, int | None]:
    """Counts as they may be told: fewer than five are None, and so is the smallest of the others where what is missing
    could be computed from the sum. All zeros name nobody and hide no other."""
    found: dict[Key, int | None] = {key: count if count >= LEAST_TOLD else None for key, count in counts.items()}
    while True:
        hidden = [counts[key] for key, count in found.items() if count is None]
        shown = [key for key, count in found.items() if count is not None]
        if not any(hidden) or not shown or (len([one for one in hidden if one]) > 1 and sum(hidden) >= LEAST_TOLD):
            return found
        found[min(shown, key=counts.__getitem__)] = None


def shares_bp(counts: Mapping[Key, int | None], total: int) -> dict[Key, int | None]:
    """Each told count's share of 10,000 of the total, rounded down; None where the count is not told."""
    return {key: None if count is None or not total else 10_000 * count // total for key, count in counts.items()}
