"""A rule set: one group of criteria with dates, a canonical form, and a hash that names its content."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Self

from django.utils.translation import gettext as _

from .nodes import Criterion, Group, Json, Node, dated_out, dates_as_json
from .outcomes import Outcome
from .parsing import MAX_CRITERIA, MAX_DEPTH, RuleError, parse_dates, parse_group


@dataclass(frozen=True)
class RuleSet:
    root: Group
    valid_from: date | None = None
    valid_to: date | None = None
    #: Every criterion, in reading order: its place is its bit in stored masks.
    criteria: tuple[Criterion, ...] = field(init=False, compare=False)
    hash: str = field(init=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "root", _with_codes(self.root))
        object.__setattr__(self, "criteria", tuple(self.root.criteria()))
        self._check()
        object.__setattr__(self, "hash", hashlib.sha256(self.canonical().encode()).hexdigest())

    @classmethod
    def parse(cls, data: Any) -> Self:
        """From the JSON form (see docs/eligibility.md). Raises RuleError with the place and what to change."""
        if isinstance(data, dict) and ("measure" in data or "op" in data):
            data = {"all": [data]}
        root = parse_group(data)
        return cls(root, *parse_dates(data, ""))

    def as_json(self) -> Json:
        """The canonical form: defaults left out, lists sorted, codes given."""
        return {**self.root.as_json(), **dates_as_json(self.valid_from, self.valid_to)}

    def canonical(self) -> str:
        return json.dumps(self.as_json(), sort_keys=True, separators=(",", ":"), ensure_ascii=False)

    def dated_out(self, as_of: date) -> Outcome | None:
        return dated_out(self.valid_from, self.valid_to, as_of)

    def measures(self) -> frozenset[str]:
        """The codes of all measures its outcome can depend on."""
        asked = [criterion.condition for criterion in self.criteria]
        asked += [criterion.exemption.condition for criterion in self.criteria if criterion.exemption]
        return frozenset(condition.measure.code for condition in asked)

    def inheriting(self, general: Iterable[Criterion], *, unless_stated: bool = False) -> "RuleSet":
        """This rule set with general criteria before its own. `unless_stated` leaves out those on a measure
        that it speaks of itself."""
        stated = {criterion.measure.code for criterion in self.criteria} if unless_stated else set()
        added = tuple(criterion for criterion in general if criterion.measure.code not in stated)
        own: tuple[Node, ...] = self.root.members if self.root.kind == "all" else (self.root,)
        return replace(self, root=Group(added + own))

    def _check(self) -> None:
        twice = [code for code, count in Counter(criterion.code for criterion in self.criteria).items() if count > 1]
        if twice:
            raise RuleError("", _("Two rules have the same code: %(code)s.") % {"code": twice[0]})
        if len(self.criteria) > MAX_CRITERIA:
            raise RuleError("", _("A rule set has at most %(count)s rules.") % {"count": MAX_CRITERIA})
        if _depth(self.root) > MAX_DEPTH:
            raise RuleError("", _("Groups may be nested %(depth)s deep, not deeper.") % {"depth": MAX_DEPTH})


def _depth(node: Node) -> int:
    return 1 + max(map(_depth, node.members), default=0) if isinstance(node, Group) else 0


def _with_codes(root: Group) -> Group:
    """Rules written without a code get the first free r1, r2 …, in reading order."""
    taken = {criterion.code for criterion in root.criteria()}
    if "" not in taken:
        return root
    free = (code for number in range(1, MAX_CRITERIA * 2) if (code := f"r{number}") not in taken)

    def named(node: Node) -> Node:
        if isinstance(node, Group):
            return replace(node, members=tuple(map(named, node.members)))
        return node if node.code else replace(node, code=next(free))

    return replace(root, members=tuple(map(named, root.members)))
