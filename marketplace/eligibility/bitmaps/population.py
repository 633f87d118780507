"""The answers of a population to conditions, one bit a row, each worked out once."""

from collections.abc import Iterable
from datetime import date
from typing import Self

import numpy as np

from ..columns import Columns, Population
from ..nodes import Condition, Counting, Criterion, Exemption
from ..outcomes import Outcome
from ..rules import RuleSet
from . import packed
from .asking import Answers, Asking
from .packed import Plane
from .plan import AtLeast, Plan, plan
from .tree import Branch, Reached, Tree
from .verdict import BitVerdict


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
        self._asking = Asking(self._population)
        self._answers: dict[Condition, Answers] = {}
        self._exempted: dict[tuple[Condition, Condition], Plane] = {}
        self._granted: dict[str, Plane | None] = {}
        self._reached: dict[tuple[Condition, Exemption | None, Counting, str], Reached] = {}
        self._trees: dict[str, Tree] = {}

    def prepare(self, rule_sets: Iterable[RuleSet]) -> Self:
        """Ask now what these rule sets will need; what is missing later is asked when it is needed."""
        rule_sets = list(rule_sets)
        self.ask(one for rules in rule_sets for one in rules.criteria if one.dated_out(self.as_of) is None)
        for rule_set in rule_sets:
            self.tree(rule_set)
        return self

    def ask(self, criteria: Iterable[Criterion]) -> Self:
        """Ask what these criteria will need, those on one measure together."""
        criteria = list(criteria)
        asked = [one.condition for one in criteria]
        asked += [one.exemption.condition for one in criteria if one.exemption is not None]
        self._answers.update(self._asking.ask(condition for condition in asked if condition not in self._answers))
        for criterion in criteria:
            self.exempted(criterion)
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
        planes += [*self._exempted.values(), *(plane for plane in self._granted.values() if plane is not None)]
        return sum({id(plane): plane.nbytes for plane in planes}.values())

    def answers(self, condition: Condition) -> Answers:
        if condition not in self._answers:
            self._answers.update(self._asking.ask([condition]))
        return self._answers[condition]

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

    def granted(self, criterion: Criterion) -> Plane | None:
        """The rows that are exempted from this criterion by name; None where nobody is."""
        if criterion.code not in self._granted:
            rows = self._population.granted(criterion.code)
            self._granted[criterion.code] = None if rows is None else packed.pack(rows)
        return self._granted[criterion.code]

    def plane(self, criterion: Criterion, outcome: Outcome) -> Plane | None:
        """The rows where this criterion has this outcome; None where there are none by definition."""
        dated = criterion.dated_out(self.as_of)
        if dated is not None or outcome.is_dated_out:
            return self.everybody if dated is outcome else None
        found, granted = self._found(criterion, outcome), self.granted(criterion)
        if granted is None or outcome is Outcome.PASS:
            return found
        if outcome is Outcome.EXEMPT:
            exempt = granted & ~self.answers(criterion.condition).true
            return exempt if found is None else exempt | found
        return None if found is None else found & ~granted

    def _found(self, criterion: Criterion, outcome: Outcome) -> Plane | None:
        """The same, whoever is exempted by name."""
        answers = self.answers(criterion.condition)
        if outcome is Outcome.PASS:
            return answers.true
        if outcome is Outcome.UNKNOWN:
            return None if answers.possible is answers.true else answers.possible ^ answers.true
        if outcome is Outcome.FAIL:
            failed = self.everybody ^ answers.possible
            return failed ^ self.exempted(criterion) if criterion.exemption else failed
        grants = criterion.exemption is not None and criterion.exemption.grants is outcome
        return self.exempted(criterion) if grants else None

    def outcome(self, criterion: Criterion, row: int) -> Outcome:
        """The outcome of this criterion for one row, read from its bits."""
        dated = criterion.dated_out(self.as_of)
        if dated is not None:
            return dated
        answers, granted = self.answers(criterion.condition), self.granted(criterion)
        if packed.has(answers.true, row):
            return Outcome.PASS
        if granted is not None and packed.has(granted, row):
            return Outcome.EXEMPT
        if packed.has(answers.possible, row):
            return Outcome.UNKNOWN
        if criterion.exemption is not None and packed.has(self.exempted(criterion), row):
            return criterion.exemption.grants
        return Outcome.FAIL

    def tree(self, rule_set: RuleSet, skip: str = "") -> Tree:
        """What of a rule set counts on the day, as planes; without the criterion of the code `skip`. Where nothing
        counts, everybody passes."""
        if skip:
            return self.branch(plan(rule_set.root, self.as_of, skip))
        if rule_set.hash not in self._trees:
            self._trees[rule_set.hash] = self.branch(plan(rule_set.root, self.as_of))
        return self._trees[rule_set.hash]

    def branch(self, node: Plan | None) -> Tree:
        """The same of a part of a rule set."""
        if node is None:
            return Reached(self.everybody, self.everybody, self.everybody)
        if isinstance(node, AtLeast):
            members = tuple(map(self.branch, node.members))
            return Branch(node.k, members, any(member.has_review for member in members))
        key = node.condition, node.exemption, node.counting, "" if self.granted(node) is None else node.code
        if key not in self._reached:
            self._reached[key] = self._leaf(node)
        return self._reached[key]

    def _leaf(self, criterion: Criterion) -> Reached:
        answers, granted = self.answers(criterion.condition), self.granted(criterion)
        unknown, passed = answers.possible, answers.true
        if criterion.counting is Counting.UNLESS_KNOWN:
            passed = answers.possible
        if granted is not None:
            unknown, passed = packed.frozen(unknown | granted), packed.frozen(passed | granted)
        if criterion.exemption is None:
            return Reached(unknown, passed, passed)
        exempted = self.exempted(criterion)
        accepted = packed.frozen(passed | exempted)
        is_review = criterion.exemption.grants is Outcome.REVIEW
        return Reached(packed.frozen(unknown | exempted), accepted, passed if is_review else accepted)
