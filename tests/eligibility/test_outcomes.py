"""The truth tables of docs/eligibility.md, every cell, and the order of outcomes."""

from itertools import product

import pytest

from marketplace.eligibility import Fact, Outcome, RuleSet, explain

from .rules_and_populations import DAYS

F, U, R, P, E = Outcome.FAIL, Outcome.UNKNOWN, Outcome.REVIEW, Outcome.PASS, Outcome.EXEMPT
FIVE = [F, U, R, P, E]

ALL_OF = {
    F: [F, F, F, F, F],
    U: [F, U, U, U, U],
    R: [F, U, R, R, R],
    P: [F, U, R, P, P],
    E: [F, U, R, P, P],
}
ANY_OF = {
    F: [F, U, R, P, P],
    U: [U, U, R, P, P],
    R: [R, R, R, P, P],
    P: [P, P, P, P, P],
    E: [P, P, P, P, P],
}
TODAY = DAYS[-1]


def criterion_with(outcome: Outcome, place: int) -> tuple[dict, dict[str, Fact]]:
    """A rule and the facts that give it this outcome."""
    measure, excuse = ("is_public", "is_business", "ownership_proven")[place], "parental_consent"
    rule: dict = {"measure": measure, "op": "eq", "value": True}
    if outcome in (R, E):
        rule["exemption"] = {"measure": excuse, "op": "eq", "value": True, "grants": outcome.name}
    if outcome is U:
        return rule, {}
    return rule, {measure: Fact(outcome is P), excuse: Fact(True)}


def decide(kind: dict, outcomes: tuple[Outcome, ...]) -> Outcome:
    made = [criterion_with(outcome, place) for place, outcome in enumerate(outcomes)]
    known = {code: fact for _, facts in made for code, fact in facts.items()}
    rules = [rule for rule, _ in made]
    data = {"atleast": kind["atleast"], "of": rules} if "atleast" in kind else {next(iter(kind)): rules}
    verdict = explain(RuleSet.parse(data), known, TODAY)
    assert [result.outcome for result in verdict.criteria] == list(outcomes)
    return verdict.outcome


@pytest.mark.parametrize(("kind", "table"), [("all", ALL_OF), ("any", ANY_OF)])
def test_two_rules_combine_as_the_table_says(kind: str, table: dict[Outcome, list[Outcome]]):
    for left, right in product(FIVE, FIVE):
        assert decide({kind: 1}, (left, right)) is table[left][FIVE.index(right)], (kind, left, right)


def test_two_of_three_is_the_second_best_of_them():
    for outcomes in product(FIVE, repeat=3):
        second = sorted((min(outcome, P) for outcome in outcomes), reverse=True)[1]
        assert decide({"atleast": 2}, outcomes) is second, outcomes


def test_k_of_n_meets_any_of_and_all_of_at_its_ends():
    for outcomes in product(FIVE, repeat=3):
        assert decide({"atleast": 1}, outcomes) is decide({"any": 1}, outcomes)
        assert decide({"atleast": 3}, outcomes) is decide({"all": 1}, outcomes)


def test_the_numbers_of_outcomes_are_those_that_are_stored():
    assert {outcome.name: int(outcome) for outcome in Outcome} == {
        "FAIL": 0,
        "UNKNOWN": 1,
        "REVIEW": 2,
        "PASS": 3,
        "EXEMPT": 4,
        "CLOSED": 5,
        "NOT_YET_OPEN": 6,
    }


def test_no_rules_at_all_exclude_nobody():
    assert explain(RuleSet.parse({"all": []}), {}, TODAY).outcome is P


def test_an_outcome_has_a_name_for_people():
    assert all(str(outcome.label) for outcome in Outcome)
