"""Whom a criterion alone keeps out, as a run counts it: what `explain` says once the criterion is struck out."""

import os
from dataclasses import replace
from datetime import date

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from marketplace.eligibility import Fact, Outcome, RuleSet, explain
from marketplace.eligibility.bitmaps import Bitmaps
from marketplace.eligibility.nodes import Criterion, Group, Node
from marketplace.matching.engine import members
from marketplace.matching.engine.layout import bits_at
from tests.eligibility.rules_and_populations import DAYS, columns_of, creators, rule_sets

EXAMPLES = 20_000 if os.environ.get("ENTENTE_TEST_PROFILE") == "full" else 150


@st.composite
def questions(draw: st.DrawFn) -> tuple[RuleSet, list[dict[str, Fact]], date]:
    as_of = draw(st.sampled_from(DAYS))
    return draw(rule_sets(as_of)), draw(st.lists(creators(as_of), min_size=1, max_size=6)), as_of


def without(node: Node, code: str) -> Node | None:
    """The node without a criterion; None where nothing is left."""
    if isinstance(node, Criterion):
        return None if node.code == code else node
    kept = tuple(left for member in node.members if (left := without(member, code)) is not None)
    return replace(node, members=kept) if kept else None


def alone_by_bits(rules: RuleSet, population: list[dict[str, Fact]], as_of: date) -> dict[str, list[bool]]:
    """As a run works it out: rows that fail one member alone, and would not without the criterion."""
    size = len(population)
    bitmaps = Bitmaps(columns_of(population), as_of, size)
    asked, rows = list(members.of_rules(rules, bitmaps)), np.arange(size)
    met = members.meet(asked, bitmaps.everybody)
    found = {one.code: [False] * size for one in rules.criteria}
    if rules.dated_out(as_of) is None:
        for member in asked:
            for code, rescued in member.rescues.items():
                plane = met.but_one & (~member.unknown if rescued is None else rescued)
                found[code] = bits_at(plane, rows).tolist()
    return found


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(questions())
def test_kept_out_by_one_criterion_alone_is_what_explain_says(question: tuple[RuleSet, list[dict[str, Fact]], date]):
    rules, population, as_of = question
    found = alone_by_bits(rules, population, as_of)
    for criterion in rules.criteria:
        root = without(rules.root, criterion.code) or Group(())
        struck = replace(rules, root=root)
        expected = [
            explain(rules, facts, as_of).outcome is Outcome.FAIL
            and explain(struck, facts, as_of).outcome is not Outcome.FAIL
            for facts in population
        ]
        assert found[criterion.code] == expected
