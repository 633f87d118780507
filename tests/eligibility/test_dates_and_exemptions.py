"""When a rule is in force, whom it excuses, and which rules only inform."""

from datetime import date
from typing import Any

import pytest

from marketplace.eligibility import Fact, RuleSet, explain
from marketplace.eligibility.ages import age_on

TODAY = date(2026, 11, 22)
FAILING = {"measure": "is_public", "op": "eq", "value": True}
PRIVATE = {"is_public": Fact(False)}


def names(data: dict[str, Any], facts: dict[str, Fact], as_of: date = TODAY) -> tuple[str, list[str]]:
    verdict = explain(RuleSet.parse(data), facts, as_of)
    return verdict.outcome.name, [result.outcome.name for result in verdict.criteria]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 2, 28), "NOT_YET_OPEN"),
        (date(2026, 3, 1), "FAIL"),
        (date(2026, 3, 31), "FAIL"),
        (date(2026, 4, 1), "CLOSED"),
    ],
)
def test_a_rule_set_holds_from_its_first_day_and_no_longer_on_its_last(day: date, expected: str):
    dated = {"all": [FAILING], "valid_from": "2026-03-01", "valid_to": "2026-04-01"}
    assert names(dated, PRIVATE, day) == (expected, ["FAIL"])


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 2, 28), ("PASS", ["NOT_YET_OPEN"])),
        (date(2026, 3, 1), ("FAIL", ["FAIL"])),
        (date(2026, 4, 1), ("PASS", ["CLOSED"])),
    ],
)
def test_a_criterion_out_of_its_dates_is_shown_and_not_counted(day: date, expected: tuple[str, list[str]]):
    rule = {**FAILING, "valid_from": "2026-03-01", "valid_to": "2026-04-01"}
    assert names({"all": [rule]}, PRIVATE, day) == expected


def test_the_day_is_a_day_and_not_a_moment():
    from datetime import datetime

    with pytest.raises(TypeError, match="time zone"):
        explain(RuleSet.parse({"all": []}), {}, datetime(2026, 11, 22))


@pytest.mark.parametrize(
    ("birth", "day", "age"),
    [
        (date(2008, 11, 23), TODAY, 17),
        (date(2008, 11, 22), TODAY, 18),
        (date(2008, 2, 29), date(2026, 2, 28), 17),
        (date(2008, 2, 29), date(2026, 3, 1), 18),
        (date(2008, 2, 29), date(2024, 2, 29), 16),
    ],
)
def test_a_year_is_complete_on_the_birthday_and_on_1_march_for_29_february(birth: date, day: date, age: int):
    assert age_on(birth, day) == age


CONSENT = {"measure": "parental_consent", "op": "eq", "value": True}
ADULT = {"measure": "age_years", "op": "gte", "value": 18, "exemption": {**CONSENT, "grants": "REVIEW"}}


@pytest.mark.parametrize(
    ("years", "consent", "expected"),
    [
        (18, None, "PASS"),
        (17, True, "REVIEW"),
        (17, False, "FAIL"),
        (17, None, "FAIL"),
        (None, True, "UNKNOWN"),
    ],
)
def test_consent_excuses_youth_and_its_absence_excuses_nobody(years: int | None, consent: bool | None, expected: str):
    facts = {"age_years": Fact(years), "parental_consent": Fact(consent)}
    assert names({"all": [ADULT]}, facts) == (expected, [expected])


def test_a_rule_may_say_that_consent_exempts():
    exempting = {**ADULT, "exemption": {**CONSENT, "grants": "EXEMPT"}}
    facts = {"birth_date": Fact(date(2009, 11, 1)), "parental_consent": Fact(True)}
    assert names({"all": [exempting]}, facts) == ("PASS", ["EXEMPT"])


def test_an_informational_rule_is_shown_and_never_counts():
    rule = {**FAILING, "informational": True}
    assert names({"all": [rule]}, PRIVATE) == ("PASS", ["FAIL"])
    assert names({"any": [rule, {"measure": "is_business", "op": "eq", "value": True}]}, PRIVATE)[0] == "UNKNOWN"


def test_informational_unless_known_counts_a_known_bad_value_and_not_a_missing_one():
    rule = {**FAILING, "informational": "unless_known"}
    assert names({"all": [rule]}, PRIVATE) == ("FAIL", ["FAIL"])
    assert names({"all": [rule]}, {}) == ("PASS", ["UNKNOWN"])


def test_two_of_three_asks_for_what_is_left_when_rules_have_ended():
    ended = {"measure": "is_business", "op": "eq", "value": True, "valid_to": "2026-01-01"}
    rules = {"atleast": 2, "of": [FAILING, ended, {**ended, "measure": "ownership_proven"}]}
    assert names(rules, {"is_public": Fact(True)}) == ("PASS", ["PASS", "CLOSED", "CLOSED"])
