"""The rules as JSON: whole, of any day, and not sent twice."""

import datetime

import pytest

from marketplace.eligibility import RuleSet
from marketplace.programmes.enums import Kind
from tests.factories.programmes import a_programme, a_version, an_opening

pytestmark = pytest.mark.django_db
D = datetime.date
FOLLOWERS = {"measure": "followers", "op": "gte", "value": 10_000}


@pytest.fixture
def fund():
    general = a_programme(
        "platform", kind=Kind.GENERAL, rules={"age": {"measure": "age_years", "op": "gte", "value": 18}}
    )
    found = a_programme("fund", inherits=general)
    a_version(found, "followers", FOLLOWERS, valid_from=D(2026, 3, 1), source="New page", quote="at least 10,000",
              leave_body={**FOLLOWERS, "value": 8_000}, grace_days=7)  # fmt: skip
    an_opening(found, "FR", opens_on=D(2020, 1, 1))
    return found


def test_the_rule_sets_can_be_read_back_with_their_hash(client, fund):
    told = client.get("/programmes/fund/rules.json?on=2026-03-01").json()
    assert (told["programme"], told["inherits"], told["on"], told["stage"]) == (
        "fund",
        "platform",
        "2026-03-01",
        "open",
    )
    assert sorted(told["rule_sets"]) == ["", "FR"]
    for one in told["rule_sets"].values():
        assert RuleSet.parse(one["rules"]).hash == one["hash"]
    assert [rule["code"] for rule in told["rule_sets"]["FR"]["rules"]["all"]] == ["country", "age", "followers"]
    assert told["openings"] == [
        {"country": "FR", "opens_on": "2020-01-01", "closes_on": None, "source": "", "url": "", "quote": ""}
    ]
    text = next(text for text in told["texts"] if text["rule"] == "followers")
    assert (text["body"], text["valid_from"], text["quote"]) == (FOLLOWERS, "2026-03-01", "at least 10,000")
    assert (text["leave_body"], text["grace_days"]) == ({**FOLLOWERS, "value": 8_000}, 7)


def test_another_day_has_other_rules(client, fund):
    told = client.get("/programmes/fund/rules.json?on=2026-02-28").json()
    assert [rule["code"] for rule in told["rule_sets"][""]["rules"]["all"]] == ["country", "age"]
    assert client.get("/programmes/fund/rules.json?on=soon").status_code == 422


def test_all_rules_come_at_once_and_are_not_sent_twice(client, fund):
    a_programme("other")
    first = client.get("/programmes/rules.json")
    assert [one["programme"] for one in first.json()["programmes"]] == ["fund", "other"]
    again = client.get("/programmes/rules.json", headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    a_version(fund, "public", {"measure": "is_public", "op": "eq", "value": True})
    assert client.get("/programmes/rules.json", headers={"if-none-match": first["ETag"]}).status_code == 200
