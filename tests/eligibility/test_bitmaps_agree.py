"""Prepared bits answer what columns and explain answer: for any rules and any creators, bit for bit."""

import os
from datetime import date
from typing import Any

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from marketplace.eligibility import Fact, Outcome, RuleSet, explain
from marketplace.eligibility.bitmaps import Bitmaps, BitVerdict, RuleBook
from marketplace.eligibility.columns import ColumnVerdict, evaluate

from .rules_and_populations import DAYS, columns_of, creators, rule_sets

EXAMPLES = 20_000 if os.environ.get("ENTENTE_TEST_PROFILE") == "full" else 150
FREELY = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))


@st.composite
def questions(draw: st.DrawFn) -> tuple[list[RuleSet], list[dict[str, Fact]], date]:
    as_of = draw(st.sampled_from(DAYS))
    population = draw(st.lists(creators(as_of), min_size=1, max_size=6))
    repeated = population * draw(st.sampled_from([1, 1, 11, 30]))
    return draw(st.lists(rule_sets(as_of), min_size=1, max_size=4)), repeated, as_of


@FREELY
@given(questions(), st.booleans())
def test_bitmaps_equal_columns_bit_for_bit(question: tuple[list[RuleSet], Any, date], prepared: bool):
    several, population, as_of = question
    columns, size = columns_of(population), len(population)
    bitmaps = Bitmaps(columns, as_of, size)
    if prepared:
        bitmaps.prepare(several)
    for rules in several:
        same(bitmaps.evaluate(rules), evaluate(rules, columns, as_of, size))


def same(verdict: BitVerdict, expected: ColumnVerdict) -> None:
    assert verdict.outcome.tolist() == expected.outcome.tolist()
    assert verdict.counts == expected.counts
    assert verdict.qualified == expected.qualified
    assert list(verdict.criteria) == list(expected.criteria)
    for code, outcomes in expected.criteria.items():
        assert verdict.criteria[code].tolist() == outcomes.tolist()
        assert verdict.without(code).tolist() == expected.without(code).tolist()
        rows = np.arange(len(outcomes)) % 3 == 0
        assert verdict.removal(code) == expected.removal(code)
        assert verdict.removal(code, rows) == expected.removal(code, rows)
    for outcome in Outcome:
        assert verdict.bits(outcome).tolist() == expected.bits(outcome).tolist() == verdict.masks(outcome).tolist()
    for row in {0, len(expected.outcome) - 1}:
        assert verdict.reasons(row) == {code: outcomes[row] for code, outcomes in expected.criteria.items()}


@FREELY
@given(questions())
def test_a_book_of_rules_equals_explain_of_each(question: tuple[list[RuleSet], list[dict[str, Fact]], date]):
    several, population, as_of = question
    book = RuleBook(several, as_of)
    for creator in population[:6]:
        verdict = book.judge(creator)
        expected = [explain(rules, creator, as_of) for rules in several]
        assert verdict.outcome.tolist() == [one.outcome for one in expected]
        assert sum(verdict.counts.values()) == len(several)
        for outcome in Outcome:
            assert verdict.bits(outcome).tolist() == [one.bits(outcome) for one in expected]
        for place, one in enumerate(expected):
            assert verdict.reasons(place) == {result.code: result.outcome for result in one.criteria}
