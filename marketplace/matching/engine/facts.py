"""What rules and refusals say of every row, by bits: worked out once for all campaigns of an epoch."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from functools import cached_property

import numpy as np

from marketplace.eligibility.bitmaps import Bitmaps, packed
from marketplace.eligibility.column_types import AnyColumn
from marketplace.eligibility.outcomes import Outcome
from marketplace.eligibility.rules import RuleSet
from marketplace.matching.engine import members, refusals
from marketplace.matching.engine.arrays import Ints
from marketplace.matching.engine.columns import CreatorColumns
from marketplace.matching.engine.frame import Frame
from marketplace.matching.engine.measured import fact_columns
from marketplace.matching.engine.members import Member
from marketplace.matching.engine.spec import CampaignSpec

#: Beyond so many bytes of bits, what was asked before is forgotten and asked again when it is needed.
MOST_BITS = 1 << 29
#: So many columns of facts are kept as rules read them: rules on one measure follow each other.
MOST_COLUMNS = 12


class FactColumns(Mapping[str, AnyColumn]):
    """The columns rules read, by measure, each made when it is asked for and kept for a while."""

    def __init__(self, creators: CreatorColumns, frame: Frame) -> None:
        self._creators, self._frame = creators, frame
        self._kept: dict[str, AnyColumn | None] = {}

    def __getitem__(self, code: str) -> AnyColumn:
        if code not in self._kept:
            self._kept[code] = fact_columns(self._creators, [code], self._frame).get(code)
            while len(self._kept) > MOST_COLUMNS:
                self._kept.pop(next(iter(self._kept)), None)
        found = self._kept.get(code)
        if found is None:
            raise KeyError(code)
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._kept)

    def __len__(self) -> int:
        return len(self._kept)


class Asked:
    """The bits of one population in one epoch."""

    def __init__(self, creators: CreatorColumns, frame: Frame) -> None:
        self.creators, self.frame = creators, frame
        self._refused: dict[Hashable, Member] = {}
        self._bitmaps = self._fresh()

    def _fresh(self) -> Bitmaps:
        return Bitmaps(FactColumns(self.creators, self.frame), self.frame.as_of, len(self.creators))

    @property
    def bitmaps(self) -> Bitmaps:
        """The answers to conditions."""
        held = self._bitmaps
        if held.conditions * 3 * held.everybody.nbytes > MOST_BITS:
            held = self._bitmaps = self._fresh()
        return held

    def of_rules(self, rule_set: RuleSet, bitmaps: Bitmaps) -> list[Member]:
        """What the rules ask."""
        return list(members.of_rules(rule_set, bitmaps))

    def of_refusals(self, spec: CampaignSpec) -> list[Member]:
        """What creators' own words ask, in the order of REFUSALS."""
        if len(self._refused) * 2 * self._bitmaps.everybody.nbytes > MOST_BITS:
            self._refused.clear()
        return [self.refusal(code, spec) for code in refusals.REFUSALS]

    @cached_property
    def _fees(self) -> Ints:
        """The lowest fees that occur; there are few, for they are round."""
        return np.unique(self.creators.minimum_fee)

    def _key(self, code: str, spec: CampaignSpec) -> Hashable:
        """What a refusal depends on: of the most that is paid, only which of the lowest fees are above it."""
        if code == "minimum_fee" and not spec.is_barter and spec.ceiling is not None:
            return code, int(np.searchsorted(self._fees, spec.ceiling, "right")), spec.currency
        return code, refusals.asked(code, spec)

    def refusal(self, code: str, spec: CampaignSpec) -> Member:
        """What one of them asks."""
        key = self._key(code, spec)
        found = self._refused.get(key)
        if found is None:
            outcomes = refusals.column(code, spec, self.creators)
            unknown, passed = (packed.pack(outcomes > Outcome.FAIL), packed.pack(outcomes == Outcome.PASS))
            same = packed.count(unknown) == packed.count(passed)
            found = Member(unknown, unknown, unknown if same else passed, {code: None})
            self._refused[key] = found
        return found
