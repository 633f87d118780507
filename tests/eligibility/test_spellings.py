"""Other spellings of a comparator mean the same: one form is stored, with one hash."""

from typing import Any

import pytest
from django.utils.translation import override

from marketplace.eligibility import Fact, RuleError, RuleSet, explain

from .rules_and_populations import DAYS


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        (
            {"measure": "languages", "op": "overlaps", "value": ["fr", "en"]},
            {"measure": "languages", "op": "has_any", "value": ["en", "fr"]},
        ),
        (
            {"op": "complete", "value": ["photo", "niche"]},
            {"measure": "profile_fields", "op": "has", "value": ["niche", "photo"]},
        ),
        ({"op": "invited"}, {"measure": "invited", "op": "eq", "value": True}),
        ({"measure": "invited", "op": "invited", "value": True}, {"measure": "invited", "op": "eq", "value": True}),
        ({"op": "seats", "value": 25}, {"measure": "seats_taken", "op": "lt", "value": 25}),
    ],
)
def test_a_spelling_is_stored_in_its_one_form(written: dict[str, Any], stored: dict[str, Any]):
    rules = RuleSet.parse({"all": [written]})
    assert rules.as_json() == {"all": [{"code": "r1", **stored}]}
    assert rules.hash == RuleSet.parse({"all": [stored]}).hash == RuleSet.parse(written).hash


def test_an_exemption_may_be_spelt_so_too():
    rule = {"op": "seats", "value": 25, "exemption": {"op": "invited", "grants": "EXEMPT"}}
    facts = {"seats_taken": Fact(25), "invited": Fact(True)}
    assert explain(RuleSet.parse(rule), facts, DAYS[0]).criteria[0].outcome.name == "EXEMPT"


@pytest.mark.parametrize(
    ("written", "path", "words"),
    [
        ({"measure": "followers", "op": "overlaps", "value": [1]}, "all[0].op", "can be compared with"),
        ({"measure": "followers", "op": "seats", "value": 1}, "all[0].op", "can be compared with: gte"),
        ({"op": "invited", "value": False}, "all[0].measure", "Choose what to measure"),
        ({"measure": "invited", "op": "invited", "value": 1}, "all[0].op", "can be compared with: eq"),
        ({"op": "complete", "value": ["beard"]}, "all[0].value[0]", "“beard” is not a value"),
        ({"op": "seats"}, "all[0].value", "whole number"),
        ({"op": ["seats"], "value": 1}, "all[0].measure", "Choose what to measure"),
    ],
)
def test_a_spelling_that_does_not_fit_is_refused(written: dict[str, Any], path: str, words: str):
    with override("en"), pytest.raises(RuleError) as caught:
        RuleSet.parse({"all": [written]})
    assert caught.value.path == path
    assert words in caught.value.message


@pytest.mark.parametrize(("taken", "expected"), [(24, "PASS"), (25, "FAIL"), (26, "FAIL")])
def test_the_last_seat_can_be_taken_and_no_other(taken: int, expected: str):
    facts = {"seats_taken": Fact(taken)}
    assert explain(RuleSet.parse({"op": "seats", "value": 25}), facts, DAYS[0]).outcome.name == expected
