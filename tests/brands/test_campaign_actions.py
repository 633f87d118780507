"""Writing, changing, publishing, pausing, closing and duplicating a campaign."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.utils import timezone

from brands.actions import campaigns
from brands.enums import CampaignState
from brands.forms import AudienceForm, BasicsForm, BudgetForm, DeliverablesForm
from brands.models import Campaign, CampaignVersion
from brands.policies import BrandSuspended, NotYours
from brands.queries import gaps_of
from marketplace.activity.models import Event
from marketplace.activity.record import SYSTEM
from marketplace.core.errors import Invalid
from marketplace.taxonomy.models import DeliverableKind, Niche, Platform
from tests.factories.accounts import PersonFactory
from tests.factories.brands import CampaignFactory

pytestmark = pytest.mark.django_db

RULES = {"all": [{"measure": "followers", "op": "gte", "value": 10_000}]}


@pytest.fixture
def moderator():
    person = PersonFactory(is_staff=True)
    person.user_permissions.set(Permission.objects.filter(codename="moderate_campaign"))
    return person


@pytest.fixture
def live(campaign, olive):
    return campaigns.publish(actor=olive, campaign=campaign)


def verbs():
    return list(Event.objects.order_by("pk").values_list("verb", flat=True))


def test_a_title_is_enough_to_begin(brand, marc):
    campaign = campaigns.create(actor=marc, brand=brand, title=" Soap ")
    assert (campaign.title, campaign.state, sum(campaign.weights.values())) == ("Soap", "draft", 10_000)
    assert verbs() == ["brands.campaign_created"]


@pytest.mark.parametrize("who", ["vera", "rival", "kim"])
def test_viewers_and_strangers_write_nothing(brand, campaign, who, request):
    actor = request.getfixturevalue(who)
    for attempt in (
        lambda: campaigns.create(actor=actor, brand=brand, title="Mine"),
        lambda: campaigns.update(actor=actor, campaign=campaign, title="Mine"),
        lambda: campaigns.publish(actor=actor, campaign=campaign),
        lambda: campaigns.duplicate(actor=actor, campaign=campaign),
    ):
        with pytest.raises(NotYours):
            attempt()
    assert list(Campaign.objects.values_list("title", "state")) == [("Soap in spring", "draft")]
    assert verbs() == []


def test_a_suspended_brand_publishes_nothing(campaign, olive, brand):
    brand.state = "suspended"
    brand.save()
    with pytest.raises(BrandSuspended):
        campaigns.publish(actor=olive, campaign=campaign)
    campaign.refresh_from_db()
    assert campaign.state == "draft"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", "  "), ("objective", "fame"), ("seats", 0), ("seats", True), ("budget_minor", -1),
        ("currency", "DUCAT"), ("countries", ["FR", "ZZ"]), ("languages", ["klingon"]), ("hashtags", ["two words"]),
        ("audience_wanted", {"moods": {"happy": 1}}), ("audience_wanted", {"ages": {"18-24": 6_000, "25-34": 5_000}}),
        ("audience_wanted", {"ages": {"18-24": 3_000.5}}), ("usage_rights", [{"use": "dreams", "days": 3}]),
        ("usage_rights", [{"use": "organic"}]), ("exclusivity_days", 30), ("fee_max_minor", 10),
        ("rules", {"all": [{"measure": "religion", "op": "eq", "value": "x"}]}), ("weights", {"niche": 9_999}),
        ("weights", {"niche": 10_000, "luck": 0}), ("weights", {"niche": 11_000, "price": -1_000}),
        ("gifts", [{"name": "Soap"}]), ("deliverables", [{"count": 1}]),
    ],
)  # fmt: skip
def test_a_value_that_makes_no_sense_is_refused_by_its_field(campaign, olive, field, value):
    with pytest.raises(Invalid) as refusal:
        campaigns.update(actor=olive, campaign=campaign, **{field: value})
    wrong = {"exclusivity_days": "exclusivity_scope"}.get(field, field)
    assert list(refusal.value.errors) == [wrong]
    assert verbs() == []


def test_several_errors_are_told_at_once(campaign, olive):
    with pytest.raises(Invalid) as refusal:
        campaigns.update(actor=olive, campaign=campaign, seats=0, currency="?")
    assert set(refusal.value.errors) == {"seats", "currency"}


def test_dates_must_follow_each_other(campaign, olive):
    late = campaign.content_until + timedelta(days=1)
    with pytest.raises(Invalid) as refusal:
        campaigns.update(actor=olive, campaign=campaign, content_from=late, apply_until=late)
    assert set(refusal.value.errors) == {"content_until", "apply_until"}


def test_a_name_that_does_not_exist_is_our_mistake(campaign, olive):
    with pytest.raises(TypeError):
        campaigns.update(actor=olive, campaign=campaign, state="published")


def test_a_draft_changes_without_a_version(campaign, olive):
    changed = campaigns.update(actor=olive, campaign=campaign, rules=RULES, title="New")
    assert (changed.version, changed.rules["all"][0]["code"]) == (1, "r1")
    assert not CampaignVersion.objects.exists()
    assert verbs() == ["brands.campaign_drafted"]


def test_barter_clears_the_fees(campaign, olive):
    changed = campaigns.update(actor=olive, campaign=campaign, is_barter=True)
    assert (changed.fee_min_minor, changed.fee_max_minor) == (None, None)


def test_deliverables_set_the_platforms_and_gifts_follow_the_currency(campaign, olive):
    story, youtube = DeliverableKind.objects.get(code="story"), Platform.objects.get(code="youtube")
    lines = [{"kind": story, "platform": youtube, "count": 2}]
    campaigns.update(actor=olive, campaign=campaign, deliverables=lines, gifts=[{"name": "Soap", "value_minor": 900}])
    campaigns.update(actor=olive, campaign=campaign, currency="CHF")
    assert list(campaign.platforms.all()) == [youtube]
    assert list(campaign.gifts.values_list("name", "value_minor", "currency")) == [("Soap", 900, "CHF")]


def test_publishing_writes_the_first_version_and_tells(live, olive):
    version = CampaignVersion.objects.get(campaign=live)
    assert (live.state, version.version, version.weights, version.actor) == ("published", 1, live.weights, olive)
    assert version.snapshot["deliverables"][0]["kind"] == "sponsored_video"
    assert verbs() == ["brands.campaign_published"]


def test_a_thin_brief_is_not_published_and_says_why(brand, olive):
    thin = campaigns.create(actor=olive, brand=brand, title="Soap")
    with pytest.raises(Invalid) as refusal:
        campaigns.publish(actor=olive, campaign=thin)
    blocking = {gap.field for gap in gaps_of(thin) if gap.blocks}
    assert set(refusal.value.errors) == blocking
    assert {"brief", "deliverables", "niches", "fee_max_minor", "apply_until"} <= blocking
    assert all(gap.why and gap.missing for gap in gaps_of(thin))
    thin.refresh_from_db()
    assert (thin.state, CampaignVersion.objects.count()) == ("draft", 0)


def test_whatever_keeps_a_campaign_from_being_published_is_marked_in_its_form(brand, olive):
    thin = campaigns.create(actor=olive, brand=brand, title="Soap")
    steps = {"basics": BasicsForm, "deliverables": DeliverablesForm, "audience": AudienceForm, "budget": BudgetForm}
    lines = {"deliverables", "gifts"}
    unmarked = [
        gap.field
        for gap in gaps_of(thin)
        if gap.blocks and gap.field not in {*steps[gap.step](campaign=thin).needed_to_publish, *lines}
    ]
    assert unmarked == []
    thin.is_barter = True
    assert BudgetForm(campaign=thin).needed_to_publish == frozenset()


@pytest.mark.parametrize(
    ("fields", "gap"),
    [
        ({"apply_until": timezone.localdate() - timedelta(days=1)}, "apply_until"),
        ({"budget_minor": 99_999}, "budget_minor"),
        ({"barter": True}, "gifts"),
        ({"disclosure": ""}, "disclosure"),
    ],
    ids=str,
)
def test_each_gap_blocks_by_itself(brand, fields, gap):
    campaign = CampaignFactory(brand=brand, **fields)
    assert [found.field for found in gaps_of(campaign) if found.blocks] == [gap]


def test_a_barter_with_a_gift_can_be_published(brand, olive):
    campaign = CampaignFactory(brand=brand, barter=True, gift=4_500)
    assert campaigns.publish(actor=olive, campaign=campaign).is_published


def test_it_is_published_once(live, olive):
    with pytest.raises(campaigns.WrongState):
        campaigns.publish(actor=olive, campaign=live)
    assert CampaignVersion.objects.count() == 1


def test_only_a_change_that_matters_to_matching_is_a_new_version(live, olive):
    campaigns.update(actor=olive, campaign=live, brief=live.brief + " Bring a friend.")
    campaigns.update(actor=olive, campaign=live, rules=RULES)
    campaigns.update(actor=olive, campaign=live, rules=RULES)
    live.refresh_from_db()
    assert live.version == 2
    assert list(live.versions.values_list("version", "changed")) == [(2, ["rules"]), (1, [])]
    told = Event.objects.filter(verb="brands.campaign_changed").order_by("pk").values_list("data", flat=True)
    assert [data["matters"] for data in told] == [False, True]


def test_pause_and_resume(live, olive):
    campaigns.pause(actor=olive, campaign=live)
    assert not Campaign.objects.published().exists()
    with pytest.raises(campaigns.WrongState):
        campaigns.pause(actor=olive, campaign=live)
    assert campaigns.resume(actor=olive, campaign=live).is_published
    with pytest.raises(campaigns.WrongState):
        campaigns.resume(actor=olive, campaign=live)


def test_a_campaign_whose_dates_have_passed_is_not_resumed(live, olive):
    campaigns.pause(actor=olive, campaign=live)
    Campaign.objects.update(apply_until=timezone.localdate() - timedelta(days=1))
    with pytest.raises(Invalid) as refusal:
        campaigns.resume(actor=olive, campaign=live)
    assert list(refusal.value.errors) == ["apply_until"]


def test_closed_is_the_end(live, olive):
    campaigns.close(actor=olive, campaign=live)
    for action in (campaigns.close, campaigns.resume, campaigns.publish, campaigns.pause):
        with pytest.raises(campaigns.WrongState):
            action(actor=olive, campaign=live)
    with pytest.raises(campaigns.WrongState):
        campaigns.update(actor=olive, campaign=live, title="Again")
    live.refresh_from_db()
    assert (live.state, live.title) == (CampaignState.CLOSED, "Soap in spring")


def test_a_draft_is_not_closed(campaign, olive):
    with pytest.raises(campaigns.WrongState):
        campaigns.close(actor=olive, campaign=campaign)


def test_a_copy_is_a_draft_without_dates_lock_or_history(live, olive):
    campaigns.lock(actor=SYSTEM, campaign=live)
    copy = campaigns.duplicate(actor=olive, campaign=live)
    assert (copy.state, copy.version, copy.locked_at, copy.apply_until) == ("draft", 1, None, None)
    assert (copy.duplicated_from, copy.brief, copy.title) == (live, live.brief, "Soap in spring (copy)")
    assert copy.deliverables.count() == 1
    assert set(copy.niches.all()) == set(live.niches.all())
    assert not copy.versions.exists()


@pytest.mark.parametrize("field", sorted(campaigns.LOCKED_FIELDS))
def test_what_somebody_agreed_to_stays(live, olive, field):
    campaigns.lock(actor=SYSTEM, campaign=live)
    other = {
        "currency": "CHF", "is_barter": True, "deliverables": [], "gifts": [{"name": "Soap", "value_minor": 1}],
        "usage_rights": [{"use": "organic", "days": 30}], "exclusivity_scope": "all", "product": "Other",
        "product_sector": live.brand.sector, "budget_minor": 1, "fee_min_minor": 1, "exclusivity_days": 9,
    }  # fmt: skip
    changes = {field: other[field]} | ({"exclusivity_scope": "all", "exclusivity_days": 9} if "excl" in field else {})
    with pytest.raises(campaigns.FieldsLocked):
        campaigns.update(actor=olive, campaign=live, **changes)
    live.refresh_from_db()
    assert live.version == 1


def test_the_lock_is_taken_once_and_leaves_the_rest_open(live, olive):
    first = campaigns.lock(actor=SYSTEM, campaign=live).locked_at
    assert campaigns.lock(actor=SYSTEM, campaign=live).locked_at == first
    assert campaigns.update(actor=olive, campaign=live, seats=9, niches=Niche.objects.all()[:2]).version == 2
    assert verbs().count("brands.campaign_locked") == 1


def test_staff_override_with_a_reason_that_is_kept(live, moderator):
    with pytest.raises(Invalid):
        campaigns.pause(actor=moderator, campaign=live)
    with pytest.raises(Invalid):
        campaigns.update(actor=moderator, campaign=live, rules=RULES)
    campaigns.update(actor=moderator, campaign=live, rules=RULES, reason="The threshold shut everybody out.")
    campaigns.pause(actor=moderator, campaign=live, reason="Reported.")
    assert live.versions.first().reason == "The threshold shut everybody out."
    assert Event.objects.get(verb="brands.campaign_paused").data == {"reason": "Reported."}
    with pytest.raises(NotYours):
        campaigns.pause(actor=PersonFactory(is_staff=True), campaign=live, reason="I am staff.")


def test_a_published_campaign_keeps_what_it_must_say(live, olive):
    for lost in ({"brief": ""}, {"deliverables": []}, {"fee_max_minor": None}, {"niches": []}):
        with pytest.raises(campaigns.BriefIncomplete) as refusal:
            campaigns.update(actor=olive, campaign=live, **lost)
        assert list(refusal.value.errors) == list(lost)
    live.refresh_from_db()
    assert (live.version, live.deliverables.count(), live.niches.count()) == (1, 1, 1)


def test_what_was_missing_already_does_not_stop_another_change(live, olive):
    Campaign.objects.filter(pk=live.pk).update(apply_until=timezone.localdate() - timedelta(days=1))
    assert campaigns.update(actor=olive, campaign=live, seats=9).seats == 9
