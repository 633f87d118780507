"""Campaigns through the API."""

from datetime import timedelta

import pytest
from django.utils import timezone

from brands.enums import Role
from brands.models import Campaign
from marketplace.taxonomy.models import Niche
from tests.factories.accounts import PersonFactory
from tests.factories.brands import BRIEF, BrandFactory, CampaignFactory, MemberFactory
from tests.factories.creators import picture_file, published_creator

pytestmark = pytest.mark.django_db
CAMPAIGNS = "/api/v1/campaigns"


@pytest.fixture
def brand():
    return BrandFactory(name="Maison Aubépine", owner=PersonFactory(brand=True))


@pytest.fixture
def client(client_of, brand):
    return client_of(brand.members.get(role=Role.OWNER).person)


@pytest.fixture
def rival(client_of):
    return client_of(BrandFactory(owner=PersonFactory(brand=True)).members.get().person)


@pytest.fixture
def creator(client_of):
    return client_of(published_creator().person)


def at(campaign, rest=""):
    return f"{CAMPAIGNS}/{campaign.public_id}{rest}"


def whole():
    today = timezone.localdate()
    return {
        "title": "Soap in spring", "objective": "awareness", "product": "Soap", "brief": BRIEF, "seats": 3,
        "budget_minor": 300_000, "currency": "EUR", "fee_min_minor": 20_000, "fee_max_minor": 90_000,
        "apply_until": str(today + timedelta(days=9)), "content_from": str(today + timedelta(days=10)),
        "content_until": str(today + timedelta(days=40)), "countries": ["FR"], "languages": ["fr"],
        "niches": [Niche.objects.filter(is_common=True).first().code], "disclosure": "Collaboration commerciale",
        "deliverables": [{"kind": "sponsored_video", "platform": "tiktok", "count": 2}],
        "audience_wanted": {"countries": {"FR": 3_000}, "ages": {"18-24": 3_000}},
        "usage_rights": [{"use": "organic", "days": 90}],
        "rules": {"all": [{"measure": "followers", "op": "gte", "value": 10_000}]},
    }  # fmt: skip


def test_a_campaign_is_written_read_and_published(client, brand):
    made = client.post(f"/api/v1/brands/{brand.public_id}/campaigns", whole())
    assert made.status_code == 201
    campaign = made.json()
    assert (campaign["state"], campaign["platforms"], campaign["budget_minor"]) == ("draft", ["tiktok"], 300_000)
    assert campaign["deliverables"][0] == {"kind": "sponsored_video", "platform": "tiktok", "count": 2, "due_on": None}
    assert campaign["rules"]["all"][0]["value"] == 10_000
    assert [gap["field"] for gap in campaign["gaps"] if gap["blocks"]] == []
    assert client.get(made["Location"]).json() == campaign
    published = client.post(f"{made['Location']}/publish")
    assert (published.status_code, published.json()["state"]) == (200, "published")


def test_a_draft_needs_a_title_only_and_says_what_it_lacks(client, brand):
    made = client.post(f"/api/v1/brands/{brand.public_id}/campaigns", {"title": "An idea"})
    assert made.status_code == 201
    refused = client.post(f"{made['Location']}/publish")
    assert (refused.status_code, refused.json()["code"]) == (422, "brief-incomplete")
    assert {"#/brief", "#/deliverables", "#/seats"} <= {error["pointer"] for error in refused.json()["errors"]}
    assert Campaign.objects.get().state == "draft"


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"title": ""}, "#/title"),
        ({"fee_min_minor": 9_999_999}, "#/fee_max_minor"),
        ({"budget_minor": -1}, "#/budget_minor"),
        ({"currency": "XXX"}, "#/currency"),
        ({"countries": ["ZZ"]}, "#/countries"),
        ({"audience_wanted": {"countries": {"FR": 9_000, "BE": 9_000}}}, "#/audience_wanted"),
        ({"audience_wanted": {"countries": {"FR": "much"}}}, "#/audience_wanted/countries/FR"),
        ({"deliverables": [{"kind": "story"}]}, "#/deliverables"),
        ({"deliverables": [{"kind": "dance"}]}, "#/deliverables/0/kind"),
        ({"rules": {"all": [{"measure": "religion", "op": "eq", "value": "x"}]}}, "#/rules"),
        ({"rules": {"all": 7}}, "#/rules"),
        ({"weights": {"niche": 10_001}}, "#/weights/niche"),
        ({"weights": {"niche": 9_000}}, "#/weights"),
        ({"hashtags": ["two words"]}, "#/hashtags"),
        ({"apply_until": "soon"}, "#/apply_until"),
    ],
)
def test_what_is_wrong_is_pointed_at_and_not_saved(client, brand, change, pointer):
    campaign = CampaignFactory(brand=brand)
    refused = client.patch(at(campaign), change)
    assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, pointer)
    before = campaign.updated_at
    campaign.refresh_from_db()
    assert campaign.updated_at == before


def test_a_campaign_moves_through_its_states(client, brand):
    campaign = CampaignFactory(brand=brand, published=True)
    assert client.post(at(campaign, "/pause"), {"reason": "Stock is late"}).json()["state"] == "paused"
    assert client.post(at(campaign, "/resume")).json()["state"] == "published"
    assert client.post(at(campaign, "/close")).json()["state"] == "closed"
    again = client.post(at(campaign, "/close"))
    assert (again.status_code, again.json()["code"]) == (409, "wrong-state")
    copy = client.post(at(campaign, "/duplicate"))
    assert (copy.status_code, copy.json()["state"], copy.json()["apply_until"]) == (201, "draft", None)


def test_a_draft_is_deleted_and_nothing_that_was_published(client, rival, client_of, brand):
    draft, published = CampaignFactory(brand=brand), CampaignFactory(brand=brand)
    client.post(at(published, "/publish"))
    viewer = client_of(MemberFactory(brand=brand, role=Role.VIEWER).person)
    assert [viewer.delete(at(draft)).status_code, rival.delete(at(draft)).status_code] == [403, 404]
    refused = client.delete(at(published))
    assert (refused.status_code, refused.json()["code"]) == (409, "wrong-state")
    assert Campaign.objects.count() == 2
    assert [client.delete(at(draft)).status_code, client.delete(at(draft)).status_code] == [204, 404]
    assert list(Campaign.objects.all()) == [published]


def test_what_a_creator_agreed_to_stays(client, brand):
    campaign = CampaignFactory(brand=brand, published=True, locked=True)
    refused = client.patch(at(campaign), {"budget_minor": 1})
    assert (refused.status_code, refused.json()["code"]) == (409, "fields-locked")
    assert client.patch(at(campaign), {"title": "Soap, again"}).status_code == 200


def test_another_brand_sees_what_is_published_without_the_budget(rival, creator, brand):
    draft, published = CampaignFactory(brand=brand), CampaignFactory(brand=brand, published=True)
    for client in (rival, creator):
        assert client.get(at(draft)).status_code == 404
        shown = client.get(at(published))
        assert shown.status_code == 200
        assert not {"budget_minor", "gaps", "locked_at"} & set(shown.json())
        assert [row["title"] for row in client.get(CAMPAIGNS).json()["results"]] == [published.title]
        for rest in ("/publish", "/pause", "/resume", "/close", "/duplicate"):
            assert client.post(at(published, rest)).status_code == 404
        assert client.get(at(published, "/versions")).status_code == 404
        assert client.patch(at(published), {"title": "Mine"}).status_code == 404


def test_a_viewer_reads_and_may_not_write(client_of, brand):
    viewer = client_of(MemberFactory(brand=brand, role=Role.VIEWER).person)
    campaign = CampaignFactory(brand=brand)
    assert viewer.get(at(campaign)).json()["budget_minor"] == 500_000
    for method, rest in (("patch", ""), ("post", "/publish"), ("post", "/duplicate")):
        refused = getattr(viewer, method)(at(campaign, rest), {})
        assert (refused.status_code, refused.json()["code"]) == (403, "not-yours")
    assert viewer.post(f"/api/v1/brands/{brand.public_id}/campaigns", {"title": "x"}).status_code == 403


def test_the_list_is_filtered(client, brand):
    CampaignFactory(brand=brand, title="Mine")
    CampaignFactory(published=True, title="Theirs", barter=True, gift=900)

    def titles(query=""):
        return [row["title"] for row in client.get(f"{CAMPAIGNS}?{query}").json()["results"]]

    assert titles() == ["Theirs", "Mine"]
    assert titles("mine=true") == titles(f"brand={brand.public_id}") == titles("state=draft") == ["Mine"]
    assert titles("barter=true") == ["Theirs"]
    assert titles("platform=tiktok&country=FR") == ["Theirs", "Mine"]
    assert titles("country=DE") == []
    assert client.get(f"{CAMPAIGNS}?brand=x").json()["errors"][0]["parameter"] == "brand"


def test_versions_tell_what_was_asked(client, brand):
    campaign = CampaignFactory(brand=brand)
    client.post(at(campaign, "/publish"))
    client.patch(at(campaign), {"rules": {"all": [{"measure": "followers", "op": "gte", "value": 5}]}})
    rows = client.get(at(campaign, "/versions")).json()["results"]
    assert [(row["version"], row["changed"]) for row in rows] == [(2, ["rules"]), (1, [])]


def test_a_picture_is_pinned_and_taken_down(client, rival, brand):
    campaign = CampaignFactory(brand=brand)
    upload = {"picture": picture_file(), "caption": "Foam"}
    pinned = client.post(at(campaign, "/pictures"), upload, format="multipart")
    assert (pinned.status_code, pinned.json()["caption"]) == (201, "Foam")
    assert client.get(at(campaign)).json()["moodboard"][0]["picture_url"] == pinned.json()["picture_url"]
    assert rival.delete(pinned["Location"]).status_code == 404
    assert client.delete(pinned["Location"]).status_code == 204


def test_a_post_repeated_under_its_key_writes_one_campaign(client, brand):
    address = f"/api/v1/brands/{brand.public_id}/campaigns"
    made = [client.post(address, {"title": "Once"}, headers={"Idempotency-Key": "1"}) for _ in range(2)]
    assert made[0].json() == made[1].json()
    assert Campaign.objects.count() == 1


def test_strangers_are_asked_to_sign_in(anonymous, brand):
    campaign = CampaignFactory(brand=brand, published=True)
    for address in (CAMPAIGNS, at(campaign), at(campaign, "/versions")):
        assert anonymous.get(address).status_code == 401


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_for_any_number(client, brand, rows, django_assert_num_queries):
    for _ in range(rows):
        CampaignFactory(brand=brand)
    # session, person, campaigns, niches, platforms, gifts
    with django_assert_num_queries(6):
        assert len(client.get(CAMPAIGNS).json()["results"]) == rows


def test_barter_is_not_listed_to_those_who_want_to_be_paid(client_of, client):
    creator = published_creator()
    barter = CampaignFactory(published=True, barter=True, gift=4_500)
    page = f"/brands/{barter.brand.public_id}/"
    client.force_login(creator.person)
    for paid_only, listed in ((False, [str(barter.public_id)]), (True, [])):
        creator.paid_only = paid_only
        creator.save()
        rows = client_of(creator.person).get("/api/v1/campaigns?barter=true").json()["results"]
        assert [row["public_id"] for row in rows] == listed
        assert [str(one.public_id) for one in client.get(page).context["campaigns"]] == listed
