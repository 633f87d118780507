"""PostgreSQL, asked the same, answers the same."""

import json
import os
from dataclasses import asdict
from datetime import date, timedelta
from itertools import product
from typing import Any

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings

from marketplace.eligibility import Fact, Outcome, Post, RuleSet, explain
from marketplace.eligibility import sql as in_database
from marketplace.eligibility.columns import evaluate
from marketplace.eligibility.measures import Kind, find
from marketplace.eligibility.posts import FIELDS, NUMBERS

from .post_rules import OVER_POSTS, every_list, every_post_question
from .rules_and_populations import (
    ANY_OUTCOME,
    CODES,
    DAYS,
    GRANTS,
    MEASURES,
    columns_of,
    every_answer,
    every_question,
    with_outcomes,
)
from .test_evaluators_agree import questions

EXAMPLES = 20_000 if os.environ.get("ENTENTE_TEST_PROFILE") == "full" else 500
TYPES = {Kind.INT: "bigint", Kind.CODE: "text", Kind.SET: "text[]", Kind.BOOL: "boolean"}
FACTS = [code for code in MEASURES if code != "age_years"] + ["birth_date", *GRANTS]

EDGES = [date(2024, 2, 28), date(2024, 2, 29), date(2024, 3, 1), date(2026, 2, 28), date(2026, 3, 1)]


def name(code: str) -> str:
    return code.replace(":", "_").lower()


def kind_of(code: str) -> str:
    if code in GRANTS:
        return "boolean"
    return "date" if code == "birth_date" else TYPES[find(code).kind]


def source() -> str:
    fields = ", ".join(f"{name(code)} {kind_of(code)}, {name(code)}_on date" for code in FACTS)
    return f"jsonb_to_recordset(%(rows)s::jsonb) AS rows(id int, posts jsonb, posts_on date, {fields})"


POST_FIELDS = {f"post_{name}": f"post.{name}" for name in FIELDS}
POST_TYPES = ", ".join(f"{name} {'bigint' if name in NUMBERS else 'boolean'}" for name in FIELDS)
POSTS = in_database.PostsExpression(
    f"jsonb_to_recordset(posts) AS post(published_on date, {POST_TYPES})",
    "post.published_on",
    POST_FIELDS,
    known="posts IS NOT NULL",
    as_of="posts_on",
)


def row(number: int, facts: dict[str, Fact]) -> dict[str, Any]:
    found: dict[str, Any] = {"id": number}
    for code, fact in facts.items():
        value = fact.value
        if code in CODES:
            value = find(code).values.normal(value)
        elif code == "posts":
            value = [asdict(post) for post in value]
        elif isinstance(value, frozenset):
            value = sorted(value)
        found |= {name(code): value, f"{name(code)}_on": fact.as_of}
    return found


def answers(rules: RuleSet, population: list[dict[str, Fact]], as_of: Any) -> list[list[int]]:
    """The outcome of the whole and of each criterion, for each creator, from PostgreSQL."""
    expressions = {code: in_database.Expression(name(code), f"{name(code)}_on") for code in FACTS}
    query = in_database.compile(rules, {**expressions, "posts": POSTS}, as_of, source=source())
    rows = json.dumps([row(number, facts) for number, facts in enumerate(population)], default=str)
    with connection.cursor() as cursor:
        cursor.execute(query.text + " ORDER BY key", {**query.params, "rows": rows})
        return [list(found[1:]) for found in cursor.fetchall()]


def reasons(rules: RuleSet, population: list[dict[str, Fact]], as_of: Any) -> list[list[int]]:
    verdicts = [explain(rules, creator, as_of) for creator in population]
    return [[verdict.outcome, *(result.outcome for result in verdict.criteria)] for verdict in verdicts]


def agreed(rules: RuleSet, population: list[dict[str, Fact]], as_of: date) -> list[list[int]]:
    """The outcome of the whole and of each criterion, for each creator, held equal in all three."""
    expected = reasons(rules, population, as_of)
    columns = evaluate(rules, columns_of(population), as_of)
    by_column = [columns.outcome, *columns.criteria.values()]
    assert [list(bits) for bits in zip(*(part.tolist() for part in by_column), strict=True)] == expected
    assert answers(rules, population, as_of) == expected
    return expected


@pytest.mark.django_db
@pytest.mark.parametrize("measure", [*MEASURES, *OVER_POSTS])
def test_every_comparator_agrees_at_every_boundary_in_all_three(measure: str):
    over_posts = measure in OVER_POSTS
    asked = every_post_question(measure) if over_posts else every_question(measure)
    rules = RuleSet.parse({"all": [{"measure": measure, **one} for one in asked]})
    population = every_list(DAYS[1]) if over_posts else every_answer(measure, DAYS[1])
    assert len(agreed(rules, population, DAYS[1])) == len(population)


@pytest.mark.django_db
@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(questions())
def test_sql_equals_explain_bit_for_bit(question: tuple[RuleSet, list[dict[str, Fact]], Any]):
    rules, population, as_of = question
    assert answers(rules, population, as_of) == reasons(rules, population, as_of)


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["all", "any", "atleast 1", "atleast 2", "atleast 3"])
def test_every_mix_of_outcomes_combines_as_the_tables_say_in_all_three(kind: str):
    name, _, k = kind.partition(" ")
    required = int(k or {"all": 3, "any": 1}[name])
    rules = RuleSet.parse({"atleast": required, "of": ANY_OUTCOME} if k else {name: ANY_OUTCOME})
    mixes = list(product((Outcome.FAIL, Outcome.UNKNOWN, Outcome.REVIEW, Outcome.PASS, Outcome.EXEMPT), repeat=3))
    population = [with_outcomes(mix) for mix in mixes]
    expected = [[sorted(min(one, Outcome.PASS) for one in mix)[-required], *mix] for mix in mixes]
    assert agreed(rules, population, DAYS[1]) == expected


@pytest.mark.django_db
@pytest.mark.parametrize("as_of", EDGES)
def test_the_edges_of_february_are_the_same_in_all_three(as_of: date):
    ages = [{"measure": "age_years", "op": "eq", "value": years} for years in (16, 17, 18)]
    windows = [{"rolling_days": 1}, {"rolling_days": 30}, {"calendar": "month"}, {"calendar": "week"}]
    counts = [{"measure": "posts_counted", "op": "gte", "value": 1, "posts": {"window": one}} for one in windows]
    rules = RuleSet.parse({"all": [*ages, *counts]})
    births = [date(as_of.year - 18 + step, month, day) for step in (0, 1, 2) for month, day in ((2, 28), (3, 1))]
    population: list[dict[str, Fact]] = [{"birth_date": Fact(day)} for day in [*births, date(2008, 2, 29)]]
    days = [as_of - timedelta(days=number) for number in range(35)]
    population += [{"posts": Fact((Post(day),), as_of)} for day in days]
    found = agreed(rules, population, as_of)
    counted = [[int(outcome == Outcome.PASS) for outcome in row[4:]] for row in found[len(births) + 1 :]]
    assert [sum(column) for column in zip(*counted, strict=True)] == [1, 30, as_of.day - 1, as_of.weekday()]


def test_a_value_never_becomes_part_of_the_query():
    rules = RuleSet.parse({"measure": "city", "op": "eq", "value": "'; DROP TABLE x; --"})
    query = in_database.compile(rules, {"city": in_database.Expression("city")}, DAYS[0], source="creators")
    assert "drop" not in query.text.casefold()
    assert query.params == {"p0": "'; drop table x; --"}
