"""What is learnt from: pairs that somebody was shown, and whether they then said yes."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np

from marketplace.learning.evaluation.metrics import Floats, Ints

#: What a probability is sliced by for its calibration. Never learnt from.
SLICES = ("tier", "country", "language")


@dataclass(frozen=True)
class Exposed:
    """One direction, a row a pair at its first showing. `parts` n × parts of 0…10,000; `said_yes` 0 or 1; `day` whole
    days; `lists` are what the side looked at (a campaign's list, a creator's list)."""

    parts: Ints
    said_yes: Floats
    day: Ints
    brand: Ints
    creator: Ints
    lists: Ints
    campaign: Ints
    position: Ints
    score: Ints
    is_small: Ints
    slices: dict[str, list[str]]

    def __len__(self) -> int:
        return len(self.said_yes)

    def only(self, rows: Ints) -> Exposed:
        """The same for some rows."""
        taken: dict[str, Any] = {
            one.name: getattr(self, one.name)[rows] for one in fields(self) if one.name != "slices"
        }
        sliced = {name: [values[row] for row in rows.tolist()] for name, values in self.slices.items()}
        return replace(self, **taken, slices=sliced)


@dataclass(frozen=True)
class Split:
    """Rows to learn from, to calibrate on, and to judge by."""

    train: Ints
    calibrate: Ints
    test: Ints


def split(exposed: Exposed) -> Split:
    """By time and by people: the earliest 60 % to learn from, the next 20 % to calibrate on, the last 20 % to judge by.
    A fifth of the brands and of the creators are never learnt from; the test has only pairs with one of them."""
    order = np.sort(exposed.day)
    early, late = order[int(len(order) * 0.6)], order[int(len(order) * 0.8)]
    held = _held(exposed.brand, 1) | _held(exposed.creator, 2)
    return Split(
        np.flatnonzero((exposed.day < early) & ~held),
        np.flatnonzero((exposed.day >= early) & (exposed.day < late) & ~held),
        np.flatnonzero((exposed.day >= late) & held),
    )


def _held(ids: Ints, seed: int) -> np.ndarray:
    """A fifth of the ids, the same each time (Knuth's multiplicative hash)."""
    mixed = (ids.astype(np.uint64) + np.uint64(seed)) * np.uint64(2_654_435_761)
    return (mixed >> np.uint64(16)) % np.uint64(5) == 0
