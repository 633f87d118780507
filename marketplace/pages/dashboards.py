"""One page a side: what to do now, whom or what fits, how the numbers move."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import Max, Q
from django.http import HttpRequest

from brands.models import Campaign
from brands.queries import brands_of, campaigns_of
from creators.models import Channel, Creator, Measurement
from creators.queries import completeness_of, own, own_channels, today_of
from marketplace.accounts.models import Person
from marketplace.eligibility import Outcome
from marketplace.exposure.actions.impressions import keep_after
from marketplace.exposure.enums import Order, Surface
from marketplace.learning.queries import published
from marketplace.matching.models import Match
from marketplace.matching.queries import (
    CampaignForCreator,
    campaigns_for_creator,
    open_campaigns,
    seen_by_brand,
    seen_by_creator,
)
from marketplace.pages import todo

SHOWN_MATCHES = 5
SHOWN_CAMPAIGNS = 8
QUALIFIED = [int(Outcome.PASS), int(Outcome.EXEMPT)]


def creator_dashboard(person: Person) -> dict[str, Any]:
    """Everything a creator's first page shows, in a fixed number of queries."""
    creator = own(person).select_related("person").first()
    if creator is None:
        return {"creator": None, "todo": todo.for_creator(person, None, None, [], date.min)}
    today = today_of(creator)
    completeness = completeness_of(creator, today)
    channels = list(own_channels(person).annotate(newest=Max("measurements__as_of")).order_by("pk"))
    return {
        "creator": creator,
        "todo": todo.for_creator(person, creator, completeness, channels, today),
        "completeness": completeness,
        "matches": stored_campaigns(creator),
        "histories": histories(channels),
    }


def stored_campaigns(creator: Creator) -> list[CampaignForCreator]:
    """The open campaigns that have the creator among their best, without those that cross what they refuse."""
    found = Match.objects.filter(creator=creator, campaign__in=open_campaigns(creator), refused=0)
    shown = found.select_related("campaign__brand").order_by("-score", "campaign_id")[:SHOWN_MATCHES]
    return [
        CampaignForCreator(one.campaign, Outcome(one.outcome), one.score, one.channel_id,
                           parts=tuple(one.parts), tier=one.tier, epoch_id=one.epoch_id)
        for one in shown
    ]  # fmt: skip


def judged_campaigns(person: Person) -> tuple[Creator | None, list[CampaignForCreator]]:
    """The same for a creator who is among nobody's best: who it is, and every open campaign, judged now."""
    creator = own(person).first()
    return creator, campaigns_for_creator(creator)[:SHOWN_MATCHES] if creator else []


def histories(channels: Sequence[Channel]) -> list[dict[str, Any]]:
    """Followers over time by channel; of one day the later record corrects the earlier."""
    days: dict[int, dict[date, int | None]] = defaultdict(dict)
    measured = Measurement.objects.filter(channel__in=channels).order_by("as_of", "id")
    for channel, day, followers in measured.values_list("channel_id", "as_of", "followers"):
        days[channel][day] = followers
    return [{"channel": channel, "points": list(days[channel.pk].items())} for channel in channels if days[channel.pk]]


def brand_dashboard(person: Person) -> dict[str, Any]:
    """Everything the first page of a brand's member shows, in a fixed number of queries."""
    brands: list[Any] = list(brands_of(person))
    campaigns = list(campaigns_of(person).select_related("brand", "match_result")[:SHOWN_CAMPAIGNS])
    return {
        "brands": brands,
        "campaigns": campaigns,
        "todo": todo.for_brands(person, brands, campaigns),
        "candidates": candidates_for(person),
        "with_several": [brand for brand in brands if brand.is_active and brand.campaigns_published > 1],
    }


def candidates_for(person: Person) -> list[Match]:
    """The best qualified creators over all published campaigns of one's active brands."""
    running = Campaign.objects.published().run_by(person)
    qualified = Q(campaign__in=running, outcome__in=QUALIFIED, refused=0, rank__isnull=False)
    shown = Match.objects.filter(qualified).select_related("creator", "campaign", "channel__platform")
    return [_with_outcome(match) for match in shown.order_by("-score", "campaign_id", "rank")[:SHOWN_MATCHES]]


def _with_outcome(match: Match) -> Match:
    """Templates show the outcome's name, the row keeps its number."""
    match.verdict = Outcome(match.outcome)  # type: ignore[attr-defined]
    return match


def log_candidates(request: HttpRequest, candidates: Sequence[Match]) -> None:
    """Being shown on a brand's overview is being shown: each by the place that its score has in its campaign's list."""
    if candidates:
        keep_after(request, seen_by_brand(candidates, None, Order.SCORE, published(), surface=Surface.OVERVIEW))


def log_campaigns(request: HttpRequest, creator: Creator | None, shown: Sequence[CampaignForCreator]) -> None:
    """The same for the campaigns on a creator's overview."""
    if creator and shown:
        keep_after(request, seen_by_creator(creator, shown, surface=Surface.OVERVIEW))
