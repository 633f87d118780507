"""Who may do what with rosters. Viewers of a brand read them; owners and managers build and invite."""

from typing import Any

from brands import policies as brand_policies
from brands.models import Campaign


def may_build(person: Any, campaign: Campaign) -> bool:
    """Choose, pin, leave out, invite."""
    return campaign.is_published and brand_policies.may_run_campaigns(person, campaign.brand)
