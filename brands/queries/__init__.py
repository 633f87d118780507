"""Reading brands and campaigns, always through what the actor may see."""

from brands.queries.brief import Gap, gaps_of
from brands.queries.campaigns import (
    campaign_for_brand,
    campaign_page,
    campaigns_of,
    published_campaigns,
    register_unwanted,
    state_counts,
    wanted_by,
    with_everything,
)
from brands.queries.members import active_seats, brands_of, invitations_of, members_of

__all__ = [
    "Gap",
    "active_seats",
    "brands_of",
    "campaign_for_brand",
    "campaign_page",
    "campaigns_of",
    "gaps_of",
    "invitations_of",
    "members_of",
    "published_campaigns",
    "register_unwanted",
    "state_counts",
    "wanted_by",
    "with_everything",
]
