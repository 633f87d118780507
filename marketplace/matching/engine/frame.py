"""What scores refer to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from marketplace.matching.engine.cohorts import CohortTables
from marketplace.matching.engine.niches import NicheTree


@dataclass(frozen=True)
class Frame:
    """The day that ages count from, the tree of niches, and the epoch's cohort tables."""

    as_of: date
    tree: NicheTree
    cohorts: CohortTables

    @property
    def day(self) -> int:
        """The day as columns count it, from 1970-01-01."""
        return day_number(self.as_of)


def day_number(day: date) -> int:
    return day.toordinal() - date(1970, 1, 1).toordinal()
