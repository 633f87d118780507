"""What the whole market looks like, in a few numbers."""

from typing import TypedDict

from django.core.cache import cache
from django.db.models import Sum

from brands.models import Campaign
from creators.models import Channel, Creator, Measurement
from marketplace.matching.models import CampaignResult

#: Visitors may read numbers that are this old.
FRESH_SECONDS = 60


class MarketNumbers(TypedDict):
    creators: int
    channels: int
    measurements: int
    campaigns: int


def market_numbers() -> MarketNumbers:
    """Counted in the database, at most once a minute."""
    found: MarketNumbers | None = cache.get("pages.market_numbers")
    if found is None:
        found = {
            "creators": Creator.objects.filter(state="published").count(),
            "channels": Channel.objects.count(),
            "measurements": Measurement.objects.count(),
            "campaigns": Campaign.objects.filter(state="published").count(),
        }
        cache.set("pages.market_numbers", found, FRESH_SECONDS)
    return found


def pairs_compared() -> int:
    """How many pairs of a campaign and a creator the results that stand now were computed from: one row a campaign."""
    return CampaignResult.objects.aggregate(pairs=Sum("creators"))["pairs"] or 0
