"""Where a campaign runs is one question: the match and the contact answer it alike."""

import pytest

from brands.models import CampaignDeliverable
from marketplace.core.errors import Invalid
from marketplace.deals import queries
from marketplace.deals.actions import gates
from marketplace.matching.snapshot.campaigns import spec_of
from marketplace.taxonomy.models import DeliverableKind, Platform
from tests.factories.brands import CampaignFactory
from tests.factories.creators import ChannelFactory, published_creator
from tests.factories.deals import applied, channel_of, invited, open_campaign

pytestmark = pytest.mark.django_db


def running_on(named, posted):
    """A campaign that names some platforms and posts its deliverables on others."""
    campaign = open_campaign()
    campaign.platforms.set(Platform.objects.filter(code__in=named))
    campaign.deliverables.all().delete()
    kind = DeliverableKind.objects.get(code="sponsored_video")
    for code in posted:
        CampaignDeliverable.objects.create(campaign=campaign, kind=kind, platform=Platform.objects.get(code=code))
    return campaign


@pytest.mark.parametrize(
    ("named", "posted", "wanted"),
    [
        (["tiktok"], [], {"tiktok"}),
        ([], ["tiktok"], {"tiktok"}),
        (["youtube"], ["tiktok"], {"tiktok", "youtube"}),
        (["youtube"], ["youtube"], {"youtube"}),
        ([], [], set()),
    ],
)
def test_what_is_named_and_what_is_posted_count_together_for_both_rooms(named, posted, wanted):
    campaign = running_on(named, posted)
    assert spec_of(campaign).platforms == wanted
    assert set(Platform.objects.filter(pk__in=campaign.wanted_platform_ids).values_list("code", flat=True)) == wanted
    creator = published_creator()
    fits = not wanted or "tiktok" in wanted
    assert queries.usable_channels(creator.person, campaign) == ([channel_of(creator)] if fits else [])
    if fits:
        assert applied(campaign, creator).channel == channel_of(creator)
    else:
        for ask in (applied, invited):
            with pytest.raises(Invalid) as caught:
                ask(campaign, creator)
            assert list(caught.value.errors) == ["channel"]


def test_a_deliverable_of_another_platform_alone_refuses_a_channel():
    campaign = running_on([], ["youtube"])
    creator = published_creator()
    with pytest.raises(Invalid):
        gates.channel_suits(channel_of(creator), campaign, creator)
    gates.channel_suits(
        ChannelFactory(creator=creator, platform=Platform.objects.get(code="youtube")), campaign, creator
    )


@pytest.mark.parametrize("count", [1, 3])
def test_asking_costs_two_queries_whatever_is_owed(django_assert_num_queries, count):
    campaign = CampaignFactory()
    line = campaign.deliverables.get()
    for _number in range(count):
        CampaignDeliverable.objects.create(campaign=campaign, kind=line.kind, platform=line.platform)
    with django_assert_num_queries(2):
        assert len(campaign.wanted_platform_ids) == 1
