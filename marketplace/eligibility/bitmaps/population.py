"""The answers of a population to conditions, one bit a row, each worked out once."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Self

import numpy as np

from ..columns import Columns, Population
from ..nodes import Condition, Counting, Criterion, Exemption
from ..outcomes import Outcome
from ..rules import RuleSet
from . import packed
from .packed import Plane
from .plan import AtLeast, Plan, plan
from .tree import Branch, Reached, Tree
from .verdict import BitVerdict


@dataclass(frozen=True, slots=True, eq=False)
class Answers:
    """Where a condition's answer is known, where it is known to be yes (`true`), and where it is not known to be no
    (`possible`)."""

    known: Plane
    true: Plane
    possible: Plane


class Bitmaps:
    """A population on a day. Every distinct condition is asked of the columns once, for all rule sets together; three
    bits a row and condition are kept. The columns must not change meanwhile."""

    def __init__(self, columns: Columns, as_of: date, size: int | None = None) -> None:
        """`size` is the number of rows; needed only where no column says it."""
        self.as_of = as_of
        self.size = len(next(iter(columns.values()))) if size is None else size
        self.everybody = packed.full(self.size)
        self.nobody = packed.frozen(np.zeros_like(self.everybody))
        self._population = Population(columns, as_of, self.size)
        self._answers: dict[Condition, Answers] = {}
        self._exempted: dict[tuple[Condition, Condition], Plane] = {}
        self._reached: dict[tuple[Condition, Exemption | None, Counting], Reached] = {}
        self._trees: dict[str, Tree] = {}

    def prepare(self, rule_sets: Iterable[RuleSet]) -> Self:
        """Ask now what these rule sets will need; what is missing later is asked when it is needed."""
        for rule_set in rule_sets:
            for criterion in rule_set.criteria:
                if criterion.dated_out(self.as_of) is None:
                    self.answers(criterion.condition)
                    self.exempted(criterion)
            self.tree(rule_set)
        return self

    def evaluate(self, rule_set: RuleSet) -> BitVerdict:
        """The verdict on every row. Nothing is worked out before it is read."""
        return BitVerdict(self, rule_set)

    @property
    def conditions(self) -> int:
        """How many distinct conditions are held."""
        return len(self._answers)

    @property
    def nbytes(self) -> int:
        """What the bits take in memory, in bytes."""
        planes = [plane for held in self._answers.values() for plane in (held.known, held.true, held.possible)]
        planes += [plane for held in self._reached.values() for plane in (held.unknown, held.review, held.passed)]
        return sum({id(plane): plane.nbytes for plane in [*planes, *self._exempted.values()]}.values())

    def answers(self, condition: Condition) -> Answers:
        found = self._answers.get(condition)
        if found is None:
            found = self._answers[condition] = self._ask(condition)
        return found

    def exempted(self, criterion: Criterion) -> Plane:
        """The rows that fail the condition and are known to meet the one of its exemption."""
        if criterion.exemption is None:
            return self.nobody
        key = criterion.condition, criterion.exemption.condition
        found = self._exempted.get(key)
        if found is None:
            failed = self.everybody ^ self.answers(criterion.condition).possible
            found = self._exempted[key] = packed.frozen(failed & self.answers(criterion.exemption.condition).true)
        return found

    def plane(self, criterion: Criterion, outcome: Outcome) -> Plane | None:
        """The rows where this criterion has this outcome; None where there are none by definition."""
        dated = criterion.dated_out(self.as_of)
        if dated is not None or outcome.is_dated_out:
            return self.everybody if dated is outcome else None
        answers = self.answers(criterion.condition)
        if outcome is Outcome.PASS:
            return answers.true
        if outcome is Outcome.UNKNOWN:
            return None if answers.possible is answers.true else answers.possible ^ answers.true
        if outcome is Outcome.FAIL:
            failed = self.everybody ^ answers.possible
            return failed ^ self.exempted(criterion) if criterion.exemption else failed
        granted = criterion.exemption is not None and criterion.exemption.grants is outcome
        return self.exempted(criterion) if granted else None

    def outcome(self, criterion: Criterion, row: int) -> Outcome:
        """The outcome of this criterion for one row, read from its bits."""
        dated = criterion.dated_out(self.as_of)
        if dated is not None:
            return dated
        answers = self.answers(criterion.condition)
        if packed.has(answers.possible, row):
            return Outcome.PASS if packed.has(answers.true, row) else Outcome.UNKNOWN
        exempted = criterion.exemption is not None and packed.has(self.exempted(criterion), row)
        return criterion.exemption.grants if criterion.exemption and exempted else Outcome.FAIL

    def tree(self, rule_set: RuleSet, skip: str = "") -> Tree:
        """What of a rule set counts on the day, as planes; without the criterion of the code `skip`. Where nothing
        counts, everybody passes."""
        if skip:
            return self._tree(plan(rule_set.root, self.as_of, skip))
        if rule_set.hash not in self._trees:
            self._trees[rule_set.hash] = self._tree(plan(rule_set.root, self.as_of))
        return self._trees[rule_set.hash]

    def _tree(self, node: Plan | None) -> Tree:
        if node is None:
            return Reached(self.everybody, self.everybody, self.everybody)
        if isinstance(node, AtLeast):
            members = tuple(map(self._tree, node.members))
            return Branch(node.k, members, any(member.has_review for member in members))
        key = node.condition, node.exemption, node.counting
        if key not in self._reached:
            self._reached[key] = self._leaf(node)
        return self._reached[key]

    def _leaf(self, criterion: Criterion) -> Reached:
        answers = self.answers(criterion.condition)
        passed = answers.possible if criterion.counting is Counting.UNLESS_KNOWN else answers.true
        if criterion.exemption is None:
            return Reached(answers.possible, passed, passed)
        exempted = self.exempted(criterion)
        accepted = packed.frozen(passed | exempted)
        is_review = criterion.exemption.grants is Outcome.REVIEW
        return Reached(packed.frozen(answers.possible | exempted), accepted, passed if is_review else accepted)

    def _ask(self, condition: Condition) -> Answers:
        known, holds = self._population.answer(condition)
        if known is None:
            true = packed.pack(holds)
            return Answers(self.everybody, true, true)
        known_bits = packed.pack(known)
        true = packed.frozen(packed.pack(holds) & known_bits)
        return Answers(known_bits, true, packed.frozen(true | (self.everybody ^ known_bits)))
