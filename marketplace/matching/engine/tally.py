"""Counts of one campaign, kept by bucket of creators: a changed creator touches one row of 256."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from marketplace.eligibility.outcomes import Outcome
from marketplace.matching.engine.arrays import Ints
from marketplace.matching.engine.cohorts import TIERS
from marketplace.matching.engine.columns import BUCKETS

STORED = np.dtype("<i4")
#: The outcomes of creators while the rules are in force: FAIL, UNKNOWN, REVIEW, PASS.
STEPS = 4


@dataclass(frozen=True, eq=False)
class Tally:
    """One row a bucket: how many creators have each outcome, then, for each criterion and tier, how many it alone
    rules out (nothing else does)."""

    criteria: tuple[str, ...]
    table: np.ndarray[tuple[int, int], np.dtype[np.int64]]

    @classmethod
    def of_counts(cls, criteria: tuple[str, ...], counted: NDArray[np.int64]) -> Tally:
        """From a line a bucket: creators who FAIL, come to UNKNOWN, REVIEW and PASS, then those kept out (`Layout`)."""
        others = np.zeros((len(counted), len(Outcome) - STEPS), np.int64)
        return cls(criteria, np.hstack([counted[:, :STEPS], others, counted[:, STEPS:]]))

    @classmethod
    def of_one(cls, criteria: tuple[str, ...], outcome: Outcome, creators: Ints) -> Tally:
        """Everybody has one outcome, nobody is kept out by anything alone; `creators` by bucket."""
        table = np.zeros((BUCKETS, len(Outcome) + len(criteria) * len(TIERS)), np.int64)
        table[:, outcome] = creators
        return cls(criteria, table)

    @classmethod
    def from_bytes(cls, criteria: Sequence[str], stored: bytes) -> Tally:
        width = len(Outcome) + len(criteria) * len(TIERS)
        table = np.frombuffer(stored, STORED).astype(np.int64).reshape(-1, width)
        return cls(tuple(criteria), table if len(table) else np.zeros((BUCKETS, width), np.int64))

    def to_bytes(self) -> bytes:
        return self.table.astype(STORED).tobytes()

    def with_bucket(self, bucket: int, other: Tally) -> Tally:
        """This tally with one bucket as another has it."""
        if self.criteria != other.criteria:
            raise ValueError("tallies of different criteria cannot be put together")
        table = self.table.copy()
        table[bucket] = other.table[bucket]
        return Tally(self.criteria, table)

    @classmethod
    def sum(cls, several: Sequence[Tally]) -> Tally:
        """Those of different buckets as one; `several` is not empty. Raises ValueError if their criteria differ."""
        if any(one.criteria != several[0].criteria for one in several):
            raise ValueError("tallies of different criteria cannot be put together")
        return cls(several[0].criteria, np.sum([one.table for one in several], axis=0))

    @property
    def creators(self) -> int:
        return int(self.table[:, : len(Outcome)].sum())

    @property
    def counts(self) -> dict[str, int]:
        """Creators by outcome: {"pass": 12, …}."""
        sums = self.table[:, : len(Outcome)].sum(axis=0)
        return {outcome.name.lower(): int(sums[outcome]) for outcome in Outcome}

    @property
    def alone(self) -> dict[str, dict[str, int]]:
        """By criterion, how many it alone keeps out: in all and by tier."""
        sums = self.table[:, len(Outcome) :].sum(axis=0).reshape(len(self.criteria), len(TIERS))
        return {
            code: {"all": int(line.sum()), **{tier: int(count) for tier, count in zip(TIERS, line, strict=True)}}
            for code, line in zip(self.criteria, sums, strict=True)
        }
