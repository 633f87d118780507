"""What scores refer to, and what of a creator is the same for every campaign."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from marketplace.matching.engine.arrays import Ints
from marketplace.matching.engine.cohorts import CohortTables, tiers_of
from marketplace.matching.engine.columns import CreatorColumns
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


@dataclass(frozen=True, eq=False)
class Prepared:
    """Columns with the parts that no campaign changes, computed once for all campaigns of an epoch."""

    columns: CreatorColumns
    frame: Frame
    tiers: Ints
    performance: Ints
    confidence: Ints

    def of_bucket(self, bucket: int) -> Prepared:
        starts = self.columns.bucket_starts
        return self.slice(int(starts[bucket]), int(starts[bucket + 1]))

    def slice(self, start: int, stop: int) -> Prepared:
        return Prepared(
            self.columns.slice(start, stop),
            self.frame,
            self.tiers[start:stop],
            self.performance[start:stop],
            self.confidence[start:stop],
        )


def prepare(columns: CreatorColumns, frame: Frame) -> Prepared:
    """Get columns ready to be scored in an epoch."""
    from marketplace.matching.engine.parts import confidence, performance

    tiers = tiers_of(columns)
    return Prepared(columns, frame, tiers, performance.column(columns, frame, tiers), confidence.column(columns, frame))
