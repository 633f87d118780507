"""A rule set as planes: per criterion that counts the rows that reach each outcome, in groups that combine them."""

from dataclasses import dataclass

from ..outcomes import Outcome
from . import packed
from .packed import Plane


@dataclass(frozen=True, slots=True, eq=False)
class Reached:
    """The rows that come to an outcome or to a higher one. FAIL < UNKNOWN < REVIEW < PASS is a chain, and a group reads
    one place on it: so each outcome is combined for itself, by bits. Where no exemption sends anybody to a person,
    `review` is `passed`, the same plane."""

    unknown: Plane
    review: Plane
    passed: Plane

    def at_least(self, outcome: Outcome) -> Plane:
        return {Outcome.UNKNOWN: self.unknown, Outcome.REVIEW: self.review, Outcome.PASS: self.passed}[outcome]

    @property
    def has_review(self) -> bool:
        return self.review is not self.passed


@dataclass(frozen=True, slots=True, eq=False)
class Branch:
    """At least k of the members, 1 ≤ k ≤ their number."""

    k: int
    members: "tuple[Tree, ...]"
    has_review: bool

    def at_least(self, outcome: Outcome) -> Plane:
        return packed.at_least(self.k, [member.at_least(outcome) for member in self.members])


Tree = Reached | Branch
