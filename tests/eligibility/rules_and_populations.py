"""Rule sets and creators, generated: with gaps, with numbers at every threshold ±1, with dates at every edge."""

from datetime import date, timedelta
from typing import Any

import numpy as np
from hypothesis import strategies as st

from marketplace.eligibility import Fact, Outcome, RuleSet
from marketplace.eligibility.ages import day_number
from marketplace.eligibility.columns import UNDATED, AnyColumn, Column, PostsColumn, SetColumn
from marketplace.eligibility.comparators import LISTS, OPS_OF_KIND, Op
from marketplace.eligibility.facts import GRANTED
from marketplace.eligibility.measures import Kind, find

from .post_rules import lists_of_posts, post_conditions

DAYS = [date(2024, 2, 29), date(2025, 2, 28), date(2025, 3, 1), date(2026, 11, 22)]
THRESHOLDS = [0, 1, 18, 5_000, 10_000, 3_000_000_000, 2**63 - 2]
NUMBERS = sorted({number + step for number in THRESHOLDS for step in (-1, 0, 1) if number + step >= 0})
SHARES = [0, 2_999, 3_000, 3_001, 10_000]
CODES = {"country": ["FR", "BE", "CH"], "city": ["Lyon", "Saint-Étienne"], "community_standing": ["good", "banned"]}
SETS = {
    "languages": ["ar", "en", "fr"],
    "profile_fields": ["niche", "photo", "rates"],
    "memberships": ["a-fund", "b-fund", "c-fund"],
}
BOOLS = ["is_public", "parental_consent", "is_political", "can_go_live", "invited"]
MEASURES = [
    "followers",
    "views_30d",
    "account_age_days",
    "audience_country_bp:FR",
    "age_years",
    "seats_taken",
    *SETS,
    *CODES,
    *BOOLS,
]


def around(day: date) -> st.SearchStrategy[date]:
    return st.sampled_from([day - timedelta(1), day, day + timedelta(1)])


def values_of(measure: str) -> list[Any]:
    if measure in CODES:
        return CODES[measure]
    if measure in SETS:
        return SETS[measure]
    if measure in BOOLS:
        return [True, False]
    return SHARES if measure.startswith("audience") else [17, 18] if measure == "age_years" else THRESHOLDS


def every_question(measure: str) -> list[dict[str, Any]]:
    """Each comparator with one threshold in the middle of the values."""
    values = values_of(measure)
    middle = values[len(values) // 2]
    asked = []
    for op in OPS_OF_KIND[find(measure).kind]:
        value = [middle, values[-1]] if op is Op.BETWEEN else values[:2] if op in LISTS else middle
        asked.append({"op": str(op), "value": value})
    return asked


def every_answer(measure: str, as_of: date) -> list[dict[str, Fact]]:
    """Not known; and each value on its last good day, the day after it, today, and without a date."""
    limit = find(measure).stale_after_days or 0
    days = [as_of - timedelta(limit), as_of - timedelta(limit + 1), as_of, None]
    if measure == "age_years":
        births = [date(2007, 2, 28), date(2007, 3, 1), date(2008, 2, 29), date(2009, 2, 28), date(1990, 12, 31)]
        return [{}, *({"birth_date": Fact(birth, as_of)} for birth in births)]
    values: list[Any] = NUMBERS if values_of(measure) is THRESHOLDS else values_of(measure)
    if measure in SETS:
        first, second, third = SETS[measure]
        values = [frozenset(), frozenset({third}), frozenset({second, third}), frozenset({first, second, third})]
    return [{}, *({measure: Fact(value, day)} for value in values for day in days)]


@st.composite
def conditions(draw: st.DrawFn) -> dict[str, Any]:
    if draw(st.integers(0, 4)) == 0:
        return draw(post_conditions())
    measure = draw(st.sampled_from(MEASURES))
    op = draw(st.sampled_from(OPS_OF_KIND[find(measure).kind]))
    values = st.sampled_from(values_of(measure))
    if op is Op.BETWEEN:
        value: Any = sorted([draw(values), draw(values)])
    elif op in LISTS:
        value = draw(st.lists(values, min_size=1, max_size=3))
    else:
        value = draw(values)
    return {"measure": measure, "op": str(op), "value": value}


@st.composite
def criteria(draw: st.DrawFn, as_of: date, *, all_above: bool) -> dict[str, Any]:
    criterion = draw(conditions())
    if draw(st.integers(0, 3)) == 0:
        criterion["exemption"] = {**draw(conditions()), "grants": draw(st.sampled_from(["EXEMPT", "REVIEW"]))}
    if draw(st.integers(0, 3)) == 0:
        criterion[draw(st.sampled_from(["valid_from", "valid_to"]))] = draw(around(as_of)).isoformat()
    if draw(st.integers(0, 4)) == 0:
        criterion["informational"] = draw(st.sampled_from([True, "unless_known"] if all_above else [True]))
    return criterion


@st.composite
def groups(draw: st.DrawFn, as_of: date, depth: int = 1, all_above: bool = True) -> dict[str, Any]:
    kind = draw(st.sampled_from(["all", "any", "atleast"]))
    inner = all_above and kind == "all"
    member = criteria(as_of, all_above=inner)
    if depth < 3:
        member = st.one_of(member, member, groups(as_of, depth + 1, inner))
    members = draw(st.lists(member, min_size=1, max_size=4))
    counted = sum(item.get("informational", False) is False for item in members)
    if kind != "atleast" or not counted:
        return {"any" if kind == "atleast" else kind: members}
    return {"atleast": draw(st.integers(1, counted)), "of": members}


@st.composite
def rule_sets(draw: st.DrawFn, as_of: date) -> RuleSet:
    data = draw(groups(as_of))
    if draw(st.integers(0, 5)) == 0:
        data[draw(st.sampled_from(["valid_from", "valid_to"]))] = draw(around(as_of)).isoformat()
    return RuleSet.parse(data)


@st.composite
def facts(draw: st.DrawFn, as_of: date) -> dict[str, Fact]:
    known: dict[str, Fact] = {}
    for code in MEASURES:
        if draw(st.integers(0, 4)) == 0:
            continue
        measure = find(code)
        taken = draw(around(as_of - timedelta(measure.stale_after_days or 0)) | st.just(as_of) | st.none())
        if code == "age_years":
            known["birth_date"] = Fact(draw(birthdays(as_of)), taken)
        elif measure.kind is Kind.SET:
            known[code] = Fact(frozenset(draw(st.sets(st.sampled_from(SETS[code])))), taken)
        else:
            near = NUMBERS if values_of(code) is THRESHOLDS else values_of(code)
            known[code] = Fact(draw(st.sampled_from(near)), taken)
    if draw(st.integers(0, 3)):
        taken = draw(around(as_of - timedelta(7)) | st.just(as_of) | st.none())
        known["posts"] = Fact(draw(lists_of_posts(as_of)), taken)
    return known


#: Generated rules have the codes r1, r2 …
GRANTS = [f"{GRANTED}r{number}" for number in (1, 2, 3)]


@st.composite
def creators(draw: st.DrawFn, as_of: date) -> dict[str, Fact]:
    """Facts, and sometimes exemptions granted by name, or taken back."""
    known = draw(facts(as_of))
    for code in draw(st.lists(st.sampled_from(GRANTS), max_size=2)):
        known[code] = Fact(draw(st.sampled_from([True, True, False, None])))
    return known


#: Three rules that can each have all five outcomes, whatever the others have.
ANY_OUTCOME: list[dict[str, Any]] = [
    {"measure": measure, "op": "eq", "value": True, "exemption": {**excuse, "grants": "REVIEW"}}
    for measure, excuse in (
        ("is_public", {"measure": "parental_consent", "op": "eq", "value": True}),
        ("is_political", {"measure": "invited", "op": "eq", "value": True}),
        ("can_go_live", {"measure": "memberships", "op": "has", "value": ["a-fund"]}),
    )
]
_EXCUSED = [{"parental_consent": Fact(True)}, {"invited": Fact(True)}, {"memberships": Fact(frozenset({"a-fund"}))}]


def with_outcomes(outcomes: tuple[Outcome, ...]) -> dict[str, Fact]:
    """Somebody for whom the rules of ANY_OUTCOME come out like this."""
    known: dict[str, Fact] = {}
    for place, outcome in enumerate(outcomes):
        if outcome is not Outcome.UNKNOWN:
            known[ANY_OUTCOME[place]["measure"]] = Fact(outcome is Outcome.PASS)
        if outcome is Outcome.REVIEW:
            known |= _EXCUSED[place]
        if outcome is Outcome.EXEMPT:
            known[GRANTS[place]] = Fact(True)
    return known


def birthdays(as_of: date) -> st.SearchStrategy[date]:
    edges = [date(as_of.year - years, as_of.month, min(as_of.day, 28)) for years in (17, 18, 19)]
    leap = [date(2004, 2, 29), date(2008, 2, 29), date(2006, 2, 28), date(2006, 3, 1), date(2007, 3, 1)]
    return st.sampled_from(edges + leap).flatmap(around)


def columns_of(population: list[dict[str, Fact]]) -> dict[str, AnyColumn]:
    """The same facts as columns; a measure that nobody has is no column."""
    columns: dict[str, AnyColumn] = {}
    lists = [_known(creator.get("posts")) for creator in population]
    if any(lists):
        taken = np.array([day_number(fact.as_of) if fact and fact.as_of else UNDATED for fact in lists], np.int64)
        columns["posts"] = PostsColumn.of([fact.value if fact else None for fact in lists], taken)
    for code in [*MEASURES, "birth_date", *GRANTS]:
        found = [_known(creator.get(code)) for creator in population]
        if not any(found):
            continue
        taken = np.array([day_number(fact.as_of) if fact and fact.as_of else UNDATED for fact in found], np.int64)
        known = np.array([fact is not None for fact in found], np.bool_)
        if code in SETS:
            sets = SetColumn.of([fact.value if fact else None for fact in found])
            columns[code] = SetColumn(sets.words, sets.vocabulary, known, taken)
            continue
        vocabulary = None
        if code in CODES:
            vocabulary = {find(code).values.normal(value): place for place, value in enumerate(CODES[code])}
        values = [_number(code, fact, vocabulary) for fact in found]
        columns[code] = Column(np.array(values, np.int64), known, taken, vocabulary)
    return columns


def _known(fact: Fact | None) -> Fact | None:
    return None if fact is None or fact.value is None else fact


def _number(code: str, fact: Fact | None, vocabulary: dict[str, int] | None) -> int:
    if fact is None:
        return -1
    if vocabulary is not None:
        return vocabulary[find(code).values.normal(fact.value)]
    return day_number(fact.value) if code == "birth_date" else int(fact.value)
