"""What must be met for a campaign, by bits: each criterion or group at the top of its rules, and each refusal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from marketplace.eligibility.bitmaps import Bitmaps, packed
from marketplace.eligibility.bitmaps.packed import Plane
from marketplace.eligibility.bitmaps.plan import AtLeast, Plan, plan
from marketplace.eligibility.bitmaps.tree import Reached, Tree
from marketplace.eligibility.nodes import Criterion
from marketplace.eligibility.outcomes import Outcome
from marketplace.eligibility.rules import RuleSet
from marketplace.matching.engine.arrays import Ints
from marketplace.matching.engine.layout import bits_at


@dataclass(frozen=True, slots=True, eq=False)
class Member:
    """The rows that come to an outcome or to a higher one; all members must be met.

    `rescues`: by the code of each criterion in it, the rows that fail this member and would not without that criterion;
    None where the member is that one criterion.
    """

    unknown: Plane
    review: Plane
    passed: Plane
    rescues: dict[str, Plane | None]


def of_rules(rule_set: RuleSet, bitmaps: Bitmaps) -> Iterator[Member]:
    """The members of a rule set in force; what does not count on the day is none."""
    members, tree = nodes(rule_set, bitmaps.as_of), bitmaps.tree(rule_set)
    branches = tree.members if len(members) > 1 and not isinstance(tree, Reached) else (tree,)
    for node, branch in zip(members, branches[: len(members)], strict=True):
        yield _member(node, branch)


def nodes(rule_set: RuleSet, as_of: date) -> tuple[Plan, ...]:
    """The criteria and groups at the top of a rule set that count on a day: each is a member."""
    whole = plan(rule_set.root, as_of)
    if isinstance(whole, AtLeast) and whole.k == len(whole.members):
        return whole.members
    return () if whole is None else (whole,)


def of_node(node: Plan, bitmaps: Bitmaps) -> Member:
    """One criterion or group as a member."""
    return _member(node, bitmaps.branch(node))


def _member(node: Plan, tree: Tree) -> Member:
    reached = (tree.at_least(outcome) for outcome in (Outcome.UNKNOWN, Outcome.REVIEW, Outcome.PASS))
    unknown, review, passed = reached
    if isinstance(node, Criterion):
        return Member(unknown, review, passed, {node.code: None})
    rescues: dict[str, Plane | None] = {}
    for code in codes(node):
        without = _without(node, tree, code)
        rescues[code] = ~unknown if without is None else without & ~unknown
    return Member(unknown, review, passed, rescues)


def codes(node: Plan) -> Iterator[str]:
    """Of the criteria in it, in reading order."""
    if isinstance(node, Criterion):
        yield node.code
    else:
        for member in node.members:
            yield from codes(member)


def _without(node: Plan, tree: Tree, code: str) -> Plane | None:
    """The rows that come to UNKNOWN or higher if a criterion is struck out; None where nothing is left."""
    if isinstance(node, Criterion):
        assert isinstance(tree, Reached)
        return None if node.code == code else tree.unknown
    assert not isinstance(tree, Reached)
    found = (_without(one, branch, code) for one, branch in zip(node.members, tree.members, strict=True))
    kept = [plane for plane in found if plane is not None]
    return packed.at_least(min(node.k, len(kept)), kept) if kept else None


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """Rows by bits: those of a plane or, flipped, all others. So that nobody has to write down the others."""

    plane: Plane
    is_flipped: bool = False

    def within(self, plane: Plane) -> Plane:
        """Those that are in another plane too."""
        return ~self.plane & plane if self.is_flipped else self.plane & plane


@dataclass(frozen=True, slots=True, eq=False)
class Met:
    """Of all members together: the rows that come to UNKNOWN, REVIEW, PASS or higher, and those that fail exactly one
    member."""

    unknown: Plane
    review: Plane
    passed: Plane
    but_one: Plane


def meet(members: Sequence[Member], everybody: Plane) -> Met:
    """All members together, within the rows of `everybody`."""
    failed, twice = np.zeros_like(everybody), np.zeros_like(everybody)
    review, passed = everybody.copy(), everybody.copy()
    for member in members:
        fails = ~member.unknown
        twice |= failed & fails
        failed |= fails
        passed &= member.passed
        review &= member.review
    return Met(everybody & ~failed, review, passed, everybody & failed & ~twice)


def outcomes_at(criterion: Criterion, bitmaps: Bitmaps, rows: Ints) -> NDArray[np.uint8]:
    """The outcome of one criterion for some rows."""
    dated = criterion.dated_out(bitmaps.as_of)
    if dated is not None:
        return np.full(len(rows), dated, np.uint8)
    answers = bitmaps.answers(criterion.condition)
    true, possible = bits_at(answers.true, rows), bits_at(answers.possible, rows)
    outcomes = np.where(true, np.uint8(Outcome.PASS), possible.astype(np.uint8) * np.uint8(Outcome.UNKNOWN))
    if criterion.exemption is not None:
        outcomes[bits_at(bitmaps.exempted(criterion), rows)] = criterion.exemption.grants
    granted = bitmaps.granted(criterion)
    if granted is not None:
        outcomes[bits_at(granted, rows) & ~true] = Outcome.EXEMPT
    return outcomes
