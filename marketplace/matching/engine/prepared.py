"""What of a creator is the same for every campaign of an epoch."""

from __future__ import annotations

from dataclasses import dataclass

from marketplace.matching.engine.arrays import Ints
from marketplace.matching.engine.cohorts import tiers_of
from marketplace.matching.engine.columns import CreatorColumns
from marketplace.matching.engine.frame import Frame
from marketplace.matching.engine.parts import confidence, performance


@dataclass(frozen=True, eq=False)
class Prepared:
    """Columns with the parts that no campaign changes, computed once for all campaigns of an epoch."""

    columns: CreatorColumns
    frame: Frame
    tiers: Ints
    performance: Ints
    confidence: Ints

    def of_bucket(self, bucket: int) -> Prepared:
        return self.of_buckets(bucket, bucket + 1)

    def of_buckets(self, first: int, stop: int) -> Prepared:
        """The rows of the buckets from `first` up to, not including, `stop`; 0 ≤ first ≤ stop ≤ BUCKETS."""
        starts = self.columns.bucket_starts
        return self.slice(int(starts[first]), int(starts[stop]))

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
    tiers = tiers_of(columns)
    return Prepared(columns, frame, tiers, performance.column(columns, frame, tiers), confidence.column(columns, frame))
