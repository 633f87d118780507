"""Criteria over posts: which days, which posts, and what is not known of some of them."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils.translation import override

from marketplace.eligibility import CriterionResult, Fact, FactError, Post, RuleError, RuleSet, Voice, explain
from marketplace.eligibility.describe import describe
from marketplace.eligibility.of_posts import weeks

TODAY = date(2026, 11, 22)
SEEN = {"measure": "post_views", "op": "gte", "value": 2_500}
OWN = {"measure": "post_is_sponsored", "op": "eq", "value": False}
THREE = {"measure": "posts_counted", "op": "gte", "value": 3, "posts": {"window": {"rolling_days": 30}}}


def ago(days: int, views: int | None = 9_000, **more: Any) -> Post:
    return Post(TODAY - timedelta(days), views, **more)


def judged(
    rule: dict[str, Any], *posts: Post, on: date = TODAY, read: date | None = TODAY, voice: Voice = Voice.CREATOR
) -> CriterionResult:
    return explain(RuleSet.parse(rule), {"posts": Fact(posts, read, "api")}, on, "en", voice).criteria[0]


def counting(where: Any = None, **window: Any) -> dict[str, Any]:
    posts = {name: part for name, part in (("window", window), ("where", where)) if part}
    return {**THREE, "value": 1, "posts": posts}


@pytest.mark.parametrize(("days", "outcome"), [(0, "FAIL"), (1, "PASS"), (30, "PASS"), (31, "FAIL"), (-1, "FAIL")])
def test_thirty_days_are_complete_days_and_today_is_not(days: int, outcome: str):
    assert judged(counting(rolling_days=30), ago(days)).outcome.name == outcome


@pytest.mark.parametrize(
    ("unit", "day", "last_out"),
    [
        ("week", date(2026, 11, 22), date(2026, 11, 15)),
        ("month", date(2026, 11, 22), date(2026, 10, 31)),
        ("year", date(2026, 11, 22), date(2025, 12, 31)),
        ("month", date(2024, 3, 1), date(2024, 2, 29)),
        ("week", date(2026, 11, 23), date(2026, 11, 22)),
    ],
)
def test_a_calendar_window_begins_with_the_week_the_month_or_the_year(unit: str, day: date, last_out: date):
    rule = counting(calendar=unit)
    first_in = Post(last_out + timedelta(1))
    assert judged(rule, Post(last_out), on=day, read=day).outcome.name == "FAIL"
    expected = "PASS" if first_in.published_on < day else "FAIL"
    assert judged(rule, first_in, on=day, read=day).outcome.name == expected


def test_thirty_days_reach_over_29_february():
    leap, common = date(2024, 3, 30), date(2025, 3, 30)
    assert judged(counting(rolling_days=30), Post(date(2024, 2, 29)), on=leap, read=leap).outcome.name == "PASS"
    assert judged(counting(rolling_days=30), Post(date(2024, 2, 28)), on=leap, read=leap).outcome.name == "FAIL"
    assert judged(counting(rolling_days=30), Post(date(2025, 2, 28)), on=common, read=common).outcome.name == "PASS"


@pytest.mark.parametrize(("views", "outcome"), [(2_499, "FAIL"), (2_500, "PASS"), (None, "UNKNOWN")])
def test_a_post_counts_from_its_threshold_and_what_is_not_known_may_count(views: int | None, outcome: str):
    assert judged(counting(SEEN), ago(1, views)).outcome.name == outcome


def test_what_may_count_decides_only_where_it_can_change_the_answer():
    rule = {**THREE, "posts": {"where": {"all": [SEEN, OWN]}}}
    sure, unsure = ago(1, is_sponsored=False), ago(2, None, is_sponsored=False)
    assert judged(rule, sure, sure, sure, unsure).outcome.name == "PASS"
    open_ended = judged(rule, sure, sure, unsure)
    assert (open_ended.outcome.name, open_ended.observed, open_ended.high, open_ended.gap) == ("UNKNOWN", 2, 3, None)
    short = judged(rule, sure, unsure)
    assert (short.outcome.name, short.observed, short.high, short.gap) == ("FAIL", 1, 2, 2)


@pytest.mark.parametrize(
    ("measure", "views", "low", "high"),
    [
        ("posts_views", [2_999_999_999, 1], 3_000_000_000, None),
        ("posts_views", [2**63 - 1, 2**63 - 1], 2**63 - 1, None),
        ("posts_views", [5, None], 5, 2**63 - 1),
        ("posts_views", [], 0, None),
        ("posts_best_views", [7, 3_000_000_000], 3_000_000_000, None),
        ("posts_best_views", [7, None], 7, 2**63 - 1),
    ],
)
def test_sums_and_bests_are_exact_and_stop_at_63_bits(
    measure: str, views: list[int | None], low: int, high: int | None
):
    rule = {"measure": measure, "op": "gte", "value": 3_000_000_000, "posts": {}}
    found = judged(rule, *(ago(1, number) for number in views))
    assert (found.observed, found.high) == (low, high)
    assert found.outcome.name == ("PASS" if low >= 3_000_000_000 else "UNKNOWN" if high else "FAIL")


def test_posts_that_are_not_known_or_were_read_too_long_ago_decide_nothing():
    rules = RuleSet.parse(THREE)
    assert explain(rules, {}, TODAY).outcome.name == "UNKNOWN"
    fresh, old = TODAY - timedelta(7), TODAY - timedelta(8)
    assert judged(THREE, read=fresh).outcome.name == "FAIL"
    assert judged(THREE, read=old).outcome.name == "UNKNOWN"
    assert judged(THREE, read=None).outcome.name == "UNKNOWN"


def test_an_exemption_may_speak_of_posts():
    rule = {"measure": "is_public", "op": "eq", "value": True, "exemption": {**THREE, "grants": "EXEMPT"}}
    facts = {"is_public": Fact(False), "posts": Fact((ago(1),) * 3, TODAY)}
    assert explain(RuleSet.parse(rule), facts, TODAY).criteria[0].outcome.name == "EXEMPT"


def test_posts_are_posts():
    with pytest.raises(FactError, match="tuple of posts"):
        explain(RuleSet.parse(THREE), {"posts": Fact([ago(1)], TODAY)}, TODAY)


@pytest.mark.parametrize(
    "wrong",
    [
        {"views": -1},
        {"views": 2**63},
        {"views": 1.5},
        {"views": True},
        {"has_text": 1},
        {"published_on": "2026-11-01"},
    ],
)
def test_no_post_has_what_no_post_can_have(wrong: dict[str, Any]):
    with pytest.raises((TypeError, ValueError)):
        Post(**{"published_on": TODAY, **wrong})


CADENCE = {"measure": "posts_counted", "op": "cadence", "value": [2, 3], "posts": {"where": OWN}}


def pace(*counts: int, unknown_in: int | None = None) -> CriterionResult:
    """So many posts in each week, the latest first, on the first and last day of that week."""
    days = [week * 7 + (1, 7)[place % 2] for week, count in enumerate(counts) for place in range(count)]
    posts = [ago(day, is_sponsored=False) for day in days]
    if unknown_in is not None:
        posts.append(ago(unknown_in * 7 + 3))
    return judged(CADENCE, *posts)


def test_a_pace_is_kept_in_every_one_of_the_last_complete_weeks():
    assert (pace(2, 2, 2).outcome.name, pace(2, 2, 2).observed, pace(2, 2, 2).gap) == ("PASS", 3, 0)
    behind = pace(2, 1, 9, 9)
    assert (behind.outcome.name, behind.observed, behind.needed, behind.gap) == ("FAIL", 2, 3, 1)
    assert pace(2, 1, 2, unknown_in=1).outcome.name == "UNKNOWN"
    assert pace(2, 0, 2, unknown_in=1).outcome.name == "FAIL"


def test_the_weakest_week_says_how_far_behind_it_is():
    condition = RuleSet.parse(CADENCE).criteria[0].condition
    found = weeks(condition, [ago(1, is_sponsored=False), ago(8, is_sponsored=False), ago(9)], TODAY)
    assert [(week.low, week.high, week.behind_by) for week in found] == [(1, 1, 1), (1, 2, 1), (0, 0, 2)]
    assert (found[0].first_day, found[0].last_day) == (date(2026, 11, 15), date(2026, 11, 21))
    assert max(found, key=lambda week: week.behind_by).last_day == date(2026, 11, 7)


@pytest.mark.parametrize(
    ("rule", "posts", "message", "fix"),
    [
        (THREE, 2, "2 of your posts in the last 30 days count; 3 are needed.", "Publish 1 more post that counts."),
        (THREE, 1, "1 of your posts in the last 30 days counts; 3 are needed.", "Publish 2 more posts that count."),
        (THREE, 3, "3 of your posts in the last 30 days count; 3 are needed.", ""),
        (
            {**THREE, "measure": "posts_views", "value": 100_000, "posts": {"window": {"calendar": "month"}}},
            2,
            "18,000 views of your posts since the first of the month count; 100,000 are needed.",
            "Once your posts have the views, add them here.",
        ),
        (
            {**THREE, "measure": "posts_best_views", "op": "lte", "value": 10, "posts": {}},
            1,
            "Your best post so far has 9,000 views; at most 10 accepted.",
            "",
        ),
        (
            {"measure": "posts_counted", "op": "cadence", "value": [1, 4], "posts": {}},
            1,
            "The pace was kept in 1 of the last 4 weeks."
            " In each of the last 4 complete weeks: at least 1 post that counts.",
            "Publish at least 1 post that counts every week.",
        ),
    ],
)
def test_the_creator_reads_what_counts_and_what_is_needed(rule: dict[str, Any], posts: int, message: str, fix: str):
    found = judged(rule, *[ago(2)] * posts)
    assert (found.message, found.fix) == (message, fix)


def test_what_is_not_known_is_said_as_between():
    rule = {**THREE, "posts": {"where": SEEN}}
    found = judged(rule, ago(1), ago(1, None), ago(1, None))
    assert found.message == (
        "Between 1 and 3 posts so far count, depending on what is not known of them; 3 are needed."
    )
    assert found.fix == "Complete what is said of your posts: something that decides is missing."
    assert judged(THREE, ago(2), voice=Voice.NEUTRAL).message == "1 post in the last 30 days counts; 3 are needed."
    unknown = explain(RuleSet.parse(THREE), {}, TODAY, "en", Voice.CREATOR).criteria[0]
    assert unknown.message == "The posts are not known. Posts that count in the last 30 days: at least 3."


def test_a_rule_over_posts_can_be_read_before_anybody_is_measured():
    where = {"any": [{"all": [SEEN, OWN]}, {"measure": "post_duration_s", "op": "lt", "value": 61}]}
    rule = RuleSet.parse({**THREE, "posts": {"window": {"rolling_days": 30}, "where": where}}).criteria[0]
    with override("en"):
        assert describe(rule) == (
            "Posts that count in the last 30 days: at least 3."
            " A post counts if: (it is not sponsored and views: at least 2,500) or duration: at most 60 seconds."
        )
        assert describe(RuleSet.parse(CADENCE).criteria[0]) == (
            "In each of the last 3 complete weeks: at least 2 posts that count. A post counts if: it is not sponsored."
        )


@pytest.mark.parametrize(
    ("change", "path", "words"),
    [
        ({"posts": None}, "all[0].posts", "which posts count"),
        ({"posts": 30}, "all[0].posts", "expected here"),
        ({"posts": {"were": {}}}, "all[0].posts.were", "Did you mean “where”?"),
        ({"posts": {"window": {"rolling_days": 0}}}, "all[0].posts.window.rolling_days", "from 1 to 3650"),
        ({"posts": {"window": {"rolling_days": True}}}, "all[0].posts.window.rolling_days", "whole number"),
        ({"posts": {"window": {"calendar": "day"}}}, "all[0].posts.window.calendar", "a week, a month or a year"),
        ({"posts": {"window": {}}}, "all[0].posts.window", "rolling_days"),
        ({"op": "in", "value": [3]}, "all[0].op", "can be compared with: gte"),
        ({"posts": {"where": {"all": [THREE]}}}, "all[0].posts.where.all[0].posts", "“posts” is not known"),
        ({"posts": {"where": {"measure": "followers", "op": "gte", "value": 1}}}, "all[0].posts.where.all[0].measure",
         "not about one post"),
        ({"posts": {"where": {"all": [{**SEEN, "code": "a"}]}}}, "all[0].posts.where.all[0].code", "not known"),
        ({"posts": {"where": {"all": [SEEN], "valid_to": "2027-01-01"}}}, "all[0].posts.where.valid_to", "not known"),
        ({"op": "cadence", "value": 3}, "all[0].value", "two whole numbers"),
        ({"op": "cadence", "value": [0, 4], "posts": {}}, "all[0].value[0]", "from 1 to 1000"),
        ({"op": "cadence", "value": [1, 105], "posts": {}}, "all[0].value[1]", "from 1 to 104"),
        ({"op": "cadence", "value": [1, 4]}, "all[0].posts.window", "leave the window out"),
        ({"measure": "followers"}, "all[0].posts", "not counted over posts"),
        ({**SEEN, "posts": None}, "all[0].measure", "about one post"),
        ({"measure": "posts_views", "op": "cadence"}, "all[0].op", "gte, gt, lte, lt, eq, between."),
    ],
)  # fmt: skip
def test_a_mistake_about_posts_is_found_where_it_is(change: dict[str, Any], path: str, words: str):
    rule = {name: value for name, value in {**THREE, **change}.items() if value is not None}
    with override("en"), pytest.raises(RuleError) as caught:
        RuleSet.parse({"all": [rule]})
    assert (caught.value.path, words in caught.value.message) == (path, True), caught.value.message


def test_meaning_alone_decides_the_hash_of_a_rule_over_posts():
    written = {**THREE, "posts": {"window": {"rolling_days": 30}, "where": {"all": [SEEN, OWN]}}}
    turned = {**THREE, "posts": {"where": {"all": [OWN, SEEN]}, "window": {"rolling_days": 30}}}
    assert RuleSet.parse(written).hash == RuleSet.parse(turned).hash
    alone, whole = {**THREE, "posts": {"where": SEEN}}, {**THREE, "posts": {"where": {"all": [SEEN]}}}
    assert RuleSet.parse(alone).hash == RuleSet.parse(whole).hash
    empty, nothing = {**THREE, "posts": {"where": {"all": []}, "window": None}}, {**THREE, "posts": {}}
    assert RuleSet.parse(empty).hash == RuleSet.parse(nothing).hash != RuleSet.parse(written).hash
    rules = RuleSet.parse(written)
    assert RuleSet.parse(rules.as_json()) == rules
