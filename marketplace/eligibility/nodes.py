"""What a rule set is made of: criteria, in groups, with exemptions. Immutable; made by `parsing`."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from .comparators import LISTS, Op, Test, test_for
from .measures import Kind, Measure
from .of_posts import PostsAsked
from .outcomes import Outcome, kth_highest

Json = dict[str, Any]


class Counting(StrEnum):
    """Whether a criterion counts in the outcome. An informational one is shown, and no more; one that is
    informational *unless known* counts as soon as its fact is known."""

    ALWAYS = "always"
    UNLESS_KNOWN = "unless_known"
    NEVER = "never"


@dataclass(frozen=True, slots=True)
class Condition:
    """A question with a yes or no: a measure, a comparator, a threshold."""

    measure: Measure
    op: Op
    value: Any
    #: For a measure over posts: which of them count.
    posts: PostsAsked | None = None
    test: Test = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "test", test_for(self.op, self.value))

    def as_json(self) -> Json:
        node: Json = {"measure": self.measure.code, "op": str(self.op), "value": self.needed}
        return node if self.posts is None else {**node, "posts": self.posts.as_json()}

    @property
    def needed(self) -> Any:
        """The threshold as plain data."""
        return list(self.value) if isinstance(self.value, tuple) else self.value


@dataclass(frozen=True, slots=True)
class Exemption:
    """Turns a failed criterion into `grants` (EXEMPT or REVIEW) when its condition is known to hold."""

    condition: Condition
    grants: Outcome

    def as_json(self) -> Json:
        return {**self.condition.as_json(), "grants": self.grants.name}


@dataclass(frozen=True, slots=True)
class Criterion:
    """A condition with its dates, its exemption and its source. One that is asked of posts has no code."""

    code: str
    condition: Condition
    valid_from: date | None = None
    valid_to: date | None = None
    exemption: Exemption | None = None
    source: str = ""
    counting: Counting = Counting.ALWAYS

    @property
    def measure(self) -> Measure:
        return self.condition.measure

    @property
    def op(self) -> Op:
        return self.condition.op

    @property
    def needed(self) -> Any:
        return self.condition.needed

    def dated_out(self, as_of: date) -> Outcome | None:
        return dated_out(self.valid_from, self.valid_to, as_of)

    def as_json(self) -> Json:
        node: Json = {"code": self.code} if self.code else {}
        node |= self.condition.as_json()
        node |= dates_as_json(self.valid_from, self.valid_to)
        if self.exemption:
            node["exemption"] = self.exemption.as_json()
        if self.source:
            node["source"] = self.source
        if self.counting is not Counting.ALWAYS:
            node["informational"] = True if self.counting is Counting.NEVER else str(self.counting)
        return node


@dataclass(frozen=True, slots=True)
class Group:
    """All of its members, any of them, or at least `k`."""

    members: "tuple[Node, ...]"
    kind: str = "all"
    k: int = 0

    def required(self, counted: int) -> int:
        """How many of the members that count today must hold: never more than there are."""
        return {"all": counted, "any": 1}.get(self.kind, min(self.k, counted))

    def combine(self, outcomes: Sequence[Outcome]) -> Outcome:
        return kth_highest(self.required(len(outcomes)), outcomes)

    def criteria(self) -> Iterator[Criterion]:
        for member in self.members:
            if isinstance(member, Group):
                yield from member.criteria()
            else:
                yield member

    def as_json(self) -> Json:
        members = [member.as_json() for member in self.members]
        return {"atleast": self.k, "of": members} if self.kind == "atleast" else {self.kind: members}


Node = Criterion | Group


def dated_out(valid_from: date | None, valid_to: date | None, as_of: date) -> Outcome | None:
    """Half-open: in force from the first day, no longer on the last. None while it is in force."""
    if valid_from is not None and as_of < valid_from:
        return Outcome.NOT_YET_OPEN
    if valid_to is not None and as_of >= valid_to:
        return Outcome.CLOSED
    return None


def dates_as_json(valid_from: date | None, valid_to: date | None) -> Json:
    dates = {"valid_from": valid_from, "valid_to": valid_to}
    return {name: day.isoformat() for name, day in dates.items() if day is not None}


def canonical_value(measure: Measure, op: Op, value: Any) -> Any:
    """One form for each meaning: lists sorted without repetition, codes in their normal spelling."""
    if op in (Op.BETWEEN, Op.CADENCE):
        return tuple(value)
    if op in LISTS:
        return tuple(sorted({canonical_value(measure, Op.EQ, item) for item in value}))
    return measure.values.normal(value) if measure.kind in (Kind.CODE, Kind.SET) else value
