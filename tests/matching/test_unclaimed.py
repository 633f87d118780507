"""Profiles that nobody has claimed: shown and compared, and never said to fit."""

import pytest
from django.urls import reverse

from creators.models import Channel
from marketplace.activity.record import SYSTEM
from marketplace.eligibility import Outcome
from marketplace.matching import queries
from marketplace.matching.actions import runs
from tests.factories.brands import CampaignFactory, MemberFactory
from tests.factories.creators import NUMBERS, ChannelFactory, CreatorFactory, MeasurementFactory, published_creator
from tests.matching.test_runs import work

pytestmark = pytest.mark.django_db


@pytest.fixture
def campaign():
    """Compared with one creator, and with an imported profile whose numbers are as good."""
    published_creator(display_name="Ann")
    unclaimed = CreatorFactory(unclaimed=True, display_name="Zed")
    MeasurementFactory(channel=ChannelFactory(creator=unclaimed), source="imported", **NUMBERS)
    campaign = CampaignFactory(published=True)
    runs.start(actor=SYSTEM, campaign=campaign)
    work()
    return campaign


def names(rows):
    return [match.creator.display_name for match in queries.page_of(rows).matches]


def test_the_marketplaces_own_rules_are_not_known_of_them_and_that_is_the_verdict(campaign):
    zed = Channel.objects.get(creator__display_name="Zed")
    zed.community_standing = "good"
    zed.save()
    why = queries.explain_match(campaign, zed.creator)
    assert why.outcome == Outcome.UNKNOWN
    outcomes = {one.code: one.outcome for one in why.criteria}
    unknown = {"mp-minimum-age", "mp-adult-or-consent", "mp-public"}
    assert {code for code, outcome in outcomes.items() if outcome == Outcome.UNKNOWN} == unknown


def test_the_list_shows_them_behind_those_who_fit_alone_or_not_at_all(campaign):
    person = MemberFactory(brand=campaign.brand).person
    found = {
        wish: names(queries.matches_for_campaign(person, campaign, {"unclaimed": wish} if wish else {}))
        for wish in ("", "only", "no")
    }
    assert found == {"": ["Ann", "Zed"], "only": ["Zed"], "no": ["Ann"]}


def test_pages_say_that_something_is_not_known_until_claimed(client, campaign):
    client.force_login(MemberFactory(brand=campaign.brand).person)
    said = {}
    for match in campaign.matches.select_related("creator"):
        page = client.get(reverse("matching:match", args=[campaign.public_id, match.creator.public_id]))
        said[match.creator.display_name] = "not known until claimed" in page.content.decode()
    assert said == {"Ann": False, "Zed": True}
    listing = client.get(reverse("matching:for_campaign", args=[campaign.public_id]), {"unclaimed": "only"})
    text = listing.content.decode()
    assert [row["match"].creator.display_name for row in listing.context["matches"]] == ["Zed"]
    assert "Not known until claimed" in text
