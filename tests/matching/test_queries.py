"""What pages and the API are told: the same as what a run stored, through what the reader may see."""

import pytest
from django.contrib.auth.models import AnonymousUser, Group

from brands.actions import brands
from brands.models import Campaign
from creators.models import Channel, Creator
from marketplace.activity.record import SYSTEM
from marketplace.eligibility.outcomes import Outcome
from marketplace.matching import queries
from marketplace.matching.actions import runs
from marketplace.matching.engine.bits import mask
from marketplace.matching.models import CampaignResult, Match, MatchRun
from marketplace.taxonomy.models import Sector
from tests.factories.accounts import PersonFactory
from tests.factories.brands import MemberFactory
from tests.factories.creators import MeasurementFactory, published_creator
from tests.factories.matching import campaigns, crowd
from tests.matching.test_runs import work

pytestmark = pytest.mark.django_db


@pytest.fixture
def market():
    """A crowd of forty and four campaigns, run; returns a member of their brand."""
    crowd(40)
    spoken = campaigns(4)
    runs.start(actor=SYSTEM)
    work()
    return MemberFactory(brand=spoken[0].brand, role="viewer").person


def test_an_explanation_is_what_was_stored(market):
    checked = 0
    for match in Match.objects.select_related("campaign", "creator").order_by("pk")[::3]:
        found = queries.explain_match(match.campaign, match.creator, queries.CREATOR)
        assert (found.channel.pk, found.outcome, found.score) == (match.channel_id, match.outcome, match.score)
        assert [part.value for part in found.parts] == match.parts
        assert sum(part.points for part in found.parts) == match.score
        for name, outcome in (("passed", Outcome.PASS), ("failed", Outcome.FAIL), ("unknown", Outcome.UNKNOWN)):
            assert (
                getattr(match, name)
                == found.verdict.bits(outcome)
                == mask([one.outcome for one in found.criteria], outcome)
            )
        assert match.refused == mask([gate.outcome for gate in found.gates], Outcome.FAIL)
        checked += 1
    assert checked > 20


def test_every_creator_is_told_the_outcome_that_was_counted(market):
    """Also those who are not stored: their verdicts add up to the counts."""
    for result in CampaignResult.objects.select_related("campaign"):
        told = [queries.explain_match(result.campaign, creator) for creator in Creator.objects.discoverable()]
        outcomes = [found.outcome.name.lower() for found in told if found is not None]
        assert {name: outcomes.count(name) for name in result.counts} == result.counts


def test_both_sides_are_told_the_same_score_and_private_values_stay_with_the_creator(market):
    campaign = Campaign.objects.get(rules__all__2__measure="age_years")
    creator = Creator.objects.filter(birth_date__isnull=False, state="published", channels__isnull=False).first()
    mine = queries.explain_match(campaign, creator, queries.CREATOR)
    theirs = queries.explain_match(campaign, creator, queries.BRAND)
    assert (mine.score, mine.outcome, mine.parts) == (theirs.score, theirs.outcome, theirs.parts)
    age_for_me, age_for_them = (found.criteria[-1] for found in (mine, theirs))
    assert age_for_me.observed is not None
    assert (age_for_them.observed, age_for_them.outcome) == (None, age_for_me.outcome)


def test_who_is_not_published_is_not_explained(market):
    creator = published_creator(state="paused")
    assert queries.explain_match(Campaign.objects.first(), creator) is None
    assert queries.campaigns_for_creator(creator) == []


def test_a_preview_counts_what_a_run_counts(market):
    for result in CampaignResult.objects.select_related("campaign"):
        found = queries.preview(result.campaign.rules, result.campaign)
        assert (found.creators, found.counts, found.qualified) == (result.creators, result.counts, result.qualified)
        assert {effect.code: effect.alone for effect in found.effects} == {
            code: line["all"] for code, line in result.sole.items()
        }
        assert found.effects == queries.effects_of(result)


def test_campaigns_for_a_creator_come_with_what_an_explanation_says(market):
    creator = Creator.objects.filter(state="published", paid_only=False, channels__isnull=False).first()
    found = queries.campaigns_for_creator(creator)
    assert {one.campaign for one in found} == set(Campaign.objects.all())
    for one in found:
        told = queries.explain_match(one.campaign, creator)
        assert (one.outcome, one.score, one.channel_id) == (told.outcome, told.score, told.channel.pk)
    ranks = [(min(one.outcome, Outcome.PASS), one.score) for one in found]
    assert ranks == sorted(ranks, reverse=True)


def test_barter_is_not_shown_to_who_wants_to_be_paid(market):
    creator = published_creator(paid_only=True)
    assert {one.campaign.is_barter for one in queries.campaigns_for_creator(creator)} == {False}
    assert Campaign.objects.filter(is_barter=True).exists()


def test_a_refusal_is_a_condition_of_the_creator(market):
    creator = published_creator()
    campaign = Campaign.objects.exclude(product_sector=None).first()
    creator.refuses_sectors.add(campaign.product_sector)
    mine = queries.explain_match(campaign, creator, queries.CREATOR)
    assert mine.outcome == Outcome.FAIL
    assert [gate.code for gate in mine.standing_gates] == ["sector"]
    theirs = queries.explain_match(campaign, creator, queries.BRAND)
    assert theirs.outcome == Outcome.FAIL
    assert [gate.code for gate in theirs.standing_gates] == ["own_word"]


@pytest.mark.parametrize("least", [98_700, 19_800])
def test_a_brand_does_not_learn_what_a_creator_refuses(market, least):
    """Neither that it is a fee, nor how much; met or not, the conditions it reads are the same."""
    creator = published_creator(minimum_fee_minor=least, minimum_fee_currency="EUR", paid_only=True)
    for campaign in Campaign.objects.all():
        theirs = queries.explain_match(campaign, creator, queries.BRAND)
        assert [gate.code for gate in theirs.gates] == ["platform", "own_word", "not_looking", "window"]
        told = str(theirs.as_json()["conditions"])
        assert not [word for word in ("987", "198", "minimum", "pay only") if word in told]


def test_the_sector_of_the_brand_is_the_campaigns_where_it_names_none(market):
    creator = published_creator()
    campaign = Campaign.objects.filter(product_sector=None).first()
    assert queries.explain_match(campaign, creator).outcome != Outcome.FAIL
    creator.refuses_sectors.add(campaign.brand.sector)
    assert queries.explain_match(campaign, creator).outcome == Outcome.FAIL


def test_another_sector_of_a_brand_compares_its_campaigns_anew(market):
    campaign = Campaign.objects.filter(product_sector=None).first()
    owner = MemberFactory(brand=campaign.brand, role="owner").person
    sector = Sector.objects.filter(parent=None).exclude(pk=campaign.brand.sector_id).first()
    brands.update(actor=owner, brand=campaign.brand, sector=sector)
    work("activity.")
    waiting = MatchRun.objects.unfinished().values_list("campaign", flat=True)
    assert set(waiting) == set(Campaign.objects.filter(product_sector=None).values_list("pk", flat=True))


def test_only_the_brand_and_staff_see_candidates(market):
    campaign = Campaign.objects.first()
    stored = Match.objects.filter(campaign=campaign).count()
    assert stored
    support = PersonFactory(staff=True)
    support.groups.add(Group.objects.get(name="support"))
    for person, seen in (
        (market, stored),
        (support, stored),
        (PersonFactory(staff=True), 0),
        (MemberFactory().person, 0),
        (PersonFactory(), 0),
        (AnonymousUser(), 0),
    ):
        assert queries.matches_for_campaign(person, campaign).count() == seen


@pytest.mark.parametrize("sort", ["rank", "score", "name"])
def test_pages_hold_every_match_once_in_order(market, sort):
    rows = queries.matches_for_campaign(market, Campaign.objects.first())
    whole = queries.page_of(rows, sort, size=500).matches
    found, after = [], ""
    while True:
        page = queries.page_of(rows, sort, after, size=7)
        found += page.matches
        after = page.next
        if not after:
            break
    assert found == whole
    assert len(set(found)) == rows.count()


@pytest.mark.parametrize("cursor", ["", "nonsense", "eyJhIjoxfQ", "WzEsMiwzXQ", "é"])
def test_a_cursor_that_is_none_begins_again(market, cursor):
    rows = queries.matches_for_campaign(market, Campaign.objects.first())
    assert queries.page_of(rows, after=cursor).matches == queries.page_of(rows).matches


FILTERS = (
    ("outcome", "pass", lambda match: match.outcome == Outcome.PASS),
    ("platform", "tiktok", lambda match: match.channel.platform.code == "tiktok"),
    ("tier", "nano", lambda match: match.tier == 1),
    ("min_score", "60", lambda match: match.score >= 6_000),
    ("verified", "1", lambda match: match.channel.ownership == "proven"),
    ("unclaimed", "no", lambda match: match.creator.person_id is not None),
    ("unclaimed", "only", lambda match: match.creator.person_id is None),
    ("country", "FR", lambda match: (match.channel.country or match.creator.home_country) == "FR"),
)


def test_filters_narrow_the_list(market):
    narrowed = set()
    for campaign in Campaign.objects.all():
        rows = queries.matches_for_campaign(market, campaign)
        for name, wanted, holds in FILTERS:
            found = set(queries.matches_for_campaign(market, campaign, {name: wanted}))
            assert found == {match for match in rows if holds(match)}, name
            narrowed |= {(name, wanted)} if 0 < len(found) < len(rows) else set()
    assert narrowed == {(name, wanted) for name, wanted, _ in FILTERS}


def test_a_page_of_matches_costs_the_same_for_one_and_for_many(market, django_assert_num_queries):
    campaign = Campaign.objects.first()
    for size in (1, 10):
        with django_assert_num_queries(1):
            page = queries.page_of(queries.matches_for_campaign(market, campaign), size=size)
            assert len([(match.creator.display_name, match.channel.platform.name) for match in page.matches]) == size


def test_campaigns_for_a_creator_cost_the_same_for_one_and_for_many(market, django_assert_num_queries):
    creator = published_creator()
    for count in (1, 4):
        with django_assert_num_queries(16):
            assert len(queries.campaigns_for_creator(creator, most=count)) == count


def test_newer_numbers_count_at_once(market):
    """A measurement of today is seen although the epoch is as old as it is."""
    creator = published_creator()
    campaign = Campaign.objects.get(rules__all__0__measure="followers")
    assert queries.explain_match(campaign, creator).criteria[-1].outcome == Outcome.PASS
    MeasurementFactory(channel=Channel.objects.get(creator=creator), followers=10)
    assert queries.explain_match(campaign, creator).criteria[-1].outcome == Outcome.FAIL
