"""Programmes through the API: lists, rules of any day, what changed, checks, and one's own standings."""

import datetime

import pytest

from creators.models import Creator
from marketplace.eligibility import RuleSet
from marketplace.programmes.enums import Cause, Kind, ProgrammeState, Space
from marketplace.programmes.models import RuleSetRecord, StandingChange
from marketplace.taxonomy.models import Platform
from tests.factories.accounts import PersonFactory, local_today
from tests.factories.brands import MemberFactory
from tests.factories.creators import ChannelFactory, CreatorFactory, MeasurementFactory
from tests.factories.programmes import a_programme, a_version, an_opening

pytestmark = pytest.mark.django_db
D = datetime.date
FOLLOWERS = {"measure": "followers", "op": "gte", "value": 10_000}
AT = "/api/v1/programmes"
ME = "/api/v1/creators/me/programmes"
LIST_QUERIES = 2


@pytest.fixture
def fund():
    """10,000 followers since March 2026, 5,000 before; open in France."""
    found = a_programme("fund", platform=Platform.objects.get(code="tiktok"), name_fr="Le Fonds")
    a_version(found, "followers", {**FOLLOWERS, "value": 5_000}, valid_to=D(2026, 3, 1))
    a_version(found, "followers", FOLLOWERS, valid_from=D(2026, 3, 1), source="New page", quote="at least 10,000")
    a_version(found, "followers", {**FOLLOWERS, "op": "gt"}, reading="more", is_deciding=False)
    an_opening(found, "FR", opens_on=D(2020, 1, 1))
    return found


@pytest.fixture
def creator():
    channel = ChannelFactory()
    for days, followers in ((28, 8_000), (0, 8_760)):
        day = local_today() - datetime.timedelta(days=days)
        MeasurementFactory(channel=channel, as_of=day, followers=followers)
    return channel.creator


def slugs(response):
    return [row["slug"] for row in response.json()["results"]]


def test_anybody_lists_programmes_page_by_page(anonymous, fund, django_assert_num_queries):
    for slug, more in (
        ("gifts", {"kind": Kind.GIFTS}),
        ("old", {"state": ProgrammeState.RETIRED}),
        ("draft", {"state": ProgrammeState.DRAFT}),
    ):
        a_programme(slug, **more)
    first = anonymous.get(f"{AT}?limit=2")
    assert slugs(first) == ["fund", "gifts"]
    assert slugs(anonymous.get(first.json()["next"])) == ["old"]
    assert first.json()["results"][0]["stage"] == {
        "code": "open",
        "countries": ["FR"],
        "since": "2020-01-01",
        "until": None,
    }
    with django_assert_num_queries(LIST_QUERIES):
        anonymous.get(AT)


@pytest.mark.parametrize(
    ("query", "found"),
    [("kind=gifts", ["gifts"]), ("platform=tiktok", ["fund"]), ("country=fr", ["fund", "gifts"]),
     ("country=PT", ["gifts"])],
)  # fmt: skip
def test_the_list_is_filtered(anonymous, fund, query, found):
    a_programme("gifts", kind=Kind.GIFTS)
    assert sorted(slugs(anonymous.get(f"{AT}?{query}"))) == found


def test_a_wrong_filter_is_named(anonymous):
    response = anonymous.get(f"{AT}?kind=general")
    assert (response.status_code, response.json()["errors"][0]["parameter"]) == (422, "kind")


def test_pupils_programmes_are_not_for_brands(client_of, anonymous):
    a_programme("mentoring", kind=Kind.MENTORING, space=Space.PUPILS)
    assert slugs(anonymous.get(AT)) == ["mentoring"]
    brand = client_of(MemberFactory().person)
    assert slugs(brand.get(AT)) == []
    for rest in ("", "/rules", "/changes?before=2020-01-01"):
        assert brand.get(f"{AT}/mentoring{rest}").status_code == 404


def test_one_programme_is_told_in_the_language_asked_for(anonymous, fund):
    told = anonymous.get(f"{AT}/fund", headers={"Accept-Language": "fr"}).json()
    assert told["name"] == "Le Fonds"
    [rule] = told["rules"]
    assert (rule["code"], rule["inherited_from"], [one["reading"] for one in rule["readings"]]) == (
        "followers",
        None,
        ["more"],
    )
    assert (rule["texts"][0]["body"], rule["texts"][0]["quote"]) == (FOLLOWERS, "at least 10,000")
    before = anonymous.get(f"{AT}/fund?on=2026-02-28").json()["rules"][0]["texts"][0]
    assert (before["sentence"], before["valid_to"]) == ("Followers: at least 5,000.", "2026-03-01")


def test_rules_of_a_day_are_data_and_not_sent_twice(anonymous, fund):
    first = anonymous.get(f"{AT}/fund/rules?on=2026-02-28")
    for one in first.json()["rule_sets"].values():
        assert RuleSet.parse(one["rules"]).hash == one["hash"]
    again = anonymous.get(f"{AT}/fund/rules?on=2026-02-28", headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize(
    ("address", "parameter"), [("fund?on=soon", "on"), ("fund/rules?on=2026-02-30", "on"), ("fund/changes", "before"),
                               ("fund/changes?before=2026-03-01&after=2026-03-01", "after")]
)  # fmt: skip
def test_days_that_are_none_are_named(anonymous, fund, address, parameter):
    response = anonymous.get(f"{AT}/{address}")
    assert (response.status_code, response.json()["errors"][0]["parameter"]) == (422, parameter)


def test_what_changed_between_two_days(anonymous, fund):
    told = anonymous.get(f"{AT}/fund/changes?before=2026-02-28&after=2026-03-01").json()
    [rule] = told["rules"]
    assert (rule["kind"], rule["before"], rule["after"], rule["since"]) == (
        "changed", "Followers: at least 5,000.", "Followers: at least 10,000.", "2026-03-01")  # fmt: skip
    assert told["openings"] == []
    [opened] = anonymous.get(f"{AT}/fund/changes?before=2019-12-31&after=2020-01-01").json()["openings"]
    assert (opened["kind"], opened["countries"], opened["on"]) == ("opened", ["FR"], "2020-01-01")


@pytest.mark.parametrize(
    ("facts", "on", "outcome"),
    [({"followers": 10_000, "country": "FR"}, None, "PASS"), ({"followers": 9_999, "country": "FR"}, None, "FAIL"),
     ({"followers": 5_000, "country": "FR"}, "2026-02-28", "PASS"), ({"followers": 10_000}, None, "UNKNOWN"),
     ({"followers": 10_000, "country": "FR"}, "2019-12-31", "NOT_YET_OPEN"), ({"followers": None}, None, "UNKNOWN")],
)  # fmt: skip
def test_anybody_checks_plain_facts(anonymous, fund, facts, on, outcome):
    body = {"facts": facts} | ({"on": on} if on else {})
    told = anonymous.post(f"{AT}/fund/check", body, format="json").json()
    assert told["outcome"] == outcome
    assert {one["code"] for one in told["criteria"]} == {"country", "followers"}
    followers = next(one for one in told["criteria"] if one["code"] == "followers")
    if facts.get("followers") == 9_999:
        assert (followers["observed"], followers["needed"], followers["gap"]) == (9_999, 10_000, 1)


@pytest.mark.parametrize(
    ("facts", "pointer"),
    [({"folowers": 1}, "folowers"), ({"followers": True}, "followers"), ({"followers": -1}, "followers"),
     ({"birth_date": "2026-02-30"}, "birth_date"),
     ({"posts": [{"published_on": "2026-01-01", "views": "x"}]}, "posts/0/views")],
)  # fmt: skip
def test_facts_that_cannot_be_read_are_refused_with_their_place(anonymous, fund, facts, pointer):
    response = anonymous.post(f"{AT}/fund/check", {"facts": facts}, format="json")
    assert (response.status_code, response.json()["errors"][0]["pointer"]) == (422, f"#/facts/{pointer}")


def test_ones_own_standings_tell_gap_source_and_pace(client_of, creator, fund):
    client = client_of(creator.person)
    [told] = client.get(ME).json()
    assert (told["programme"], told["outcome"], told["progress_bp"]) == ("fund", "FAIL", 8_760)
    step = next(one for one in told["criteria"] if one["code"] == "followers")
    assert (step["gap"], step["source"], step["pace"]) == (
        1_240,
        "declared",
        "At your pace of the last 30 days, about 7 weeks.",
    )
    assert client.get(f"{ME}/fund").json() == told
    Creator.objects.update(person=PersonFactory())
    assert client.get(ME).status_code == 404


def test_without_a_channel_for_it_there_is_no_standing(client_of, creator):
    a_programme("youtube", platform=Platform.objects.get(code="youtube"), rules={"followers": FOLLOWERS})
    client = client_of(creator.person)
    assert client.get(ME).json() == []
    assert client.get(f"{ME}/youtube").status_code == 404


def test_what_if_changes_nothing(client_of, creator, fund):
    client = client_of(creator.person)
    [told] = client.post(f"{ME}/what-if", {"facts": {"followers": 10_000}}, format="json").json()
    assert told == {"programme": "fund", "now": "FAIL", "then": "PASS", "opens": True, "missing": []}
    assert client.get(f"{ME}/fund").json()["outcome"] == "FAIL"
    refused = client.post(f"{ME}/what-if", {"facts": {"follower": 1}}, format="json")
    assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, "#/facts/follower")


def test_the_history_is_ones_own_page_by_page(client_of, creator, fund):
    record = RuleSetRecord.objects.create(hash="h", body={"all": []})
    same = {"programme": fund, "rule_set": record, "as_of": D(2026, 3, 1), "cause": Cause.FACTS}
    for one, outcomes in ((creator, (1, 0, 3)), (CreatorFactory(), (3,))):
        for before, outcome in zip((None, *outcomes), outcomes, strict=False):
            told = {"outcome": outcome, "shown_outcome": outcome, "from_outcome": before}
            StandingChange.objects.create(creator=one, **told, **same)
    client = client_of(creator.person)
    first = client.get(f"{ME}/fund/history?limit=2").json()
    assert [(row["before"], row["shown"]) for row in first["results"]] == [("FAIL", "PASS"), ("UNKNOWN", "FAIL")]
    assert [row["before"] for row in client.get(first["next"]).json()["results"]] == [None]
