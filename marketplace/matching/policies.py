"""Who may do what with matches."""

from typing import Any

from brands.models import Brand, Campaign
from creators.models import Creator
from marketplace.accounts import policies as accounts
from marketplace.activity.record import System


def may_start_run(actor: Any, campaign: Campaign | None) -> bool:
    """The product itself and staff any; who leads a brand's campaigns, those of the brand."""
    if isinstance(actor, System):
        return True
    if not accounts.may_act(actor):
        return False
    if actor.is_staff:
        return True
    return campaign is not None and Brand.objects.led_by(actor).filter(pk=campaign.brand_id).exists()


def may_see_candidates(person: Any, campaign: Campaign) -> bool:
    """Members of the brand and staff: nobody else learns who suits a campaign."""
    if not getattr(person, "is_authenticated", False):
        return False
    return bool(person.is_staff) or Brand.objects.visible_to(person).filter(pk=campaign.brand_id).exists()


def may_see_own(person: Any, creator: Creator) -> bool:
    """Creators see how campaigns judge them, and nobody else's judgement of others."""
    return getattr(person, "is_authenticated", False) and creator.person_id == person.pk
