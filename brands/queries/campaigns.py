"""Campaigns as their brand sees them, and as everybody else does."""

from collections.abc import Callable
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet

from brands.enums import CampaignState
from brands.models import Brand, Campaign, CampaignDeliverable

#: Asked in turn what a person does not want to be shown; a floor that knows creators registers itself.
_unwanted: list[Callable[[Any], Q]] = []


def register_unwanted(condition: Callable[[Any], Q]) -> None:
    """`condition(person)` says which campaigns of others this person is spared."""
    _unwanted.append(condition)


def wanted_by(person: Any, campaigns: QuerySet[Campaign]) -> QuerySet[Campaign]:
    """Without the campaigns of others that this person does not want to be shown."""
    if not getattr(person, "is_authenticated", False):
        return campaigns
    own = Q(brand__in=Brand.objects.visible_to(person).values("pk"))
    for condition in _unwanted:
        campaigns = campaigns.filter(~condition(person) | own)
    return campaigns


def campaigns_of(person: Any, brand: Brand | None = None, state: str = "") -> QuerySet[Campaign]:
    """The campaigns a person's brands run, the newest first; of one brand and in one state if asked."""
    found = Campaign.objects.run_by(person).select_related("brand").prefetch_related("platforms")
    if brand is not None:
        found = found.filter(brand=brand)
    if state in CampaignState.values:
        found = found.filter(state=state)
    return found.order_by("-created_at", "-pk")


def state_counts(person: Any, brand: Brand | None = None) -> list[tuple[str, str, int]]:
    """How many campaigns are in each state: (state, its label, count), in the order of a campaign's life."""
    found = Campaign.objects.run_by(person).order_by()
    if brand is not None:
        found = found.filter(brand=brand)
    counts = dict(found.values_list("state").annotate(Count("pk")))
    return [(state, str(label), counts.get(state, 0)) for state, label in CampaignState.choices]


def campaign_for_brand(person: Any) -> QuerySet[Campaign]:
    """Where the editor looks a campaign up: the person's own brands only."""
    return Campaign.objects.run_by(person).select_related("brand__sector", "product_sector")


def campaign_page(person: Any) -> QuerySet[Campaign]:
    """Where the campaign page looks a campaign up, with everything it shows."""
    return with_everything(Campaign.objects.visible_to(person))


def published_campaigns() -> QuerySet[Campaign]:
    """Every campaign creators can still apply to, with what a card shows; the newest first."""
    cards = Campaign.objects.open().select_related("brand__sector", "product_sector")
    return cards.prefetch_related("platforms", "niches", "gifts").order_by("-published_at", "-pk")


def with_everything(campaigns: QuerySet[Campaign]) -> QuerySet[Campaign]:
    """Add what a whole campaign page needs, in a fixed number of queries."""
    lines = CampaignDeliverable.objects.select_related("kind", "platform")
    return campaigns.select_related("brand__sector", "product_sector").prefetch_related(
        "niches", "styles", "platforms", Prefetch("deliverables", lines), "gifts", "moodboard"
    )
