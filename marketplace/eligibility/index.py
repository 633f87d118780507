"""Whom a change of one fact can touch: the rule sets with a threshold between what was and what is.

    index = ThresholdIndex.of({campaign.pk: rules_of(campaign) for campaign in campaigns})
    index.touched("followers", 9_000, 10_500)  # those that ask for 10,000, and not those that ask for 5,000

Only what was observed is compared. That a fact grows old, or that a rule begins or ends, is a matter of days.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from .comparators import Op, bounds
from .facts import POSTS
from .measures import Kind, Measure, find
from .nodes import Condition
from .rules import RuleSet

Keys = frozenset[Hashable]
_NOBODY: Keys = frozenset()


@dataclass(frozen=True)
class _Asked:
    """The distinct conditions on one measure, each with the keys of those that ask it."""

    measure: Measure
    conditions: Mapping[Condition, Keys]

    @cached_property
    def everybody(self) -> Keys:
        return frozenset().union(*self.conditions.values())

    @cached_property
    def cuts(self) -> tuple[list[int], list[Condition]]:
        """The numbers from which an answer is another than one below, in order, each with its condition."""
        found = [(cut, place) for place, one in enumerate(self.conditions) for cut in _cuts(one)]
        found.sort()
        listed = list(self.conditions)
        return [cut for cut, _place in found], [listed[place] for _cut, place in found]

    @cached_property
    def by_code(self) -> Mapping[str, frozenset[Condition]]:
        """The conditions that name a code."""
        found: defaultdict[str, set[Condition]] = defaultdict(set)
        for condition in self.conditions:
            listed = condition.value if isinstance(condition.value, tuple) else (condition.value,)
            for code in listed:
                found[code].add(condition)
        return {code: frozenset(conditions) for code, conditions in found.items()}

    def touched(self, before: Any, after: Any) -> Keys:
        if before is None or after is None:
            return _NOBODY if before is after else self.everybody
        if before == after:
            return _NOBODY
        if self.measure.kind is Kind.BOOL:
            return self.everybody
        return _keys(self.conditions, self._turned(before, after))

    def _turned(self, before: Any, after: Any) -> Iterable[Condition]:
        """The conditions whose answer is another."""
        if self.measure.kind is Kind.INT:
            return self._crossed(*sorted((before, after)))
        if self.measure.kind is Kind.CODE:
            normal = self.measure.values.normal
            return self._naming(normal(before)) ^ self._naming(normal(after))
        named = frozenset().union(*(self._naming(code) for code in frozenset(before) ^ frozenset(after)))
        return [one for one in named if one.test(frozenset(before)) is not one.test(frozenset(after))]

    def _naming(self, code: str) -> frozenset[Condition]:
        return self.by_code.get(code, frozenset())

    def _crossed(self, low: int, high: int) -> set[Condition]:
        """Those with an odd number of cuts between: whoever passes an interval from end to end is where they were."""
        numbers, conditions = self.cuts
        turned: set[Condition] = set()
        for condition in conditions[bisect_right(numbers, low) : bisect_right(numbers, high)]:
            turned ^= {condition}
        return turned


def _cuts(condition: Condition) -> Iterable[int]:
    """Where the answer turns: `≥ 10` at 10, `≤ 10` at 11, `= 10` at both."""
    if condition.op in (Op.IN, Op.NOT_IN):
        ends: set[int] = set()
        for number in condition.value:
            ends ^= {number, number + 1}
        return ends
    low, high = bounds(condition.op, condition.value)
    return [cut for cut in (low, None if high is None else high + 1) if cut is not None]


def _keys(conditions: Mapping[Condition, Keys], turned: Iterable[Condition]) -> Keys:
    return frozenset().union(*(conditions[one] for one in turned))


@dataclass(frozen=True)
class ThresholdIndex:
    """Every condition of many rule sets, those of exemptions included, by measure."""

    _asked: Mapping[str, _Asked] = field(repr=False)

    @classmethod
    def of(cls, rule_sets: Mapping[Any, RuleSet]) -> "ThresholdIndex":
        """An index of rule sets by key (a campaign's or a programme's)."""
        found: defaultdict[str, defaultdict[Condition, set[Hashable]]] = defaultdict(lambda: defaultdict(set))
        for key, rule_set in rule_sets.items():
            for condition in conditions_of(rule_set):
                found[POSTS if condition.posts else condition.measure.code][condition].add(key)
        asked = {
            code: _Asked(
                find(next(iter(conditions)).measure.code),
                {condition: frozenset(keys) for condition, keys in conditions.items()},
            )
            for code, conditions in found.items()
        }
        return cls(asked)

    def touched(self, measure_code: str, before: Any, after: Any) -> set[Any]:
        """The keys of the rule sets in which the answer to some condition on this measure is another now.

        `before` and `after` are values of the measure, None where it is not known. Any change of `posts` (a tuple of
        posts) touches all that count posts, for which of them count depends on the day.
        """
        asked = self._asked.get(measure_code)
        if asked is None:
            return set()
        if measure_code == POSTS:
            return set(asked.everybody) if before != after else set()
        return set(asked.touched(before, after))

    @property
    def measures(self) -> frozenset[str]:
        """The measures whose change can touch anybody; `posts` for all that are counted over posts."""
        return frozenset(self._asked)


def conditions_of(rule_set: RuleSet) -> Iterable[Condition]:
    """Every condition that its outcome can depend on."""
    for criterion in rule_set.criteria:
        yield criterion.condition
        if criterion.exemption:
            yield criterion.exemption.condition
