"""What of a creator is the same for every campaign of an epoch."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cached_property
from typing import Any

import numpy as np

from marketplace.matching.engine.arrays import Bools, Ints
from marketplace.matching.engine.cohorts import tiers_of
from marketplace.matching.engine.columns import CreatorColumns
from marketplace.matching.engine.facts import Asked
from marketplace.matching.engine.frame import Frame
from marketplace.matching.engine.layout import Layout
from marketplace.matching.engine.parts import confidence, performance, reliability, text
from marketplace.matching.engine.sketch import Sketch
from marketplace.matching.engine.spec import PARTS


@dataclass(frozen=True, eq=False)
class Prepared:
    """Columns with the parts that no campaign changes, computed once for all campaigns of an epoch."""

    columns: CreatorColumns
    frame: Frame
    tiers: Ints
    performance: Ints
    reliability: Ints
    confidence: Ints
    has_words: Bools

    @cached_property
    def asked(self) -> Asked:
        """What rules and refusals say of every row."""
        return Asked(self.columns, self.frame)

    @cached_property
    def layout(self) -> Layout:
        """Where creators, tiers and buckets lie."""
        return Layout.of(self.columns, self.tiers)

    @cached_property
    def sketch(self) -> Sketch:
        """What bounds of scores are read from."""
        fixed = {part: getattr(self, part) for part in PARTS if part in {field.name for field in fields(self)}}
        return Sketch.of(self.columns, self.frame, fixed, self.has_words)

    def of_bucket(self, bucket: int) -> Prepared:
        return self.of_buckets(bucket, bucket + 1)

    def of_buckets(self, first: int, stop: int) -> Prepared:
        """The rows of the buckets from `first` up to, not including, `stop`; 0 ≤ first ≤ stop ≤ BUCKETS."""
        starts = self.columns.bucket_starts
        return self.slice(int(starts[first]), int(starts[stop]))

    def replaced(self, columns: CreatorColumns, buckets: Mapping[int, CreatorColumns]) -> Prepared:
        """The same of other columns, which differ from these in the buckets given: only those are computed."""
        starts, fresh = self.columns.bucket_starts.tolist(), {b: prepare(new, self.frame) for b, new in buckets.items()}
        pieces: list[Any] = []
        at = 0
        for bucket, new in sorted(fresh.items()):
            pieces += [(self, slice(at, starts[bucket])), (new, slice(None))]
            at = starts[bucket + 1]
        pieces.append((self, slice(at, None)))
        held = {field.name: getattr(self, field.name) for field in fields(self)}
        joined = {
            name: np.concatenate([getattr(one, name)[rows] for one, rows in pieces])
            for name, value in held.items()
            if isinstance(value, np.ndarray)
        }
        return Prepared(**{**held, **joined, "columns": columns})

    def slice(self, start: int, stop: int) -> Prepared:
        """Rows that follow each other."""
        return self._at(self.columns.slice(start, stop), slice(start, stop))

    def take(self, rows: Ints) -> Prepared:
        """Some rows, ready to be scored: what is said of creators as a whole is not to be asked of them."""
        return self._at(self.columns.take(rows), rows)

    def _at(self, columns: CreatorColumns, rows: Any) -> Prepared:
        held = {field.name: getattr(self, field.name) for field in fields(self)}
        cut = {name: value[rows] for name, value in held.items() if isinstance(value, np.ndarray)}
        return Prepared(**{**held, **cut, "columns": columns})


def prepare(columns: CreatorColumns, frame: Frame) -> Prepared:
    """Get columns ready to be scored in an epoch."""
    tiers = tiers_of(columns)
    return Prepared(
        columns,
        frame,
        tiers,
        performance.column(columns, frame, tiers),
        reliability.column(columns, frame, tiers),
        confidence.column(columns, frame),
        text.has_words(columns),
    )
