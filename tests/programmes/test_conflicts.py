"""What a post for a brand would cost: exactly what the rules of the programmes refuse about it."""

import datetime

import pytest

from marketplace.eligibility.plain import read_facts
from marketplace.eligibility.posts import Post
from marketplace.programmes.models import Programme
from marketplace.programmes.queries import with_rules
from marketplace.programmes.queries.conflicts import Work, conflicts_for
from marketplace.taxonomy.models import Platform
from tests.factories.programmes import a_programme, a_version, an_opening

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 11, 22)
OWN = {"measure": "post_is_sponsored", "op": "eq", "value": False}
CLEAN = {"measure": "post_has_foreign_watermark", "op": "eq", "value": False}
ENTRY = {"measure": "followers", "op": "gte", "value": 1_000}


def counting(*where):
    return {"measure": "posts_counted", "op": "gte", "value": 1,
            "posts": {"window": {"rolling_days": 30}, "where": {"all": list(where)}}}  # fmt: skip


def bonus(slug="bonus", where=(OWN, CLEAN), **more):
    return a_programme(slug, rules={"followers": ENTRY, "posts": counting(*where)}, **more)


def found(facts=None, platform="", on=TODAY, **traits):
    post = Post(published_on=on, **{"is_sponsored": True, **traits})
    programmes = with_rules(Programme.objects.listed().select_related("platform"))
    conflicts = conflicts_for(programmes, read_facts(facts or {}, on), Work(post, platform), on, "en")
    return [(one.programme.slug, one.cause_codes) for one in conflicts]


def test_a_sponsored_post_costs_what_does_not_count_sponsored_posts():
    bonus()
    a_programme("gifts", rules={"followers": ENTRY})
    assert found({"followers": 1_000}) == [("bonus", ["is_sponsored"])]
    assert found({"followers": 1_000}, is_sponsored=False) == []


def test_every_cause_is_named():
    bonus()
    assert found({"followers": 1_000}, has_foreign_watermark=True) == [
        ("bonus", ["has_foreign_watermark", "is_sponsored"])
    ]


def test_what_is_not_known_of_the_post_is_no_cause():
    bonus(where=(CLEAN,))
    assert found({"followers": 1_000}) == []


@pytest.mark.parametrize(("followers", "expected"), [(999, []), (1_000, ["bonus"]), (None, ["bonus"])])
def test_a_programme_that_is_not_theirs_costs_nothing(followers, expected):
    bonus()
    assert [slug for slug, _causes in found({"followers": followers})] == expected


def test_a_programme_that_is_closed_costs_nothing():
    fund = bonus()
    an_opening(fund, closes_on=TODAY)
    assert found({"followers": 1_000}) == []
    assert found({"followers": 1_000}, on=TODAY - datetime.timedelta(1)) == [("bonus", ["is_sponsored"])]


def test_only_the_platform_of_the_post_is_concerned():
    bonus(platform=Platform.objects.get(code="tiktok"))
    facts = {"followers": 1_000}
    assert found(facts, platform="instagram") == []
    assert [slug for slug, _causes in found(facts, platform="tiktok")] == ["bonus"]
    assert [slug for slug, _causes in found(facts)] == ["bonus"]


@pytest.mark.parametrize("posts", [[], [{"published_on": "2026-11-01", "is_sponsored": True}]])
def test_who_has_no_post_that_counts_yet_is_told_that_this_one_will_not(posts):
    bonus()
    assert found({"followers": 1_000, "posts": posts}) == [("bonus", ["is_sponsored"])]
    assert found({"followers": 999, "posts": posts}) == []


def test_one_of_several_ways_to_qualify_is_enough():
    a_programme(rules={"posts": {"any": [ENTRY, counting(OWN)]}})
    assert found() == []
    assert found({"followers": 999}) == []


def test_a_rule_that_is_over_refuses_nothing():
    fund = a_programme(rules={"followers": ENTRY})
    a_version(fund, "posts", counting(OWN), valid_to=TODAY)
    assert found({"followers": 1_000}) == []
    assert found({"followers": 1_000}, on=TODAY - datetime.timedelta(1)) == [("fund", ["is_sponsored"])]


def test_one_of_several_ways_to_count_is_enough():
    a_programme(rules={"posts": {"measure": "posts_counted", "op": "gte", "value": 1, "posts": {"where": {
        "any": [OWN, {"measure": "post_duration_s", "op": "gte", "value": 60}]}}}})  # fmt: skip
    assert found(duration_s=60) == []
    assert found(duration_s=59) == [("fund", ["duration_s", "is_sponsored"])]
    assert found() == []
