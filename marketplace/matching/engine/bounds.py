"""The most a row can score, from little: so that only those who can be among the best are scored in full.

What no campaign changes is taken as it is, the niche at the best that any of the row's niches can give, and everything
else at its most. Nobody's score is above their bound (a test holds it), so leaving out who is bounded below the last of
the best leaves out nobody who belongs there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from marketplace.matching.engine.arrays import Ints
from marketplace.matching.engine.columns import CreatorColumns
from marketplace.matching.engine.frame import Frame
from marketplace.matching.engine.niches import MOST_NICHES
from marketplace.matching.engine.parts import niche
from marketplace.matching.engine.spec import FULL, PARTS, CampaignSpec


class Terms(NamedTuple):
    """A bound as a sum: weights of the fixed parts, a line of points a place of the row's niches (a column a niche, the
    last for none; the largest of a row's counts), and what everything else gives at most."""

    weights: NDArray[np.int32]
    niches: NDArray[np.int32]
    rest: int


@dataclass(frozen=True, eq=False)
class Bounds:
    """One short line of memory a row: the fixed parts, then its niches as indexes."""

    parts: tuple[str, ...]
    records: NDArray[np.int16]

    @classmethod
    def of(cls, columns: CreatorColumns, fixed: Mapping[str, Ints]) -> Bounds:
        """`fixed` are the parts that no campaign changes, by their name."""
        lines = columns.niche_lists.table[columns.niche_list]
        records = np.empty((len(columns), len(fixed) + MOST_NICHES), np.int16)
        for place, part in enumerate(fixed.values()):
            records[:, place] = part
        records[:, len(fixed) :] = lines
        return cls(tuple(fixed), records)

    def terms(self, spec: CampaignSpec, columns: CreatorColumns, frame: Frame) -> Terms:
        """What the bound of each row is made of for one campaign."""
        weight = dict(zip(PARTS, spec.weights, strict=True))
        most = niche.most(spec, columns.niche_lists.words, frame)
        rest = sum(weight[part] for part in PARTS if part not in (*self.parts, "niche")) * FULL
        weights = np.array([weight[part] for part in self.parts], np.int32)
        return Terms(weights, (most * weight["niche"]).astype(np.int32), rest)

    def over(self, terms: Terms, rows: Ints) -> NDArray[np.int32]:
        """The most each of these rows can score, 0 … FULL."""
        records, fixed = self.records[rows], len(self.parts)
        total = records[:, :fixed] @ terms.weights + np.int32(terms.rest)
        near = terms.niches[0][records[:, fixed]]
        for place in range(1, MOST_NICHES):
            near = np.maximum(near, terms.niches[place][records[:, fixed + place]])
        return (total + near) // np.int32(FULL)
