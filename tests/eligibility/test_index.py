"""The index of thresholds finds what asking everybody finds, and nothing more."""

import os
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from marketplace.eligibility import Fact, Post, RuleSet
from marketplace.eligibility.comparators import OPS_OF_KIND, Op
from marketplace.eligibility.index import ThresholdIndex, conditions_of
from marketplace.eligibility.measures import Kind, find
from marketplace.eligibility.verdicts import answer

from .rules_and_populations import DAYS, MEASURES, NUMBERS, SETS, THRESHOLDS, rule_sets, values_of

TODAY = DAYS[-1]
EXAMPLES = 20_000 if os.environ.get("ENTENTE_TEST_PROFILE") == "full" else 500


def by_asking(several: dict[int, RuleSet], code: str, before: Any, after: Any) -> set[int]:
    """The keys whose conditions on this measure change their answer, one by one."""
    facts = [{code: Fact(value, TODAY)} for value in (before, after)]
    return {
        key
        for key, rules in several.items()
        for condition in conditions_of(rules)
        if condition.measure.code == code
        and answer(condition, facts[0], TODAY) is not answer(condition, facts[1], TODAY)
    }


def observed(code: str) -> st.SearchStrategy[Any]:
    if code in SETS:
        return st.none() | st.frozensets(st.sampled_from([*SETS[code], "other"]))
    values = NUMBERS if values_of(code) is THRESHOLDS else values_of(code)
    if find(code).kind is Kind.CODE:
        values = [*values, "elsewhere"]
    return st.none() | st.sampled_from(values)


@st.composite
def moves(draw: st.DrawFn) -> tuple[dict[int, RuleSet], str, Any, Any]:
    several = draw(st.lists(rule_sets(TODAY), min_size=1, max_size=5))
    asked = sorted({one.measure.code for rules in several for one in conditions_of(rules)} & set(MEASURES))
    code = draw(st.sampled_from(asked or MEASURES))
    return dict(enumerate(several)), code, draw(observed(code)), draw(observed(code))


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(moves())
def test_the_index_finds_whom_asking_everybody_finds(move: tuple[dict[int, RuleSet], str, Any, Any]):
    several, code, before, after = move
    assert ThresholdIndex.of(several).touched(code, before, after) == by_asking(several, code, before, after)


@pytest.mark.parametrize("op", OPS_OF_KIND[Kind.INT])
def test_every_comparator_of_numbers_at_every_pair_of_numbers(op: Op):
    value = {Op.BETWEEN: [3, 5], Op.IN: [3, 4, 7], Op.NOT_IN: [3, 4, 7]}.get(op, 4)
    several = {1: RuleSet.parse({"measure": "followers", "op": str(op), "value": value})}
    index = ThresholdIndex.of(several)
    for before in [None, *range(10)]:
        for after in [None, *range(10)]:
            expected = by_asking(several, "followers", before, after)
            assert index.touched("followers", before, after) == expected, (before, after)


FOLLOWERS = {"measure": "followers", "op": "gte", "value": 10_000}


def test_only_thresholds_between_are_touched_and_those_of_exemptions_are():
    excused = {"measure": "is_public", "op": "eq", "value": True, "exemption": {**FOLLOWERS, "grants": "EXEMPT"}}
    index = ThresholdIndex.of(
        {
            "ten": RuleSet.parse(FOLLOWERS),
            "five": RuleSet.parse({**FOLLOWERS, "value": 5_000}),
            "excused": RuleSet.parse(excused),
            "other": RuleSet.parse({"measure": "views_30d", "op": "gte", "value": 10_000}),
        }
    )
    assert index.touched("followers", 9_999, 10_000) == {"ten", "excused"}
    assert index.touched("followers", 10_000, 9_999) == {"ten", "excused"}
    assert index.touched("followers", 9_000, 9_999) == set()
    assert index.touched("followers", None, 1) == {"ten", "five", "excused"}
    assert index.touched("followers", None, None) == set()
    assert index.touched("likes_total", 1, 2) == set()
    assert index.measures == {"followers", "is_public", "views_30d"}


def test_any_change_of_posts_touches_those_that_count_posts():
    counts = {"measure": "posts_counted", "op": "gte", "value": 3, "posts": {}}
    index = ThresholdIndex.of({1: RuleSet.parse(counts), 2: RuleSet.parse(FOLLOWERS)})
    one, more = (Post(date(2026, 11, 1)),), (Post(date(2026, 11, 1)), Post(date(2026, 11, 2)))
    assert index.touched("posts", one, more) == {1}
    assert index.touched("posts", None, ()) == {1}
    assert index.touched("posts", one, one) == set()
