"""Matches through the API: the list, one pair explained to either side, previews, runs."""

import pytest

from brands.models import Brand, Campaign
from marketplace.activity.record import SYSTEM
from marketplace.core import jobs
from marketplace.core.models import Job
from marketplace.matching.actions import runs
from marketplace.matching.models import Match, MatchRun
from marketplace.matching.snapshot import current
from tests.factories.accounts import PersonFactory
from tests.factories.brands import BrandFactory, CampaignFactory, MemberFactory
from tests.factories.creators import CreatorFactory, published_creator

pytestmark = pytest.mark.django_db
AGE = {"measure": "age_years", "op": "gte", "value": 18}
MANY = {"measure": "followers", "op": "gte", "value": 60_000}
FEW = {"measure": "followers", "op": "gte", "value": 10_000}


@pytest.fixture
def creators():
    return [published_creator(display_name=name) for name in ("Ann", "Ben", "Cem")]


@pytest.fixture
def campaign():
    brand = BrandFactory(owner=PersonFactory(brand=True))
    return CampaignFactory(brand=brand, published=True, rules={"all": [FEW, AGE]})


@pytest.fixture
def owner(client_of, campaign):
    return client_of(campaign.brand.members.get().person)


@pytest.fixture
def _run(creators, campaign):
    runs.start(actor=SYSTEM, campaign=campaign)
    work()


def work():
    for job in Job.objects.unfinished().filter(name__startswith="matching.").order_by("pk"):
        jobs.run(job.pk)


def rule(explanation, measure):
    """The campaign's own rule on a measure: the last one, the marketplace's come first."""
    return [one for one in explanation["verdict"]["criteria"] if one["measure"] == measure][-1]


def at(campaign, rest=""):
    return f"/api/v1/campaigns/{campaign.public_id}{rest}"


@pytest.mark.usefixtures("_run")
def test_a_brand_reads_its_matches_with_parts_that_add_up(owner, campaign):
    rows = owner.get(at(campaign, "/matches")).json()["results"]
    assert [row["rank"] for row in rows] == [1, 2, 3]
    for row in rows:
        assert row["outcome"] == "PASS"
        assert sum(part["points"] for part in row["parts"]) == row["score"]
        assert sum(part["weight"] for part in row["parts"]) == 10_000


@pytest.mark.usefixtures("_run")
def test_matches_are_paged_filtered_and_sorted(owner, campaign):
    first = owner.get(at(campaign, "/matches?limit=2")).json()
    second = owner.get(first["next"]).json()
    assert [row["rank"] for row in first["results"] + second["results"]] == [1, 2, 3]
    for query, found in (("outcome=fail", 0), ("tier=nano", 0), ("platform=tiktok&country=FR", 3), ("min_score=0", 3)):
        assert len(owner.get(at(campaign, f"/matches?{query}")).json()["results"]) == found
    best = owner.get(at(campaign, "/matches?sort=score")).json()["results"]
    assert [row["score"] for row in best] == sorted((row["score"] for row in best), reverse=True)
    assert owner.get(at(campaign, "/matches?sort=money&tier=x")).status_code == 422


@pytest.mark.usefixtures("_run")
def test_both_sides_are_told_the_same_and_private_values_stay_with_the_creator(owner, client_of, campaign, creators):
    theirs = owner.get(at(campaign, f"/matches/{creators[0].public_id}")).json()
    mine = client_of(creators[0].person).get(f"/api/v1/creators/me/matches/{campaign.public_id}").json()
    same = ("outcome", "score", "parts", "campaign", "creator", "channel", "as_of")
    assert {name: theirs[name] for name in same} == {name: mine[name] for name in same}
    assert sum(part["points"] for part in theirs["parts"]) == theirs["score"]
    followers, age = rule(theirs, "followers"), rule(theirs, "age_years")
    assert (followers["observed"], followers["needed"], followers["outcome"]) == (50_000, 10_000, "PASS")
    assert (age["outcome"], age["observed"]) == ("PASS", None)
    assert rule(mine, "age_years")["observed"] is not None


@pytest.mark.usefixtures("_run")
def test_an_explanation_is_written_in_the_language_asked_for(owner, campaign, creators):
    address = at(campaign, f"/matches/{creators[0].public_id}")
    codes, languages = [], []
    for language in ("en", "fr"):
        answer = owner.get(address, headers={"Accept-Language": language})
        languages.append(answer["Content-Language"])
        codes.append([(part["code"], part["points"]) for part in answer.json()["parts"]])
    assert languages == ["en", "fr"]
    assert codes[0] == codes[1]


def test_a_rule_that_fails_says_by_how_much_and_what_would_help(client_of, campaign, creators):
    campaign.rules = {"all": [MANY]}
    campaign.save()
    mine = client_of(creators[0].person).get(f"/api/v1/creators/me/matches/{campaign.public_id}").json()
    failed = rule(mine, "followers")
    assert (mine["outcome"], failed["outcome"], failed["gap"]) == ("FAIL", "FAIL", 10_000)
    assert failed["fix"]
    assert all(change["gain"] > 0 for change in mine["changes"])


def test_a_creator_reads_the_open_campaigns_as_they_suit_them(client_of, campaign, creators):
    CampaignFactory(published=True, rules={"all": [MANY]})
    CampaignFactory()
    found = client_of(creators[0].person).get("/api/v1/creators/me/matches").json()
    assert [row["outcome"] for row in found] == ["PASS", "FAIL"]
    assert found[0]["campaign"]["public_id"] == str(campaign.public_id)
    assert len(client_of(creators[0].person).get("/api/v1/creators/me/matches?limit=1").json()) == 1
    assert client_of(CreatorFactory().person).get("/api/v1/creators/me/matches").json() == []
    assert client_of(PersonFactory()).get("/api/v1/creators/me/matches").status_code == 404


def test_rules_are_tried_before_they_are_saved(owner, campaign, creators):
    now = owner.post(at(campaign, "/rules-preview")).json()
    assert (now["creators"], now["qualified"], set(now["counts"].values())) == (3, None, {None})
    for _more in range(2):
        published_creator()
    current.forget()
    now = owner.post(at(campaign, "/rules-preview")).json()
    assert (now["creators"], now["qualified"]) == (5, 5)
    tried = owner.post(at(campaign, "/rules-preview"), {"rules": {"all": [MANY]}}).json()
    # How many fail would tell how few qualify.
    assert (tried["qualified"], tried["counts"]["fail"]) == (None, None)
    removed = tried["rules"]["rule:r1"]
    assert (removed["alone"], removed["share_bp"], set(removed["by_tier"].values())) == (5, None, {None, 5})
    assert {effect["alone"] for code, effect in tried["rules"].items() if code != "rule:r1"} == {None}
    assert Campaign.objects.get(pk=campaign.pk).rules == campaign.rules


@pytest.mark.parametrize("rules", [{"all": 1}, {"all": [{"measure": "religion", "op": "eq", "value": 1}]}, [], "x"])
def test_rules_that_are_none_are_refused(owner, campaign, rules):
    refused = owner.post(at(campaign, "/rules-preview"), {"rules": rules})
    assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, "#/rules")


def test_a_run_is_started_and_watched(owner, campaign, creators):
    started = owner.post(at(campaign, "/match-runs"))
    assert (started.status_code, started.json()["state"]) == (202, "waiting")
    assert owner.post(at(campaign, "/match-runs")).json()["public_id"] == started.json()["public_id"]
    assert owner.get(at(campaign, "/results")).status_code == 404
    work()
    done = owner.get(started["Location"]).json()
    assert (done["state"], done["percent"], done["done"]) == ("done", 100, 3)
    assert [row["state"] for row in owner.get(at(campaign, "/match-runs")).json()["results"]] == ["done"]
    counts = owner.get(at(campaign, "/results")).json()
    assert (counts["qualified"], counts["campaign_version"]) == (3, campaign.version)


def test_only_a_published_campaign_is_run_and_only_by_those_who_lead(client_of, campaign, owner):
    draft = CampaignFactory(brand=campaign.brand)
    assert owner.post(at(draft, "/match-runs")).json()["code"] == "not-published"
    viewer = client_of(MemberFactory(brand=campaign.brand, role="viewer").person)
    assert viewer.post(at(campaign, "/match-runs")).status_code == 403
    assert MatchRun.objects.count() == 0


@pytest.mark.usefixtures("_run")
def test_nobody_else_learns_who_suits_a_campaign(client_of, anonymous, campaign, creators):
    run = MatchRun.objects.get()
    other = BrandFactory(owner=PersonFactory(brand=True)).members.get().person
    addresses = ["/matches", f"/matches/{creators[0].public_id}", "/results", "/match-runs"]
    for address in [at(campaign, rest) for rest in addresses] + [f"/api/v1/match-runs/{run.public_id}"]:
        assert anonymous.get(address).status_code == 401
        for person in (other, creators[0].person):
            assert client_of(person).get(address).status_code == 404
    for rest in ("/rules-preview", "/match-runs"):
        assert client_of(other).post(at(campaign, rest)).status_code == 404


@pytest.mark.usefixtures("_run")
def test_a_suspended_brand_reads_neither_its_matches_nor_counts(owner, campaign, creators):
    run = MatchRun.objects.get()
    rests = ("/matches", f"/matches/{creators[0].public_id}", "/results", "/match-runs")
    addresses = [at(campaign, rest) for rest in rests] + [f"/api/v1/match-runs/{run.public_id}"]
    assert [owner.get(address).status_code for address in addresses] == [200] * 5
    Brand.objects.update(state="suspended")
    assert [owner.get(address).status_code for address in addresses] == [404] * 5
    for rest in ("/rules-preview", "/match-runs"):
        assert owner.post(at(campaign, rest)).status_code == 404


def test_who_is_not_matched_is_not_explained(owner, client_of, campaign):
    hidden = published_creator(state="hidden")
    assert owner.get(at(campaign, f"/matches/{hidden.public_id}")).status_code == 404
    assert client_of(hidden.person).get(f"/api/v1/creators/me/matches/{campaign.public_id}").status_code == 404


@pytest.mark.usefixtures("_run")
@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_for_any_number(owner, campaign, rows, django_assert_num_queries):
    Match.objects.filter(rank__gt=rows).delete()
    # session, person, campaign, membership, matches; three for the fair order, the policy, and the log after the answer
    with django_assert_num_queries(9):
        assert len(owner.get(at(campaign, "/matches")).json()["results"]) == rows


def test_what_may_not_be_asked_is_not_counted_in_a_preview_either(owner, campaign):
    """Over a narrow enough list, a count is an answer about one person."""
    for prying in ({"measure": "age_years", "op": "eq", "value": 31}, {"measure": "parental_consent", "op": "eq",
                   "value": True}):  # fmt: skip
        answer = owner.post(at(campaign, "/rules-preview"), {"rules": {"all": [prying]}})
        assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (422, "#/rules")


def test_barter_is_not_shown_to_those_who_want_to_be_paid(client_of, creators):
    barter = CampaignFactory(published=True, barter=True, gift=4_500)
    address = f"/api/v1/creators/me/matches/{barter.public_id}"
    me = client_of(creators[0].person)
    assert me.get(address).status_code == 200
    creators[0].paid_only = True
    creators[0].save()
    assert me.get(address).status_code == 404
