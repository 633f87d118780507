"""Many campaigns asked of a few creators at once: what `decide` says of each of them, in one pass.

Campaigns share most of what they ask. Every distinct member (`members`: a criterion or group at the top of rules, a
refusal) has a number and is asked once; a campaign is a line of such numbers, and all campaigns are put together side
by side, a block of them at a time. Tests hold it equal to `decide` of each campaign alone.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from marketplace.eligibility.bitmaps.plan import AtLeast, Plan
from marketplace.eligibility.nodes import Criterion
from marketplace.eligibility.rules import RuleSet
from marketplace.matching.engine import members
from marketplace.matching.engine.judged import Judged
from marketplace.matching.engine.prepared import Prepared
from marketplace.matching.engine.refusals import REFUSALS
from marketplace.matching.engine.spec import CampaignSpec
from marketplace.matching.engine.wishes import Wishes

Places = NDArray[np.int32]
#: A rule set that is in force.
IN_FORCE = 255


@dataclass(frozen=True)
class Entry:
    """A campaign in the book: which members its rules have, and for each of its criteria what tells whom it alone keeps
    out, by number (0: it keeps out nobody)."""

    spec: CampaignSpec
    rule_set: RuleSet
    members: tuple[int, ...]
    rescues: tuple[int, ...]
    dated: int

    @property
    def criteria(self) -> tuple[str, ...]:
        """As tallies name them."""
        return (*REFUSALS, *(f"rule:{one.code}" for one in self.rule_set.criteria))


class Book:
    """Campaigns by a number of the caller's, on a day. Member 0 is met by everybody, rescue 0 is nobody."""

    def __init__(self, as_of: date, campaigns: Mapping[int, tuple[CampaignSpec, RuleSet]] | None = None) -> None:
        self.as_of = as_of
        self._numbers: dict[Hashable, int] = {}
        self._nodes: list[Plan] = []
        #: The rescue of the first criterion of each member; those of its others follow.
        self._first_rescue: list[int] = []
        self._rescues = 1
        self._entries: dict[int, Entry] = {}
        self._page: Page | None = None
        for number, (spec, rule_set) in (campaigns or {}).items():
            self.put(number, spec, rule_set)

    def __len__(self) -> int:
        return len(self._entries)

    def __getitem__(self, number: int) -> Entry:
        return self._entries[number]

    @property
    def distinct(self) -> int:
        """How many distinct members the rules of all campaigns have."""
        return len(self._nodes)

    def put(self, number: int, spec: CampaignSpec, rule_set: RuleSet) -> None:
        """Take a campaign in, or put another version of it in place of what there was."""
        nodes = members.nodes(rule_set, self.as_of)
        found = [self._number(node) for node in nodes]
        rescues = {
            code: self._first_rescue[member] + place
            for node, member in zip(nodes, found, strict=True)
            for place, code in enumerate(members.codes(node))
        }
        dated = rule_set.dated_out(self.as_of)
        self._entries[number] = Entry(
            spec,
            rule_set,
            tuple(member + 1 for member in found),
            tuple(rescues.get(one.code, 0) for one in rule_set.criteria),
            IN_FORCE if dated is None else int(dated),
        )
        self._page = None

    def keep(self, numbers: Iterable[int]) -> None:
        """Leave out every other campaign."""
        kept = set(numbers)
        for number in self._entries.keys() - kept:
            del self._entries[number]
            self._page = None

    def _number(self, node: Plan) -> int:
        key = _key(node)
        found = self._numbers.setdefault(key, len(self._nodes))
        if found == len(self._nodes):
            self._nodes.append(node)
            self._first_rescue.append(self._rescues)
            self._rescues += sum(1 for _ in members.codes(node))
        return found

    @property
    def page(self) -> Page:
        """All campaigns side by side."""
        if self._page is None:
            self._page = Page(self._entries)
        return self._page

    def judge(self, creators: Prepared) -> Judged:
        """Ask every campaign of these creators: whole creators, all of whose rows are there."""
        asked = creators.asked
        bitmaps = asked.bitmaps
        bitmaps.ask(one for node in self._nodes for one in _criteria(node))
        by_rules = [members.of_node(node, bitmaps) for node in self._nodes]
        refused, places = self.page.wishes.ask(asked)
        everybody, nobody = bitmaps.everybody, bitmaps.nobody
        planes = [[everybody] * 3, *([one.unknown, one.review, one.passed] for one in (*by_rules, *refused))]
        alone = [nobody]
        for member in by_rules:
            alone += [~member.unknown if plane is None else plane for plane in member.rescues.values()]
        first_refused = 1 + len(by_rules)
        after = len(alone)
        alone += [~member.unknown for member in refused]
        return Judged(
            creators,
            self.page.numbers,
            np.array(planes, np.uint64),
            np.array(alone, np.uint64),
            np.hstack([self.page.members, places + first_refused]),
            np.hstack([places + after, self.page.rescues]),
            self.page.dated,
        )


class Page:
    """The campaigns of a book in lines of one length, filled up with what is met by everybody."""

    def __init__(self, entries: Mapping[int, Entry]) -> None:
        self._entries = entries
        self.numbers = list(entries)
        self.place = {number: place for place, number in enumerate(self.numbers)}
        self.wishes = Wishes([entry.spec for entry in entries.values()])
        self.dated = np.array([entry.dated for entry in entries.values()], np.uint8)

    @cached_property
    def members(self) -> Places:
        return _filled([entry.members for entry in self._entries.values()])

    @cached_property
    def rescues(self) -> Places:
        return _filled([entry.rescues for entry in self._entries.values()])


def _filled(lines: list[tuple[int, ...]]) -> Places:
    found = np.zeros((len(lines), max(map(len, lines), default=0)), np.int32)
    for place, line in enumerate(lines):
        found[place, : len(line)] = line
    return found


def _criteria(node: Plan) -> Iterable[Criterion]:
    if isinstance(node, AtLeast):
        for member in node.members:
            yield from _criteria(member)
    else:
        yield node


def _key(node: Plan) -> Hashable:
    """What a member depends on. The code is part of it, for it names who is exempted."""
    if isinstance(node, AtLeast):
        return node.k, *map(_key, node.members)
    return node.code, node.condition, node.exemption, node.counting
