"""Some decided pairs as arrays, ready to be stored: integers, and mergeable exactly with those of other buckets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from marketplace.matching.engine.arrays import Ints
from marketplace.matching.engine.rank import standing, tie_break
from marketplace.matching.engine.spec import FULL


@dataclass(frozen=True, eq=False)
class Pairs:
    """One entry a pair of a campaign and a creator through one channel; `parts` has a line a pair.

    The five masks have one bit per criterion of the rule set, exactly one of them set for each (`bits.MASKS`);
    `refused` and `to_agree` have one per refusal. `tier` indexes TIERS.
    """

    creator: Ints
    channel: Ints
    outcome: NDArray[np.uint8]
    tier: NDArray[np.uint8]
    score: Ints
    parts: Ints
    passed: Ints
    failed: Ints
    unknown: Ints
    exempt: Ints
    review: Ints
    refused: Ints
    to_agree: Ints

    def __len__(self) -> int:
        return len(self.creator)

    def take(self, places: Ints) -> Pairs:
        """The pairs at these places, in that order."""
        return Pairs(**{field.name: getattr(self, field.name)[places] for field in fields(self)})

    @property
    def merit(self) -> Ints:
        """What decides who comes first, before ties: the outcome's standing, then the score. 0 … 4·(FULL + 1)."""
        return standing(self.outcome) * (FULL + 1) + self.score

    @classmethod
    def join(cls, several: Sequence[Pairs]) -> Pairs:
        """All of them, one after the other; `several` is not empty."""
        return cls(**{field.name: np.concatenate([getattr(one, field.name) for one in several])
                      for field in fields(cls)})  # fmt: skip

    @classmethod
    def best_of(cls, several: Sequence[Pairs], salt: int, most: int) -> Pairs:
        """The best `most` of several lists of one campaign over different creators, the first in front.

        If each list holds the best `most` of its creators that are not ruled out, this is what `Decisions.top` of all
        of them together would hold, in the same order.
        """
        found = cls.join(several)
        order = np.lexsort((found.creator, tie_break(salt, found.creator), -found.merit))
        return found.take(order[:most])
