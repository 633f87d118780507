"""Which rules decide on a day: dates, countries, inheritance; and what the database refuses."""

import datetime

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from marketplace.eligibility import Fact, Outcome
from marketplace.programmes.enums import Kind
from marketplace.programmes.models import Programme, RuleVersion
from marketplace.programmes.queries import judge, rule_set_of, variants, with_rules
from tests.factories.programmes import a_programme, a_version, an_opening

pytestmark = pytest.mark.django_db
D = datetime.date
TODAY = D(2026, 11, 22)
FOLLOWERS = {"measure": "followers", "op": "gte", "value": 10_000}
AGE = {"measure": "age_years", "op": "gte", "value": 18}


def codes(programme: Programme, on: datetime.date = TODAY, country: str = "") -> list[tuple[str, object]]:
    return [(one.code, one.needed) for one in rule_set_of(programme, on, country).criteria]


def outcome(programme: Programme, on: datetime.date, **facts: object) -> Outcome:
    return judge(programme, {code: Fact(value, on) for code, value in facts.items()}, on).outcome


def test_a_new_version_holds_from_its_day():
    fund = a_programme()
    a_version(fund, "followers", FOLLOWERS, valid_to=D(2026, 3, 1))
    a_version(fund, "followers", {**FOLLOWERS, "value": 5_000}, valid_from=D(2026, 3, 1))
    assert codes(fund, D(2026, 2, 28)) == [("followers", 10_000)]
    assert codes(fund, D(2026, 3, 1)) == [("followers", 5_000)]


def test_the_general_rules_come_first_and_give_way_to_a_rule_on_the_same_measure():
    general = a_programme("platform", kind=Kind.GENERAL, rules={"age": AGE, "standing": {
        "measure": "community_standing", "op": "eq", "value": "good"}})  # fmt: skip
    fund = a_programme("fund", inherits=general, rules={"followers": FOLLOWERS})
    pupils = a_programme("pupils", inherits=general, rules={"pupil": {
        "measure": "age_years", "op": "between", "value": [12, 18]}})  # fmt: skip
    assert codes(fund) == [("age", 18), ("standing", "good"), ("followers", 10_000)]
    assert codes(pupils) == [("standing", "good"), ("pupil", [12, 18])]


def test_a_country_has_its_own_text():
    fund = a_programme(rules={"age": AGE})
    a_version(fund, "age", {**AGE, "value": 19}, country="KR")
    assert (codes(fund), codes(fund, country="KR"), codes(fund, country="FR")) == (
        [("age", 18)], [("age", 19)], [("age", 18)])  # fmt: skip
    assert sorted(variants(fund, TODAY)) == ["", "KR"]


def test_a_reading_that_does_not_decide_is_kept_and_not_asked():
    fund = a_programme(rules={"views": {"measure": "views_30d", "op": "gte", "value": 10_000}})
    a_version(fund, "views", {"measure": "views_30d", "op": "gte", "value": 2_500}, reading="b", is_deciding=False)
    assert codes(fund) == [("views", 10_000)]


def test_an_opening_ends_for_one_country_and_goes_on_for_another():
    fund = a_programme(rules={"followers": FOLLOWERS})
    an_opening(fund, "FR", closes_on=D(2023, 12, 16))
    an_opening(fund, "IT")
    assert outcome(fund, D(2023, 12, 15), followers=10_000, country="FR") is Outcome.PASS
    assert outcome(fund, D(2023, 12, 16), followers=10_000, country="FR") is Outcome.CLOSED
    assert outcome(fund, D(2023, 12, 16), followers=10_000, country="IT") is Outcome.PASS
    assert outcome(fund, TODAY, followers=10_000, country="PT") is Outcome.FAIL
    assert outcome(fund, TODAY, followers=10_000) is Outcome.UNKNOWN


def test_a_programme_that_is_over_everywhere_is_closed_for_everybody():
    fund = a_programme(rules={"followers": FOLLOWERS})
    an_opening(fund, "US", opens_on=D(2021, 6, 1), closes_on=D(2022, 8, 31))
    assert outcome(fund, D(2021, 5, 31), followers=10_000, country="PT") is Outcome.NOT_YET_OPEN
    assert outcome(fund, D(2022, 8, 30), followers=10_000, country="US") is Outcome.PASS
    assert outcome(fund, D(2022, 8, 31), followers=10_000) is Outcome.CLOSED


def test_of_two_openings_the_one_that_covers_the_day_counts_then_the_next_then_the_last():
    fund = a_programme(rules={})
    an_opening(fund, opens_on=D(2025, 1, 1), closes_on=D(2025, 2, 1))
    an_opening(fund, opens_on=D(2026, 1, 1), closes_on=D(2026, 2, 1))
    found = [outcome(fund, day) for day in (D(2024, 6, 1), D(2025, 1, 1), D(2025, 6, 1), D(2026, 1, 31), D(2026, 2, 1))]
    assert found == [Outcome.NOT_YET_OPEN, Outcome.PASS, Outcome.NOT_YET_OPEN, Outcome.PASS, Outcome.CLOSED]


def test_members_of_a_group_have_codes_of_their_own():
    either = {"any": [FOLLOWERS, {"measure": "is_public", "op": "eq", "value": True}]}
    assert [code for code, _needed in codes(a_programme(rules={"entry": either}))] == ["entry.1", "entry.2"]


def test_two_versions_of_one_rule_never_overlap():
    fund = a_programme()
    a_version(fund, "followers", FOLLOWERS, valid_to=D(2026, 3, 2))
    with pytest.raises(IntegrityError), transaction.atomic():
        a_version(fund, "followers", FOLLOWERS, valid_from=D(2026, 3, 1))
    with pytest.raises(IntegrityError), transaction.atomic():
        a_version(fund, "followers", FOLLOWERS, reading="b", valid_from=D(2026, 3, 1))
    a_version(fund, "followers", FOLLOWERS, valid_from=D(2026, 3, 2))
    assert RuleVersion.objects.count() == 2


@pytest.mark.parametrize(
    ("field", "value"), [("body", {"measure": "followers", "op": "gte", "value": 1}), ("valid_from", D(2020, 1, 1)),
                         ("valid_to", D(2026, 3, 1)), ("is_deciding", False), ("decided_on", None)]
)  # fmt: skip
def test_a_version_that_decided_something_does_not_change(field: str, value: object):
    version = a_version(a_programme(), "followers", FOLLOWERS, decided_on=D(2026, 3, 1))
    with pytest.raises(DatabaseError, match=r"decided something"), transaction.atomic():
        RuleVersion.objects.filter(pk=version.pk).update(**{field: value})
    with pytest.raises(DatabaseError, match="stays"), transaction.atomic():
        version.delete()
    RuleVersion.objects.filter(pk=version.pk).update(valid_to=D(2026, 3, 2))
    version.refresh_from_db()
    assert (version.body, version.valid_to) == (FOLLOWERS, D(2026, 3, 2))


def test_a_version_that_decided_nothing_may_still_be_put_right():
    version = a_version(a_programme(), "followers", FOLLOWERS, valid_from=D(2027, 1, 1))
    RuleVersion.objects.filter(pk=version.pk).update(valid_from=D(2027, 2, 1))
    version.delete()
    assert RuleVersion.objects.count() == 0


def test_all_rule_sets_come_in_a_fixed_number_of_queries(django_assert_num_queries):
    general = a_programme("platform", kind=Kind.GENERAL, rules={"age": AGE})
    for number in range(3):
        an_opening(a_programme(f"fund-{number}", inherits=general, rules={"followers": FOLLOWERS}), "FR")
    with django_assert_num_queries(7):
        for programme in with_rules(Programme.objects.listed()):
            assert len(variants(programme, TODAY)) == 2
