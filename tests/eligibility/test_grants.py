"""An exemption granted by name excuses from one criterion, and from nothing else."""

from datetime import date
from typing import Any

import numpy as np
import pytest

from marketplace.eligibility import Fact, FactError, RuleSet, Voice, explain
from marketplace.eligibility.columns import Column, evaluate

from .rules_and_populations import DAYS

TODAY = DAYS[-1]
PUBLIC = {"code": "public", "measure": "is_public", "op": "eq", "value": True}
GRANT = {"granted:public": Fact(True, TODAY, "staff")}


def outcomes(rule: dict[str, Any], facts: dict[str, Fact]) -> tuple[str, str]:
    verdict = explain(RuleSet.parse({"all": [rule]}), facts, TODAY)
    return verdict.outcome.name, verdict.criteria[0].outcome.name


@pytest.mark.parametrize(
    ("observed", "granted", "expected"),
    [
        (False, True, ("PASS", "EXEMPT")),
        (None, True, ("PASS", "EXEMPT")),
        (True, True, ("PASS", "PASS")),
        (False, False, ("FAIL", "FAIL")),
        (False, None, ("FAIL", "FAIL")),
    ],
)
def test_a_grant_turns_all_but_met_into_exempt(observed: bool | None, granted: bool | None, expected: tuple[str, str]):
    assert outcomes(PUBLIC, {"is_public": Fact(observed), "granted:public": Fact(granted)}) == expected


def test_a_grant_ends_a_review_too():
    consent = {"measure": "parental_consent", "op": "eq", "value": True, "grants": "REVIEW"}
    rule = {"code": "adult", "measure": "age_years", "op": "gte", "value": 18, "exemption": consent}
    facts = {"age_years": Fact(17), "parental_consent": Fact(True)}
    assert outcomes(rule, facts) == ("REVIEW", "REVIEW")
    assert outcomes(rule, {**facts, "granted:adult": Fact(True)}) == ("PASS", "EXEMPT")


def test_a_grant_for_another_rule_does_nothing():
    assert outcomes(PUBLIC, {"is_public": Fact(False), "granted:r1": Fact(True)}) == ("FAIL", "FAIL")


def test_a_rule_out_of_its_dates_stays_so():
    assert outcomes({**PUBLIC, "valid_from": "2027-01-01"}, GRANT) == ("PASS", "NOT_YET_OPEN")


@pytest.mark.parametrize("value", [1, "yes"])
def test_a_grant_is_yes_or_no(value: object):
    with pytest.raises(FactError, match="granted:public"):
        outcomes(PUBLIC, {"granted:public": Fact(value)})


def test_a_grant_is_said():
    rules = RuleSet.parse({"all": [PUBLIC, {"code": "adult", "measure": "age_years", "op": "gte", "value": 18}]})
    facts = {**GRANT, "is_public": Fact(False), "granted:adult": Fact(True), "birth_date": Fact(date(2010, 1, 1))}
    public, adult = explain(rules, facts, TODAY, "en", Voice.NEUTRAL).criteria
    assert public.message == "The channel is private. A public channel is needed. An exemption was granted."
    assert adult.message == "The minimum age is 18. An exemption was granted."
    assert explain(rules, {**GRANT}, TODAY, "en").criteria[0].message == (
        "A public channel is needed. An exemption was granted."
    )


def test_a_column_of_grants_speaks_for_every_row():
    rules = RuleSet.parse({"all": [PUBLIC]})
    no = Column(np.zeros(2, np.int8))
    short = {"is_public": no, "granted:public": Column(np.ones(1, np.int8))}
    with pytest.raises(ValueError, match="each of 2 rows"):
        evaluate(rules, short, TODAY)
