"""What scores refer to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from marketplace.matching.engine.acceptance import NOT_LEARNED, Acceptance
from marketplace.matching.engine.cohorts import CohortTables
from marketplace.matching.engine.counts import NO_COUNTS, Counts
from marketplace.matching.engine.niches import NicheTree


@dataclass(frozen=True)
class Frame:
    """The day that ages count from, the tree of niches, and the epoch's tables: cohorts, counts, and what was learned
    of how likely creators are to say yes (nothing, unless a policy is published)."""

    as_of: date
    tree: NicheTree
    cohorts: CohortTables
    counts: Counts = NO_COUNTS
    acceptance: Acceptance = NOT_LEARNED

    @property
    def day(self) -> int:
        """The day as columns count it, from 1970-01-01."""
        return day_number(self.as_of)


def day_number(day: date) -> int:
    return day.toordinal() - date(1970, 1, 1).toordinal()
