"""One definition, several evaluators: for any rules and any creators they give the same bits."""

import os
from typing import Any

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from marketplace.eligibility import Fact, Outcome, RuleSet, explain
from marketplace.eligibility.columns import evaluate

from .rules_and_populations import DAYS, columns_of, creators, rule_sets

EXAMPLES = 20_000 if os.environ.get("ENTENTE_TEST_PROFILE") == "full" else 500


@st.composite
def questions(draw: st.DrawFn) -> tuple[RuleSet, list[dict[str, Fact]], Any]:
    as_of = draw(st.sampled_from(DAYS))
    return draw(rule_sets(as_of)), draw(st.lists(creators(as_of), min_size=1, max_size=6)), as_of


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(questions())
def test_columns_equal_explain_bit_for_bit(question: tuple[RuleSet, list[dict[str, Fact]], Any]):
    rules, population, as_of = question
    verdicts = [explain(rules, creator, as_of) for creator in population]
    columns = evaluate(rules, columns_of(population), as_of, len(population))
    assert columns.outcome.tolist() == [verdict.outcome for verdict in verdicts]
    for place, criterion in enumerate(rules.criteria):
        expected = [verdict.criteria[place].outcome for verdict in verdicts]
        assert columns.criteria[criterion.code].tolist() == expected
    for outcome in Outcome:
        assert columns.bits(outcome).tolist() == [verdict.bits(outcome) for verdict in verdicts]


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(questions())
def test_what_is_written_down_and_read_again_decides_the_same(question: tuple[RuleSet, list[dict[str, Fact]], Any]):
    rules, population, as_of = question
    again = RuleSet.parse(rules.as_json())
    assert (again, again.hash) == (rules, rules.hash)
    verdicts = [explain(again, creator, as_of) for creator in population]
    assert [verdict.outcome for verdict in verdicts] == [explain(rules, one, as_of).outcome for one in population]


@settings(max_examples=50, deadline=None, suppress_health_check=list(HealthCheck))
@given(questions(), st.sampled_from(["en", "fr"]))
def test_every_result_can_be_said(question: tuple[RuleSet, list[dict[str, Fact]], Any], language: str):
    rules, population, as_of = question
    for creator in population:
        for voice in ("creator", "neutral"):
            for result in explain(rules, creator, as_of, language, voice).as_json()["criteria"]:
                assert result["message"].endswith(".")
                assert "%(" not in result["message"] + result["fix"]


def test_what_a_rule_alone_removes_is_what_would_qualify_without_it():
    rules = RuleSet.parse({"all": [{"measure": "account_age_days", "op": "gte", "value": 30},
                                   {"measure": "is_public", "op": "eq", "value": True}]})  # fmt: skip
    population = [(40, True), (40, False), (20, True), (20, False), (None, True), (50, True)]
    people = [{"is_public": Fact(public), "account_age_days": Fact(days)} for days, public in population]
    verdict = evaluate(rules, columns_of(people), DAYS[0])
    removal = verdict.removal("r1")
    assert (removal.without, removal.failed, removal.unknown, removal.share_bp) == (4, 1, 1, 2_500)
    assert verdict.qualified == 2
    first_four = np.array([True] * 4 + [False] * 2)
    assert verdict.removal("r1", first_four).without == 2
