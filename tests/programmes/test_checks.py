"""Check yourself: a visitor's facts against the rules; nothing stored, nothing typed lost."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from marketplace.eligibility import Outcome
from marketplace.programmes.forms.checks import CheckForm
from marketplace.programmes.queries.checks import rule_sets_of
from marketplace.taxonomy.models import Platform
from tests.factories.programmes import a_programme, an_opening
from tests.programmes.test_pages import words

pytestmark = pytest.mark.django_db
D = datetime.date
TODAY = D(2026, 11, 22)
FOLLOWERS = {"measure": "followers", "op": "gte", "value": 10_000}
AGE = {"measure": "age_years", "op": "gte", "value": 18,
       "exemption": {"measure": "parental_consent", "op": "eq", "value": True, "grants": "REVIEW"}}  # fmt: skip
RULES = {
    "followers": FOLLOWERS,
    "age": AGE,
    "public": {"measure": "is_public", "op": "eq", "value": True},
    "standing": {"measure": "community_standing", "op": "eq", "value": "good"},
    "filled": {"measure": "profile_fields", "op": "has", "value": ["photo", "rates"]},
    "share": {"measure": "audience_country_bp:FR", "op": "gte", "value": 3_000},
    "seats": {"measure": "seats_taken", "op": "lt", "value": 25, "informational": True},
}
GOOD = {"followers": "10 000", "age_years": "18", "is_public": "yes", "community_standing": "good",
        "profile_fields": ["photo", "rates"], "audience_country_bp-FR": "30"}  # fmt: skip


@pytest.fixture
def fund():
    return a_programme("fund", platform=Platform.objects.get(code="tiktok"), rules=RULES)


def answer(client, said, status=200, address="/programmes/fund/check/"):
    page = client.post(address, said)
    assert page.status_code == status
    return page


def test_the_form_asks_what_the_rules_ask_and_nothing_else(fund):
    form = CheckForm(rule_sets=rule_sets_of([fund], TODAY))
    assert list(form.fields) == ["followers", "audience_country_bp-FR", "community_standing", "is_public", "age_years",
                                 "parental_consent", "profile_fields"]  # fmt: skip
    assert not any(field.required for field in form.fields.values())


@pytest.mark.parametrize(
    ("said", "outcome"),
    [({}, Outcome.PASS), ({"followers": "9,999"}, Outcome.FAIL), ({"followers": "10,001"}, Outcome.PASS),
     ({"followers": ""}, Outcome.UNKNOWN), ({"followers": "0"}, Outcome.FAIL), ({"age_years": "17"}, Outcome.FAIL),
     ({"age_years": "17", "parental_consent": "yes"}, Outcome.REVIEW), ({"is_public": "no"}, Outcome.FAIL),
     ({"profile_fields": ["-"]}, Outcome.FAIL), ({"profile_fields": []}, Outcome.UNKNOWN),
     ({"audience_country_bp-FR": "29.99"}, Outcome.FAIL), ({"community_standing": "banned"}, Outcome.FAIL)],
)  # fmt: skip
def test_the_verdict_follows_the_answers(client, fund, said, outcome):
    assert answer(client, {**GOOD, **said}).context["checked"].outcome is outcome


def test_a_gap_is_shown_with_what_is_needed_and_what_to_do(client, fund):
    text = words(answer(client, {**GOOD, "followers": "8760", "is_public": ""}))
    for told in ("2 things stand in the way.", "8,760", "≥ 10,000", "1,240",
                 "Once you reach 10,000", "You left this out."):  # fmt: skip
        assert told in text


@pytest.mark.parametrize(
    ("name", "typed"),
    [("followers", "many"), ("followers", "-1"), ("followers", "9" * 25), ("age_years", "121"),
     ("is_public", "perhaps"), ("audience_country_bp-FR", "101"), ("profile_fields", "everything")],
)  # fmt: skip
def test_what_cannot_be_read_is_marked_and_all_that_was_typed_stays(client, fund, name, typed):
    page = answer(client, {**GOOD, name: typed}, status=422)
    assert page.context["checked"] is None
    assert list(page.context["form"].errors) == [name]
    html = page.content.decode()
    assert ('value="18"' in html) is (name != "age_years")
    if name in ("followers", "age_years"):
        assert f'value="{typed}"' in html


def test_nothing_is_stored(client, fund):
    with CaptureQueriesContext(connection) as queries:
        answer(client, GOOD)
    assert [query["sql"] for query in queries if not query["sql"].startswith("SELECT")] == []
    assert not client.cookies.get("sessionid")


def test_all_programmes_of_a_platform_are_checked_at_once(client, fund):
    a_programme("anywhere", rules={"followers": FOLLOWERS})
    a_programme("reach", rules={"views": {"measure": "views_30d", "op": "gte", "value": 1_000}})
    an_opening(a_programme("gone", rules={}), closes_on=D(2022, 8, 31))
    a_programme("youtube", platform=Platform.objects.get(code="youtube"), rules={"followers": FOLLOWERS})
    page = answer(client, {"platform": "tiktok", "followers": "10000", "age_years": "17"}, address="/programmes/check/")
    found = {name: [one.programme.slug for one in checked] for name, checked in page.context["groups"].items()}
    assert found == {
        "qualifies": ["anywhere"], "review": [], "not_yet": ["fund"], "unknown": ["reach"], "closed": ["gone"],
    }  # fmt: skip
    assert "invited" not in page.context["form"].fields


def test_an_unknown_platform_is_refused(client, fund):
    page = answer(client, {"platform": "nowhere", "followers": "1"}, status=422, address="/programmes/check/")
    assert page.context["groups"] is None


MINE = {"measure": "post_is_sponsored", "op": "eq", "value": False}
SEEN = {"measure": "post_views", "op": "gte", "value": 2_500}
LATELY = {"window": {"rolling_days": 30}, "where": {"all": [SEEN, MINE]}}
POSTS = {"measure": "posts_counted", "op": "gte", "value": 2, "posts": LATELY}


def posts(*rows):
    """A filled form of posts, each (days ago, views, sponsored)."""
    today = timezone.localdate()
    found = {"posts-TOTAL_FORMS": str(len(rows)), "posts-INITIAL_FORMS": "0"}
    for place, (ago, views, sponsored) in enumerate(rows):
        day = "" if ago is None else (today - datetime.timedelta(days=ago)).isoformat()
        told = {"published_on": day, "views": views, "is_sponsored": sponsored}
        found |= {f"posts-{place}-{name}": value for name, value in told.items()}
    return found


@pytest.mark.parametrize(
    ("rows", "outcome"),
    [([(1, "2500", "no"), (30, "2,500", "no")], Outcome.PASS), ([(1, "2500", "no"), (31, "2500", "no")], Outcome.FAIL),
     ([(1, "2500", "no"), (2, "2499", "no")], Outcome.FAIL), ([(1, "2500", "no"), (2, "2500", "yes")], Outcome.FAIL),
     ([(1, "2500", "no"), (2, "2500", "")], Outcome.UNKNOWN), ([(None, "", "")], Outcome.UNKNOWN)],
)  # fmt: skip
def test_posts_are_told_a_row_each(client, rows, outcome):
    a_programme("fund", rules={"posts": POSTS})
    page = answer(client, posts(*rows))
    assert page.context["checked"].outcome is outcome


def test_a_post_without_a_day_is_marked_and_kept(client):
    a_programme("fund", rules={"posts": POSTS})
    page = answer(client, posts((None, "2500", "no"), (1, "many", "")), status=422)
    assert [row.errors.keys() for row in page.context["form"].posts] == [{"published_on"}, {"views"}]
    assert 'value="2500"' in page.content.decode()


def test_more_rows_keep_what_was_typed_and_judge_nothing(client):
    a_programme("fund", rules={"posts": POSTS})
    page = answer(client, {**posts((1, "2500", "no"), (None, "", "")), "do": "more-posts"})
    assert page.context["checked"] is None
    assert len(page.context["form"].posts.forms) == 5
    assert 'value="2500"' in page.content.decode()
    answer(client, {"posts-TOTAL_FORMS": "x", "do": "more-posts"})
    assert len(answer(client, {**posts(*[(None, "", "")] * 40), "do": "more-posts"}).context["form"].posts.forms) == 40
