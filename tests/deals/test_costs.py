"""What agreeing costs the creator: told to them before, kept with their answer, read by nobody else."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from brands.models import Campaign, CampaignDeliverable
from creators.models import Post
from creators.queries import today_of
from marketplace.deals.actions import contacts
from marketplace.deals.costs import costs_of, exclusive_until
from marketplace.deals.models import Contact
from marketplace.programmes.actions import standings
from marketplace.taxonomy.models import DeliverableKind, Platform
from tests.factories.creators import published_creator
from tests.factories.deals import applied, channel_of, invited, manager_of, open_campaign
from tests.factories.programmes import a_programme

pytestmark = pytest.mark.django_db
TODAY = timezone.now().date()
BONUS = {
    "followers": {"measure": "followers", "op": "gte", "value": 1_000},
    "posts": {
        "measure": "posts_counted", "op": "gte", "value": 1,
        "posts": {"where": {"all": [{"measure": "post_is_sponsored", "op": "eq", "value": False}]}},
    },
}  # fmt: skip
COST = {"programme": "bonus", "criterion": "posts", "causes": ["is_sponsored"]}


def posting(campaign: Campaign, platform: str = "tiktok", kind: str = "sponsored_video") -> Campaign:
    campaign.deliverables.all().delete()
    CampaignDeliverable.objects.create(
        campaign=campaign,
        kind=DeliverableKind.objects.get(code=kind),
        platform=Platform.objects.get(code=platform) if platform else None,
    )
    return campaign


@pytest.fixture
def creator():
    """On TikTok, and through a post of their own in a bonus programme that does not count sponsored ones."""
    found = published_creator()
    assert channel_of(found).platform.code == "tiktok"
    # Days count once they are whole.
    yesterday = TODAY - datetime.timedelta(days=1)
    Post.objects.create(channel=channel_of(found), published_on=yesterday, counted_on=TODAY, is_sponsored=False)
    a_programme("bonus", platform=Platform.objects.get(code="tiktok"), rules=BONUS)
    standings.refresh(creator=found)
    return found


def costs(creator, campaign):
    return costs_of(campaign, channel_of(creator), today_of(creator))


def test_a_post_on_the_platform_costs_the_programme(creator):
    assert costs(creator, posting(open_campaign())) == [COST]


@pytest.mark.parametrize(("platform", "kind"), [("instagram", "sponsored_video"), (None, "ugc_video")])
def test_work_that_is_not_posted_there_costs_nothing(creator, platform, kind):
    assert costs(creator, posting(open_campaign(), platform, kind)) == []


def test_a_programme_that_is_not_theirs_costs_nothing():
    creator = published_creator()
    a_programme("bonus", platform=Platform.objects.get(code="tiktok"), rules=BONUS | {
        "more": {"measure": "followers", "op": "gte", "value": 10**9}})  # fmt: skip
    standings.refresh(creator=creator)
    assert costs(creator, posting(open_campaign())) == []


def test_it_is_kept_with_an_application(creator):
    assert applied(posting(open_campaign()), creator).costs == [COST]


def test_it_is_kept_when_an_invitation_is_accepted_and_not_before(creator):
    contact = invited(posting(open_campaign()), creator)
    assert contact.costs == []
    contacts.accept(actor=creator.person, contact=contact)
    contact.refresh_from_db()
    assert contact.costs == [COST]


def test_the_brand_that_accepts_changes_nothing_about_it(creator):
    contact = applied(posting(open_campaign()), creator)
    Contact.objects.filter(pk=contact.pk).update(costs=[])
    contacts.accept(actor=manager_of(contact.campaign), contact=contact)
    contact.refresh_from_db()
    assert contact.costs == []


def test_that_nothing_is_lost_is_said_to_the_creator_alone_and_while_they_may_answer(client, creator):
    contact = invited(posting(open_campaign(), "instagram"), creator)
    address, told = reverse("deals:contact", args=[contact.public_id]), "This work costs you none of the programmes"
    client.force_login(manager_of(contact.campaign))
    assert told not in client.get(address).content.decode()
    client.force_login(creator.person)
    assert told in client.get(address).content.decode()
    contacts.accept(actor=creator.person, contact=contact)
    assert told not in client.get(address).content.decode()


def test_the_creator_reads_it_before_they_agree_and_the_brand_never(client, creator):
    contact = invited(posting(open_campaign()), creator)
    address = reverse("deals:contact", args=[contact.public_id])
    client.force_login(creator.person)
    assert client.get(address).context["costs"] == [
        "Bonus would not count this post: posts made for a brand do not count."
    ]
    contacts.accept(actor=creator.person, contact=contact)
    assert len(client.get(address).context["costs"]) == 1
    client.force_login(manager_of(contact.campaign))
    assert client.get(address).context["costs"] == []
    assert client.get(f"/api/v1/invitations/{contact.public_id}").json()["costs"] == []


def exclusive(days: int = 30, scope: str = "sector", **more):
    until = TODAY + datetime.timedelta(40)
    return unposted(content_until=until, exclusivity_days=days, exclusivity_scope=scope, **more)


def unposted(**options):
    """A campaign whose content the brand uses itself."""
    return posting(open_campaign(**options), None, "ugc_video")


def test_a_promise_to_another_brand_of_the_field_is_named(creator):
    first = exclusive()
    contacts.accept(actor=manager_of(first), contact=applied(first, creator))
    [cost] = costs(creator, unposted())
    assert cost == {
        "campaign": first.title, "brand": first.brand.name, "asked_by": "them",
        "until": exclusive_until(first).isoformat(),
    }  # fmt: skip


def test_a_promise_that_is_over_costs_nothing(creator):
    first = exclusive()
    contacts.accept(actor=manager_of(first), contact=applied(first, creator))
    channel, until = channel_of(creator), exclusive_until(first)
    assert len(costs_of(unposted(), channel, until - datetime.timedelta(1))) == 1
    assert costs_of(unposted(), channel, until) == []


def test_a_campaign_that_asks_for_exclusivity_names_the_work_that_runs(creator):
    first = unposted(content_until=TODAY + datetime.timedelta(33))
    contacts.accept(actor=manager_of(first), contact=applied(first, creator))
    assert [cost["asked_by"] for cost in costs(creator, exclusive(scope="all"))] == ["this"]
