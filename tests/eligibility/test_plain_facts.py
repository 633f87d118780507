"""Facts as plain data: every documented name is read, and every mistake is found where it is."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.utils.translation import override

from marketplace.core.errors import DomainError
from marketplace.eligibility import Fact, FactsError, Post, RuleSet, explain, read_facts
from marketplace.eligibility.plain import names

TODAY = date(2026, 11, 22)
POST = {
    "published_on": "2026-11-01",
    "views": 2_500,
    "has_text": True,
    "is_sponsored": False,
    "is_boosted": False,
    "has_foreign_watermark": False,
    "has_copyrighted_content": False,
    "is_duet_or_stitch": False,
    "duration_s": 61,
}
PLAIN = {
    "followers": 10_000,
    "views_30d": 3_000_000_000,
    "country": "FR",
    "home_country": "BE",
    "parental_consent": True,
    "community_standing": "good",
    "account_age_days": 30,
    "is_public": True,
    "is_business": False,
    "is_political": False,
    "can_go_live": True,
    "invited": True,
    "seats_taken": 24,
    "audience_country_bp:FR": 3_000,
    "rate_minor:story:EUR": 250_00,
    "city": "Saint-Étienne",
    "posts_30d": 7,
}


def refused(data: Any) -> tuple[str, str]:
    with override("en"), pytest.raises(FactsError) as caught:
        read_facts(data, TODAY)
    return caught.value.path, caught.value.message


def test_plain_values_are_facts_of_the_day_that_is_asked():
    facts = read_facts(PLAIN, TODAY)
    assert facts == {name: Fact(value, TODAY, "declared") for name, value in PLAIN.items()}


def test_days_sets_and_posts_are_read():
    data = {"birth_date": "2004-02-29", "profile_fields": ["photo", "photo"], "memberships": [], "posts": [POST]}
    facts = read_facts(data, TODAY)
    assert facts["birth_date"].value == date(2004, 2, 29)
    assert facts["profile_fields"].value == frozenset({"photo"})
    assert facts["memberships"].value == frozenset()
    post = facts["posts"].value[0]
    assert post == Post(date(2026, 11, 1), 2_500, True, False, False, False, False, False, 61)


def test_null_is_what_is_not_known():
    assert read_facts({"followers": None, "posts": None, "birth_date": None}, TODAY) == {}
    assert read_facts({"posts": [{**dict.fromkeys(POST), "published_on": "2026-11-01"}]}, TODAY)["posts"].value == (
        Post(date(2026, 11, 1)),
    )


def test_the_country_of_the_channel_stands_for_the_residence_unless_that_is_said():
    assert read_facts({"country": "FR"}, TODAY)["home_country"].value == "FR"
    assert read_facts({"country": "FR", "home_country": "BE"}, TODAY)["home_country"].value == "BE"


def test_posts_of_thirty_complete_days_are_counted_unless_their_number_is_said():
    days = ["2026-11-22", "2026-11-21", "2026-10-23", "2026-10-22", "2026-11-23"]
    posts = [{"published_on": day} for day in days]
    assert read_facts({"posts": posts}, TODAY)["posts_30d"].value == 2
    assert read_facts({"posts": [], "posts_30d": 9}, TODAY)["posts_30d"].value == 9


@pytest.mark.parametrize(
    ("data", "path", "words"),
    [
        ([], "", "object of names"),
        ({"folowers": 1}, "folowers", "Did you mean “followers”?"),
        ({"Followers": 1}, "Followers", "Did you mean “followers”?"),
        ({"age": 19}, "age", "Did you mean “age_years”?"),
        ({"standing": "good"}, "standing", "Did you mean “community_standing”?"),
        ({"country": "fr"}, "country", "“fr” is not known here. Did you mean “FR”?"),
        ({"audience_contry_bp:FR": 1}, "audience_contry_bp:FR", "Did you mean “audience_country_bp:”?"),
        ({"audience_country_bp:France": 1}, "audience_country_bp:France", "audience_country_bp:"),
        ({"religion": "x"}, "religion", "“religion” is not known here."),
        ({"followers": "10"}, "followers", 'whole number is expected here, not "10".'),
        ({"followers": 10.0}, "followers", "whole number"),
        ({"followers": True}, "followers", "whole number is expected here, not true."),
        ({"followers": -1}, "followers", "negative"),
        ({"followers": 2**63}, "followers", "too large"),
        ({"audience_country_bp:FR": 10_001}, "audience_country_bp:FR", "100 %"),
        ({"is_public": 1}, "is_public", "true or false"),
        ({"community_standing": "fine"}, "community_standing", "One of good, restricted, banned"),
        ({"country": "France"}, "country", "France is not a value"),
        ({"languages": "fr"}, "languages", "A list"),
        ({"profile_fields": ["photo", "beard"]}, "profile_fields[1]", "not beard"),
        ({"birth_date": "2026-02-30"}, "birth_date", "not a day"),
        ({"birth_date": 2004}, "birth_date", "not a day"),
        ({"birth_date": "2026-11-23"}, "birth_date", "not born yet"),
        ({"posts": {}}, "posts", "list of posts"),
        ({"posts": [1]}, "posts[0]", "A post is an object"),
        ({"posts": [POST, {}]}, "posts[1].published_on", "on which day"),
        ({"posts": [POST, POST, {**POST, "views": -1}]}, "posts[2].views", "negative"),
        ({"posts": [{**POST, "has_text": 1}]}, "posts[0].has_text", "true or false"),
        ({"posts": [{**POST, "published_on": None}]}, "posts[0].published_on", "not a day"),
        ({"posts": [{**POST, "vews": 1}]}, "posts[0].vews", "Did you mean “views”?"),
    ],
)
def test_a_mistake_is_found_where_it_is(data: Any, path: str, words: str):
    found, message = refused(data)
    assert found == path
    assert words in message


def test_a_mistake_is_an_invalid_input_to_every_door():
    with pytest.raises(DomainError) as caught:
        read_facts({"followers": -1}, TODAY)
    assert (caught.value.status, list(caught.value.errors)) == (422, ["followers"])


def test_the_names_are_those_the_documentation_lists():
    text = Path("docs/eligibility.md").read_text(encoding="utf-8")
    assert [name for name in names() if f"`{name.removesuffix(':')}" not in text] == []


def test_what_is_read_can_be_judged():
    rules = RuleSet.parse({"measure": "age_years", "op": "gte", "value": 18})
    assert explain(rules, read_facts({"birth_date": "2008-11-22"}, TODAY), TODAY).outcome.name == "PASS"
    assert explain(rules, read_facts({"birth_date": "2008-11-23"}, TODAY), TODAY).outcome.name == "FAIL"
