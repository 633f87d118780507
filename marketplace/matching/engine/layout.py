"""Where creators, tiers and buckets lie among rows, so that what is said of rows by bits can be said of creators.

A plane is a bit a row (`eligibility.bitmaps.packed`). What is said of a creator stands at their first row.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from marketplace.eligibility.bitmaps import packed
from marketplace.eligibility.bitmaps.packed import Plane
from marketplace.matching.engine.arrays import Ints
from marketplace.matching.engine.cohorts import TIERS
from marketplace.matching.engine.columns import BUCKETS, CreatorColumns

FULL_WORD = np.uint64(0xFFFF_FFFF_FFFF_FFFF)


@dataclass(frozen=True, eq=False)
class Layout:
    """Of rows ordered by (bucket, creator, channel)."""

    #: The first row of each creator.
    starts: Plane
    #: The rows that are followed by another row of the same creator.
    joined: Plane
    #: For each tier, the first rows of creators whose largest channel is of it.
    tiers: NDArray[np.uint64]
    #: Where each bucket begins; one more entry than there are buckets.
    edges: Ints
    #: How many rows the creator with the most channels has.
    most_channels: int

    @classmethod
    def of(cls, columns: CreatorColumns, tiers: Ints) -> Layout:
        first = columns.creator_starts
        size = len(columns)
        starts = np.zeros(size, bool)
        starts[first] = True
        joined = np.append(~starts[1:], False)[:size]
        largest = np.maximum.reduceat(tiers, first) if size else tiers
        planes = np.zeros((len(TIERS), -(-size // 64)), np.uint64)
        for tier in range(len(TIERS)):
            mine = np.zeros(size, bool)
            mine[first[largest == tier]] = True
            planes[tier] = packed.pack(mine)
        most = int(np.diff(np.append(first, size)).max(initial=1))
        return cls(packed.pack(starts), packed.pack(joined), planes, columns.bucket_starts, most)

    @cached_property
    def creators(self) -> int:
        return packed.count(self.starts)

    @cached_property
    def steps(self) -> list[tuple[int, Plane]]:
        """Shifts that carry a bit to its creator's first row, and the rows that may take it: 1, 2, 4 … rows ahead."""
        found, reach, shift = [], self.joined, 1
        while shift < self.most_channels:
            found.append((shift, reach))
            reach = reach & ahead(reach, shift)
            shift *= 2
        return found

    @cached_property
    def reached(self) -> tuple[Ints, NDArray[np.uint64]]:
        """`steps` as compiled loops read them: the shifts, and a line of rows for each."""
        shifts = np.array([shift for shift, _ in self.steps], np.int64)
        return shifts, np.array([reach for _, reach in self.steps], np.uint64).reshape(len(shifts), len(self.starts))

    def of_creators(self, plane: Plane) -> Plane:
        """The first rows of the creators any of whose rows is set."""
        for shift, reach in self.steps:
            plane = plane | (ahead(plane, shift) & reach)
        return plane & self.starts

    def by_bucket(self, plane: Plane) -> Ints:
        """How many rows of each bucket are set."""
        before = np.concatenate([[0], np.cumsum(np.bitwise_count(plane), dtype=np.int64)])
        word, bit = np.divmod(self.edges, 64)
        inside = np.append(plane, np.uint64(0))[word] & ~(FULL_WORD << bit.astype(np.uint64))
        return np.diff(before[word] + np.bitwise_count(inside))

    def tally(self, let_in: list[Plane], alone: list[Plane]) -> NDArray[np.int64]:
        """A line a bucket. First how many creators FAIL, come to UNKNOWN, REVIEW and PASS, where `let_in` are the rows
        that come to UNKNOWN, REVIEW, PASS or higher. Then, for each plane of `alone` and each tier, the creators who
        FAIL and have a row in it."""
        unknown, review, passed = (self.of_creators(plane) for plane in let_in)
        failed = self.starts & ~unknown
        counted = [failed, unknown & ~review, review & ~passed, passed]
        for plane in alone:
            kept_out = self.of_creators(plane) & failed
            counted += [kept_out & tier for tier in self.tiers]
        return np.stack([self.by_bucket(plane) for plane in counted], axis=1).reshape(BUCKETS, -1)


def ahead(plane: Plane, shift: int) -> Plane:
    """Each row's bit from `shift` rows further on; 0 beyond the last. 1 ≤ shift. Of several planes, each for itself."""
    whole, part = divmod(shift, 64)
    words = plane.shape[-1]
    after = np.zeros((*plane.shape[:-1], min(whole, words) + 1), np.uint64)
    moved = np.concatenate([plane[..., whole:], after], axis=-1)
    if not part:
        return moved[..., :words]
    low, high = moved[..., :words], moved[..., 1 : words + 1]
    return low >> np.uint64(part) | high << np.uint64(64 - part)


def rows_in(plane: Plane, size: int) -> Ints:
    """The rows that are set, ascending."""
    return np.flatnonzero(packed.unpack(plane, size))


def bits_at(plane: Plane, rows: Ints) -> NDArray[np.bool_]:
    """Whether these rows are set."""
    return (plane[rows // 64] >> (rows % 64).astype(np.uint64) & np.uint64(1)).astype(bool)
