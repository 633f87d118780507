"""The most a row can score, from little: so that only those who can be among the best are scored in full.

What no campaign changes is taken as it is, and what a few small columns say is worked out; everything else counts at
its most (`terms`). Nobody's score is above their bound (a test holds it), so leaving out who is bounded below the last
of the best leaves out nobody who belongs there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from marketplace.matching.engine.arrays import Ints
from marketplace.matching.engine.columns import CreatorColumns
from marketplace.matching.engine.dense import Dense
from marketplace.matching.engine.frame import Frame
from marketplace.matching.engine.niches import MOST_NICHES
from marketplace.matching.engine.spec import CampaignSpec
from marketplace.matching.engine.terms import Terms, terms_of


@dataclass(frozen=True, eq=False)
class Bounds:
    """One short line of memory a row: the fixed parts, the platform, then its niches, both as indexes."""

    parts: tuple[str, ...]
    records: NDArray[np.int16]
    dense: Dense

    @classmethod
    def of(cls, columns: CreatorColumns, frame: Frame, fixed: Mapping[str, Ints]) -> Bounds:
        """`fixed` are the parts that no campaign changes, by their name."""
        records = np.empty((len(columns), len(fixed) + 1 + MOST_NICHES), np.int16)
        for place, part in enumerate(fixed.values()):
            records[:, place] = part
        records[:, len(fixed)] = columns.codes["platform"].index
        records[:, len(fixed) + 1 :] = columns.niche_lists.table[columns.niche_list]
        return cls(tuple(fixed), records, Dense(columns, frame))

    def terms(self, spec: CampaignSpec) -> Terms:
        """What the bounds of one campaign are made of."""
        return terms_of(spec, self.dense, self.parts)
