"""What many campaigns come to for the same creators: outcomes and counts of all of them, block by block."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from marketplace.eligibility.outcomes import Outcome
from marketplace.matching.engine.arrays import Ints
from marketplace.matching.engine.cohorts import TIERS
from marketplace.matching.engine.prepared import Prepared

Planes = NDArray[np.uint64]
#: So many words of a plane are worked on at a time, those of several campaigns together: they stay in a near cache.
BLOCK = 1 << 14


@dataclass(frozen=True, eq=False)
class Met:
    """As `members.Met`, a line a campaign."""

    unknown: Planes
    review: Planes
    passed: Planes
    but_one: Planes


@dataclass(frozen=True, eq=False)
class Judged:
    """Campaigns × creators. `planes` has a member's rows that come to UNKNOWN, REVIEW, PASS or higher, `alone` the rows
    that fail a member and would not without one criterion; `members` and `alone_of` say by campaign which are its own,
    `dated` which campaigns have one outcome for everybody (IN_FORCE: not)."""

    creators: Prepared
    numbers: Sequence[int]
    planes: Planes
    alone: Planes
    members: NDArray[np.int32]
    alone_of: NDArray[np.int32]
    dated: NDArray[np.uint8]

    def __len__(self) -> int:
        return len(self.numbers)

    def outcomes(self, rows: Ints) -> NDArray[np.uint8]:
        """A line a campaign: the outcome of each of these rows."""
        words, place = np.unique(rows // 64, return_inverse=True)
        bit = (rows % 64).astype(np.uint64)
        found = np.zeros((len(self), len(rows)), np.uint8)
        for block, met in self._met(words):
            for plane in (met.unknown, met.review, met.passed):
                found[block] += (plane[:, place] >> bit & np.uint64(1)).astype(np.uint8)
        is_dated = self.dated <= max(Outcome)
        found[is_dated] = self.dated[is_dated, None]
        return found

    def counts(self) -> NDArray[np.int32]:
        """A line a campaign, as `Tally.table` has it of one bucket: creators by outcome, then by criterion and tier
        those whom it alone keeps out; 0 behind a campaign's last criterion."""
        layout, size = self.creators.layout, len(Outcome)
        found = np.zeros((len(self), size + self.alone_of.shape[1] * len(TIERS)), np.int32)
        for block, met in self._met(np.arange(len(layout.starts))):
            unknown, review, passed = map(layout.of_creators, (met.unknown, met.review, met.passed))
            failed = layout.starts & ~unknown
            for step, plane in enumerate((failed, unknown & ~review, review & ~passed, passed)):
                found[block, step] = _count(plane)
            for place, mine in enumerate(self.alone_of[block].T):
                kept_out = layout.of_creators(self.alone[mine] & met.but_one) & failed
                for tier, plane in enumerate(layout.tiers):
                    found[block, size + place * len(TIERS) + tier] = _count(kept_out & plane)
        is_dated = self.dated <= max(Outcome)
        found[is_dated] = 0
        found[is_dated, self.dated[is_dated]] = layout.creators
        return found

    def _met(self, words: Ints) -> Iterator[tuple[slice, Met]]:
        """Every campaign's members put together, within some words of the planes."""
        planes = np.ascontiguousarray(self.planes[:, :, words].transpose(1, 0, 2))
        everybody = planes[0, 0]
        a_block = max(1, BLOCK // max(1, len(words)))
        for start in range(0, len(self), a_block):
            block = slice(start, start + a_block)
            yield block, _meet(planes, self.members[block], everybody)


def _meet(planes: Planes, members: NDArray[np.int32], everybody: Planes) -> Met:
    """`members.meet` of several campaigns; a line of `members` is one."""
    size = (len(members), len(everybody))
    failed, twice = np.zeros(size, np.uint64), np.zeros(size, np.uint64)
    review, passed = np.broadcast_to(everybody, size).copy(), np.broadcast_to(everybody, size).copy()
    for mine in members.T:
        fails = ~planes[0][mine]
        twice |= failed & fails
        failed |= fails
        review &= planes[1][mine]
        passed &= planes[2][mine]
    return Met(everybody & ~failed, review, passed, everybody & failed & ~twice)


def _count(planes: Planes) -> NDArray[np.int64]:
    """How many rows are set in each."""
    return np.bitwise_count(planes).sum(axis=-1, dtype=np.int64)
