"""What bitmaps say of one rule set: the same answers as `columns.ColumnVerdict`, each worked out when it is read."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from ..columns import Ints, Outcomes, Removal
from ..nodes import Criterion
from ..outcomes import Outcome
from ..rules import RuleSet
from . import packed
from .packed import Bools, Plane

if TYPE_CHECKING:
    from .population import Bitmaps

#: What a rule set in force can come to, from the worst to the best.
_CHAIN = (Outcome.FAIL, Outcome.UNKNOWN, Outcome.REVIEW, Outcome.PASS)


class BitVerdict:
    """Every row under one rule set."""

    def __init__(self, bitmaps: Bitmaps, rule_set: RuleSet) -> None:
        self.bitmaps = bitmaps
        self.rule_set = rule_set
        self.as_of = bitmaps.as_of
        #: CLOSED or NOT_YET_OPEN where the whole is out of its dates, else None.
        self.dated = rule_set.dated_out(bitmaps.as_of)
        self._tree = bitmaps.tree(rule_set)
        self._reached: dict[Outcome, Plane] = {}

    @property
    def counts(self) -> dict[Outcome, int]:
        """How many rows come to each outcome."""
        found = dict.fromkeys(Outcome, 0)
        if self.dated is not None:
            return found | {self.dated: self.bitmaps.size}
        above = 0
        for outcome in reversed(_CHAIN):
            if outcome is not Outcome.REVIEW or self._tree.has_review:
                reached = self.bitmaps.size if outcome is Outcome.FAIL else packed.count(self.reached(outcome))
                found[outcome], above = reached - above, reached
        return found

    @property
    def qualified(self) -> int:
        return 0 if self.dated is not None else packed.count(self.reached(Outcome.PASS))

    def reached(self, outcome: Outcome) -> Plane:
        """The rows that come to UNKNOWN, REVIEW or PASS, or higher, as if the rule set were in force."""
        if outcome is Outcome.REVIEW and not self._tree.has_review:
            outcome = Outcome.PASS
        if outcome not in self._reached:
            self._reached[outcome] = self._tree.at_least(outcome)
        return self._reached[outcome]

    def plane(self, outcome: Outcome) -> Plane:
        """The rows whose whole has this outcome."""
        if self.dated is not None or outcome not in _CHAIN:
            return self.bitmaps.everybody if outcome is self.dated else self.bitmaps.nobody
        above = self.bitmaps.nobody if outcome is Outcome.PASS else self.reached(_CHAIN[outcome + 1])
        return above ^ (self.bitmaps.everybody if outcome is Outcome.FAIL else self.reached(outcome))

    @cached_property
    def outcome(self) -> Outcomes:
        """The outcome of each row."""
        if self.dated is not None:
            return np.full(self.bitmaps.size, self.dated, np.uint8)
        return self._rows(self.reached)

    @cached_property
    def criteria(self) -> dict[str, Outcomes]:
        """Outcomes of each row per criterion, by its code, in the order of the rule set."""
        return {criterion.code: self._outcomes(criterion) for criterion in self.rule_set.criteria}

    def planes(self, outcome: Outcome) -> list[Plane | None]:
        """Per criterion, in the order of the rule set, the rows where it has this outcome; None for no row."""
        return [self.bitmaps.plane(criterion, outcome) for criterion in self.rule_set.criteria]

    def masks(self, outcome: Outcome) -> NDArray[np.unsignedinteger]:
        """Per row, which criteria have this outcome: criterion i is bit i, in as few bytes as hold them all."""
        return packed.per_row(self.planes(outcome), self.bitmaps.size)

    def bits(self, outcome: Outcome) -> Ints:
        """The same as it is stored, in signed 64 bits."""
        return packed.per_row(self.planes(outcome), self.bitmaps.size, width=8).view("<i8")

    def reasons(self, row: int) -> dict[str, Outcome]:
        """The outcome of each criterion for one row, by its code. Raises IndexError for a row that is not there."""
        if not 0 <= row < self.bitmaps.size:
            raise IndexError(f"There are {self.bitmaps.size} rows and no row {row}.")
        return {criterion.code: self.bitmaps.outcome(criterion, row) for criterion in self.rule_set.criteria}

    def without(self, code: str) -> Outcomes:
        """The outcome of each row if this criterion were not there."""
        return self._rows(self.bitmaps.tree(self.rule_set, skip=code).at_least)

    def removal(self, code: str, rows: Bools | None = None) -> Removal:
        """What this criterion alone removes, among all rows or those of a mask."""
        without = self.bitmaps.tree(self.rule_set, skip=code).at_least(Outcome.PASS)
        if rows is not None:
            without = without & packed.pack(rows)
        failed, unknown, review = (packed.count(without & self.plane(outcome)) for outcome in _CHAIN[:3])
        return Removal(packed.count(without), failed, unknown, review)

    def _rows(self, at_least: Callable[[Outcome], Plane]) -> Outcomes:
        """The outcome of each row: how many steps of the chain it reaches."""
        outcomes = packed.unpack(at_least(Outcome.UNKNOWN), self.bitmaps.size)
        for outcome in _CHAIN[2:]:
            outcomes += packed.unpack(at_least(outcome), self.bitmaps.size)
        return outcomes

    def _outcomes(self, criterion: Criterion) -> Outcomes:
        """Bit by bit of the outcome's number."""
        size, outcomes = self.bitmaps.size, np.zeros(self.bitmaps.size, np.uint8)
        for outcome in Outcome:
            plane = self.bitmaps.plane(criterion, outcome) if outcome else None
            if plane is not None:
                outcomes += packed.unpack(plane, size) * np.uint8(outcome)
        return outcomes
