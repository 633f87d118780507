"""A rule that cannot be read says where and what to change, in the language of its author."""

import json
from typing import Any

import pytest
from django.utils.translation import override

from marketplace.core.errors import DomainError
from marketplace.eligibility import RuleError, RuleSet

RULE = {"measure": "followers", "op": "gte", "value": 1}


def refused(data: Any) -> tuple[str, str]:
    with override("en"), pytest.raises(RuleError) as caught:
        RuleSet.parse(data)
    return caught.value.path, caught.value.message


@pytest.mark.parametrize(
    ("change", "path", "words"),
    [
        ({"measure": "folowers"}, "all[0].measure", "Did you mean “followers”?"),
        ({"measure": "religion"}, "all[0].measure", "“religion” is not known here."),
        ({"measure": "audience_country_bp"}, "all[0].measure", "not known"),
        ({"measure": "audience_age_bp:18-25"}, "all[0].measure", "not known"),
        ({"measure": None}, "all[0].measure", "Choose what to measure"),
        ({"op": "has"}, "all[0].op", "can be compared with: gte, gt"),
        ({"value": 1.0}, "all[0].value", "whole number"),
        ({"value": True}, "all[0].value", "whole number"),
        ({"value": "10000"}, "all[0].value", "whole number"),
        ({"value": -1}, "all[0].value", "from 0"),
        ({"value": 2**63}, "all[0].value", "2^63"),
        ({"op": "between", "value": [2, 1]}, "all[0].value", "swap"),
        ({"op": "between", "value": [1]}, "all[0].value", "two numbers"),
        ({"op": "in", "value": []}, "all[0].value", "at least one"),
        ({"op": "in", "value": [1, 2.5]}, "all[0].value[1]", "whole number"),
        ({"measure": "audience_country_bp:FR", "value": 10_001}, "all[0].value", "100 %"),
        ({"measure": "country", "op": "in", "value": ["France"]}, "all[0].value[0]", "“France” is not a value"),
        ({"measure": "availability", "op": "eq", "value": "asleep"}, "all[0].value", "“asleep” is not a value"),
        ({"measure": "is_public", "op": "eq", "value": 1}, "all[0].value", "yes (true) or no (false)"),
        ({"valid_from": "2026-02-30"}, "all[0].valid_from", "not a day"),
        ({"valid_from": "20260301"}, "all[0].valid_from", "not a day"),
        ({"valid_from": "2026-03-01", "valid_to": "2026-03-01"}, "all[0].valid_to", "after the start"),
        ({"exemption": {**RULE, "grants": "PASS"}}, "all[0].exemption.grants", "EXEMPT or REVIEW"),
        ({"informational": "yes"}, "all[0].informational", "unless_known"),
        ({"code": "a b"}, "all[0].code", "letters"),
        ({"source": "x" * 501}, "all[0].source", "500"),
        ({"valu": 1}, "all[0].valu", "Did you mean “value”?"),
    ],
)
def test_a_mistake_in_a_rule_is_found_where_it_is(change: dict[str, Any], path: str, words: str):
    found_path, message = refused({"all": [{**RULE, **change}]})
    assert found_path == path
    assert words in message


@pytest.mark.parametrize(
    ("data", "path", "words"),
    [
        ([], "", "expected"),
        ({}, "", "exactly one"),
        ({"all": [], "any": []}, "", "exactly one"),
        ({"all": {}}, "all", "list of rules"),
        ({"all": [{"any": []}]}, "all[0].any", "empty"),
        ({"all": [7]}, "all[0]", "expected"),
        ({"atleast": 3, "of": [RULE, RULE]}, "atleast", "from 1 to 2"),
        ({"atleast": True, "of": [RULE]}, "atleast", "whole number"),
        ({"atleast": 2, "of": [RULE, {**RULE, "informational": True}]}, "atleast", "from 1 to 1"),
        ({"any": [{**RULE, "informational": "unless_known"}]}, "any[0].informational", "all of the rules"),
        ({"all": [{"any": [{"all": [{"any": [RULE]}]}]}]}, "all[0].any[0].all[0]", "3 deep"),
        ({"all": [{**RULE, "code": "a"}, {**RULE, "code": "a"}]}, "", "same code: a"),
        ({"all": [RULE] * 61}, "", "at most 60"),
    ],
)
def test_a_mistake_in_a_group_is_found_where_it_is(data: Any, path: str, words: str):
    found_path, message = refused(data)
    assert found_path == path
    assert words in message


def test_a_rule_error_is_an_invalid_input_to_every_door():
    with pytest.raises(DomainError) as caught:
        RuleSet.parse({"all": [{**RULE, "value": 1.5}]})
    assert caught.value.status == 422
    assert list(caught.value.errors) == ["all[0].value"]


def test_meaning_alone_decides_the_hash():
    written = {
        "all": [{"op": "in", "measure": "country", "value": ["FR", "BE", "FR"], "exemption": None, "source": ""}]
    }
    other = {"all": [{"code": "r1", "measure": "country", "op": "in", "value": ["BE", "FR"], "informational": False}]}
    assert RuleSet.parse(written).hash == RuleSet.parse(other).hash
    assert RuleSet.parse(written).canonical() == json.dumps(
        {"all": [{"code": "r1", "measure": "country", "op": "in", "value": ["BE", "FR"]}]}, separators=(",", ":")
    )


@pytest.mark.parametrize("change", [{"value": 2}, {"op": "gt"}, {"source": "law"}, {"informational": True}])
def test_another_meaning_is_another_hash(change: dict[str, Any]):
    assert RuleSet.parse({"all": [{**RULE, **change}]}).hash != RuleSet.parse({"all": [RULE]}).hash


def test_rules_without_a_code_get_the_first_free_ones():
    rules = RuleSet.parse({"all": [RULE, {"any": [{**RULE, "code": "r1"}, RULE]}]})
    assert [criterion.code for criterion in rules.criteria] == ["r2", "r1", "r3"]
