"""The same verdicts for a whole population at once, over NumPy columns: equal to `explain`, row by row, bit for bit.

What columns are is in `column_types`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, reduce

import numpy as np
from numpy.typing import NDArray

from . import column_tests, post_columns
from .ages import ages_on, day_number
from .column_types import UNDATED, AnyColumn, Bools, Column, Columns, Ints, PostsColumn, SetColumn
from .facts import GRANTED, POSTS
from .measures import Measure
from .nodes import Condition, Counting, Criterion, Group
from .outcomes import Outcome
from .rules import RuleSet

__all__ = [
    "UNDATED",
    "AnyColumn",
    "Bools",
    "Column",
    "ColumnVerdict",
    "Columns",
    "Ints",
    "Outcomes",
    "Population",
    "PostsColumn",
    "Removal",
    "SetColumn",
    "evaluate",
]

Outcomes = NDArray[np.uint8]


@dataclass(frozen=True)
class Removal:
    """What one criterion does to the number of rows that qualify: `without` it so many would; of these it fails
    `failed`, leaves `unknown` undecided and sends `review` to a person."""

    without: int
    failed: int
    unknown: int
    review: int

    @property
    def share_bp(self) -> int:
        """How many of those who would qualify without it are failed by it alone, in basis points."""
        return self.failed * 10_000 // self.without if self.without else 0


@dataclass(frozen=True)
class ColumnVerdict:
    rule_set: RuleSet
    as_of: date
    outcome: Outcomes
    #: Outcomes per criterion, by its code, in the order of the rule set.
    criteria: dict[str, Outcomes] = field(repr=False)

    def bits(self, outcome: Outcome) -> Ints:
        """Per row, which criteria have this outcome: criterion i is bit i, as in `Verdict.bits`."""
        mask = np.zeros(len(self.outcome), np.int64)
        for place, outcomes in enumerate(self.criteria.values()):
            mask |= (outcomes == outcome).astype(np.int64) << place
        return mask

    @cached_property
    def counts(self) -> dict[Outcome, int]:
        found = np.bincount(self.outcome, minlength=len(Outcome))
        return {outcome: int(found[outcome]) for outcome in Outcome}

    @property
    def qualified(self) -> int:
        return self.counts[Outcome.PASS]

    def without(self, code: str) -> Outcomes:
        """The outcome of the whole if this criterion were not there."""
        rest = _combine(self.rule_set.root, iter(self.rule_set.criteria), self.criteria, skip=code)
        return np.full(len(self.outcome), Outcome.PASS, np.uint8) if rest is None else rest

    def removal(self, code: str, rows: Bools | None = None) -> Removal:
        """What this criterion alone removes, among all rows or those of a mask."""
        without = self.without(code) == Outcome.PASS
        if rows is not None:
            without = without & rows
        failed, unknown, review = np.bincount(self.outcome[without], minlength=len(Outcome))[:3].tolist()
        return Removal(int(without.sum()), failed, unknown, review)


def evaluate(rule_set: RuleSet, columns: Columns, as_of: date, size: int | None = None) -> ColumnVerdict:
    """Every criterion and the whole, for all rows. A measure without a column is not known for anybody.

    `size` is the number of rows; needed only where no column says it.
    """
    if size is None:
        size = len(next(iter(columns.values())))
    population = Population(columns, as_of, size)
    criteria = {criterion.code: population.judge(criterion) for criterion in rule_set.criteria}
    dated = rule_set.dated_out(as_of)
    outcome = _combine(rule_set.root, iter(rule_set.criteria), criteria) if dated is None else None
    if outcome is None:
        outcome = np.full(size, Outcome.PASS if dated is None else dated, np.uint8)
    return ColumnVerdict(rule_set, as_of, outcome, criteria)


@dataclass(frozen=True)
class Population:
    """So many rows on a day. Raises ValueError for a column of another length or without the `as_of` it needs."""

    columns: Columns
    as_of: date
    size: int
    #: By measure, where it is known and fresh.
    _known: dict[str, Bools] = field(default_factory=dict, init=False, repr=False, compare=False)

    def judge(self, criterion: Criterion) -> Outcomes:
        dated = criterion.dated_out(self.as_of)
        if dated is not None:
            return np.full(self.size, dated, np.uint8)
        outcomes = self.found(criterion)
        granted = self.granted(criterion.code)
        if granted is not None:
            outcomes[granted & (outcomes != Outcome.PASS)] = Outcome.EXEMPT
        return outcomes

    def granted(self, code: str) -> Bools | None:
        """Who was exempted from the criterion of this code; None where nobody was."""
        column = self.columns.get(GRANTED + code)
        if column is None:
            return None
        if not isinstance(column, Column) or len(column) != self.size:
            raise ValueError(f"The column {GRANTED + code} must say yes or no for each of {self.size} rows.")
        yes = column.values != 0
        return yes if column.known is None else yes & column.known

    def found(self, criterion: Criterion) -> Outcomes:
        """What the facts say, whoever was exempted by name."""
        known, holds = self.answer(criterion.condition)
        outcomes = holds.astype(np.uint8) * np.uint8(Outcome.PASS)
        if criterion.exemption:
            exempted = self.surely(criterion.exemption.condition)
            outcomes[exempted & ~holds] = criterion.exemption.grants
        if known is not None:
            outcomes[~known] = Outcome.UNKNOWN
        return outcomes

    def answer(self, condition: Condition) -> tuple[Bools | None, Bools]:
        """Where the answer is known (None: everywhere), and whether it is yes (says nothing where it is not known)."""
        column = self.column(condition.measure)
        if column is None:
            return np.zeros(self.size, np.bool_), np.zeros(self.size, np.bool_)
        known = self.known(condition.measure, column)
        if not isinstance(column, PostsColumn):
            return known, column_tests.test(condition, column, None)
        decided, holds = post_columns.answer(condition, column, self.as_of)
        return decided if known is None else decided & known, holds

    def surely(self, condition: Condition) -> Bools:
        """Where the condition is known to hold."""
        known, holds = self.answer(condition)
        return holds if known is None else holds & known

    def column(self, measure: Measure) -> AnyColumn | None:
        column = self.columns.get(POSTS if measure.over_posts else measure.code)
        if column is None and measure.code == "age_years":
            column = self._ages
        if column is not None and len(column) != self.size:
            raise ValueError(f"The column {measure.code} has {len(column)} rows, not {self.size}.")
        return column

    @cached_property
    def _ages(self) -> Column | None:
        births = self.columns.get("birth_date")
        if not isinstance(births, Column):
            return None
        return Column(ages_on(births.values.astype(np.int64, copy=False), self.as_of), births.known, births.as_of)

    def known(self, measure: Measure, column: AnyColumn) -> Bools | None:
        """Known and fresh; None where that is every row."""
        if measure.stale_after_days is None:
            return column.known
        if column.as_of is None:
            raise ValueError(f"The column {measure.code} needs as_of: it is only true for a time.")
        if measure.code not in self._known:
            fresh = column.as_of >= day_number(self.as_of) - measure.stale_after_days
            self._known[measure.code] = fresh if column.known is None else fresh & column.known
        return self._known[measure.code]


def _combine(
    group: Group, criteria: Iterator[Criterion], outcomes: Mapping[str, Outcomes], skip: str = ""
) -> Outcomes | None:
    """The outcome of a group, reading criteria in order; None where nothing in it counts."""
    counted = []
    for member in group.members:
        if isinstance(member, Group):
            found = _combine(member, criteria, outcomes, skip)
        else:
            criterion = next(criteria)
            found = None if criterion.code == skip else _counted(criterion, outcomes[criterion.code])
        if found is not None:
            counted.append(found)
    if not counted:
        return None
    k = group.required(len(counted))
    if k == len(counted):
        return reduce(np.minimum, counted)
    return reduce(np.maximum, counted) if k == 1 else np.sort(np.stack(counted), axis=0)[len(counted) - k]


def _counted(criterion: Criterion, outcomes: Outcomes) -> Outcomes | None:
    """What a criterion brings into its group: EXEMPT stands for PASS, what does not count stands for nothing."""
    if criterion.counting is Counting.NEVER or (len(outcomes) and outcomes[0] >= Outcome.CLOSED):
        return None
    if criterion.counting is Counting.UNLESS_KNOWN:
        outcomes = np.where(outcomes == Outcome.UNKNOWN, np.uint8(Outcome.PASS), outcomes)
    return np.minimum(outcomes, np.uint8(Outcome.PASS))
