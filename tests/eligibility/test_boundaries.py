"""One number below, at, and above each threshold; and what is missing or stale is never taken for zero."""

from datetime import date, timedelta

import pytest

from marketplace.eligibility import Fact, FactError, Outcome, RuleSet, explain

TODAY = date(2026, 11, 22)


def outcome(op: str, value: object, observed: object, measure: str = "followers", as_of: date | None = TODAY) -> str:
    rules = RuleSet.parse({"all": [{"measure": measure, "op": op, "value": value}]})
    return explain(rules, {measure: Fact(observed, as_of)}, TODAY).outcome.name


@pytest.mark.parametrize(
    ("op", "value", "below", "at", "above"),
    [
        ("gte", 10_000, "FAIL", "PASS", "PASS"),
        ("gt", 10_000, "FAIL", "FAIL", "PASS"),
        ("lte", 10_000, "PASS", "PASS", "FAIL"),
        ("lt", 10_000, "PASS", "FAIL", "FAIL"),
        ("eq", 10_000, "FAIL", "PASS", "FAIL"),
        ("between", [10_000, 10_000], "FAIL", "PASS", "FAIL"),
        ("in", [10_000], "FAIL", "PASS", "FAIL"),
        ("not_in", [10_000], "PASS", "FAIL", "PASS"),
    ],
)
def test_each_comparator_turns_exactly_at_its_threshold(op: str, value: object, below: str, at: str, above: str):
    assert [outcome(op, value, number) for number in (9_999, 10_000, 10_001)] == [below, at, above]


@pytest.mark.parametrize(
    ("op", "observed", "expected"),
    [
        ("has", {"fr", "en"}, "PASS"),
        ("has", {"fr"}, "FAIL"),
        ("has_any", {"fr"}, "PASS"),
        ("has_any", {"de"}, "FAIL"),
        ("has_not", {"de"}, "PASS"),
        ("has_not", {"de", "fr"}, "FAIL"),
        ("has", set(), "FAIL"),
        ("has_not", set(), "PASS"),
    ],
)
def test_has_asks_for_all_has_any_for_one_has_not_for_none(op: str, observed: set[str], expected: str):
    assert outcome(op, ["en", "fr"], observed, "languages") == expected


def test_three_thousand_million_views_are_counted_exactly():
    assert outcome("gte", 3_000_000_000, 2_999_999_999, "views_30d") == "FAIL"
    assert outcome("gte", 3_000_000_000, 3_000_000_000, "views_30d") == "PASS"


def test_a_city_is_the_same_with_and_without_accents_or_capitals():
    assert outcome("in", ["Saint-Étienne"], "saint-etienne", "city") == "PASS"


def test_a_missing_number_is_unknown_and_not_zero():
    rules = RuleSet.parse({"all": [{"measure": "followers", "op": "lte", "value": 10}]})
    assert explain(rules, {}, TODAY).outcome is Outcome.UNKNOWN
    assert explain(rules, {"followers": Fact(None, TODAY)}, TODAY).outcome is Outcome.UNKNOWN


def test_a_number_is_unknown_from_the_day_after_its_last_day():
    assert outcome("gte", 1, 5, as_of=TODAY - timedelta(days=90)) == "PASS"
    assert outcome("gte", 1, 5, as_of=TODAY - timedelta(days=91)) == "UNKNOWN"


def test_a_number_without_a_date_cannot_be_called_fresh():
    assert outcome("gte", 1, 5, as_of=None) == "UNKNOWN"


@pytest.mark.parametrize("value", [10_000.0, True, "10000"])
def test_what_is_not_a_whole_number_is_refused_as_one(value: object):
    with pytest.raises(FactError, match="followers"):
        outcome("gte", 1, value)
