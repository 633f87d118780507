"""One creator against many rule sets at once: equal to `explain` of each, without its words.

Equal criteria and equal groups of all rule sets are one node each, with a number. A group's outcome is worked out from
its members', lowest first; groups of one shape (as deep, as many members, as many of them needed) are one operation.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from ..columns import Ints, Outcomes
from ..facts import Facts
from ..outcomes import Outcome
from ..rules import RuleSet
from .leaves import Leaves
from .plan import AtLeast, Plan, plan

Nodes = NDArray[np.intp]

#: The first nodes are the outcomes themselves, for rule sets that come to one whoever is judged.
_FIRST = len(Outcome)


@dataclass(frozen=True, slots=True, order=True)
class _Shape:
    """How high a group stands above criteria, of how many members it is, and how many of them it needs."""

    height: int
    members: int
    k: int

    def combine(self, outcomes: Outcomes) -> Outcomes:
        """The outcome of every group of this shape, from one row of outcomes for each member."""
        if self.k == self.members:
            return outcomes.min(axis=0)
        return outcomes.max(axis=0) if self.k == 1 else np.sort(outcomes, axis=0)[self.members - self.k]


class RuleBook:
    """Many rule sets on a day, in an order that verdicts keep."""

    def __init__(self, rule_sets: Iterable[RuleSet], as_of: date) -> None:
        self.rule_sets = tuple(rule_sets)
        self.as_of = as_of
        self.leaves = Leaves(as_of)
        listed = [[self.leaves.take(criterion) for criterion in rule_set.criteria] for rule_set in self.rule_sets]
        groups = _Groups(self.leaves)
        self._wholes = np.array([groups.whole(rule_set, as_of) for rule_set in self.rule_sets], np.intp)
        self._tables = groups.tables()
        self._size = groups.size
        self._order, self._columns = _columns(listed)

    def __len__(self) -> int:
        return len(self.rule_sets)

    @property
    def groups(self) -> int:
        """How many distinct groups are judged."""
        return sum(len(groups) for _, groups, _ in self._tables)

    def judge(self, facts: Facts) -> "BookVerdict":
        """The verdict of every rule set on one creator."""
        leaves = self.leaves.judge(facts)
        outcomes = np.empty(self._size, np.uint8)
        outcomes[:_FIRST] = np.arange(_FIRST)
        outcomes[_FIRST : _FIRST + len(leaves)] = self.leaves.counted(leaves)
        for shape, groups, members in self._tables:
            outcomes[groups] = shape.combine(outcomes[members])
        return BookVerdict(self, leaves, outcomes[self._wholes])

    def bits(self, leaves: NDArray[np.bool_]) -> Ints:
        """Per rule set, which of its criteria are among these leaves: criterion i is bit i."""
        masks = np.zeros(len(self), np.int64)
        places = leaves.astype(np.int64)
        for place, column in enumerate(self._columns):
            masks[: len(column)] |= places[column] << place
        return masks[self._order]


class BookVerdict:
    """One creator under every rule set of a book."""

    def __init__(self, book: RuleBook, leaves: Outcomes, outcome: Outcomes) -> None:
        self.book = book
        #: Per rule set, in the order of the book.
        self.outcome = outcome
        self._leaves = leaves

    def bits(self, outcome: Outcome) -> Ints:
        """Per rule set, which criteria have this outcome: criterion i is bit i, as in `Verdict.bits`."""
        return self.book.bits(self._leaves == outcome)

    def reasons(self, place: int) -> dict[str, Outcome]:
        """The outcome of each criterion of the rule set at this place, by its code."""
        criteria = self.book.rule_sets[place].criteria
        return {criterion.code: Outcome(self._leaves[self.book.leaves.take(criterion)]) for criterion in criteria}

    @cached_property
    def counts(self) -> dict[Outcome, int]:
        """How many rule sets come to each outcome."""
        found = np.bincount(self.outcome, minlength=len(Outcome))
        return {outcome: int(found[outcome]) for outcome in Outcome}


class _Groups:
    """Gives every distinct group a number, after those of its members."""

    def __init__(self, leaves: Leaves) -> None:
        self.leaves = leaves
        self.size = _FIRST + len(leaves)
        self._heights = [0] * self.size
        self._nodes: dict[tuple[int, tuple[int, ...]], int] = {}

    def whole(self, rule_set: RuleSet, as_of: date) -> int:
        """The node of a rule set."""
        dated = rule_set.dated_out(as_of)
        if dated is not None:
            return int(dated)
        counted = plan(rule_set.root, as_of)
        return int(Outcome.PASS) if counted is None else self.node(counted)

    def node(self, node: Plan) -> int:
        if not isinstance(node, AtLeast):
            return _FIRST + self.leaves.take(node)
        key = node.k, tuple(sorted(map(self.node, node.members)))
        if key not in self._nodes:
            self._nodes[key] = self.size
            self._heights.append(1 + max(self._heights[member] for member in key[1]))
            self.size += 1
        return self._nodes[key]

    def tables(self) -> list[tuple[_Shape, Nodes, Nodes]]:
        """Lowest first: a shape, its groups, and their members, a row for the first of each, a row for the second …"""
        by_shape: dict[_Shape, list[tuple[int, tuple[int, ...]]]] = {}
        for (k, members), node in self._nodes.items():
            by_shape.setdefault(_Shape(self._heights[node], len(members), k), []).append((node, members))
        return [
            (shape, np.array([node for node, _ in found], np.intp), np.array([m for _, m in found], np.intp).T.copy())
            for shape, found in sorted(by_shape.items(), key=lambda item: item[0])
        ]


def _columns(listed: list[list[int]]) -> tuple[Nodes, list[Nodes]]:
    """The first leaf of every list, the second of those that have one, and so on, the longest lists in front; and
    where each list then stands."""
    longest_first = sorted(range(len(listed)), key=lambda place: -len(listed[place]))
    order = np.empty(len(listed), np.intp)
    order[longest_first] = np.arange(len(listed))
    most = max(map(len, listed), default=0)
    columns = [
        np.array([listed[at][place] for at in longest_first if len(listed[at]) > place], np.intp)
        for place in range(most)
    ]
    return order, columns
