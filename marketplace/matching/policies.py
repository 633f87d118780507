"""Who may do what with matches."""

from typing import Any

from brands.models import Brand, Campaign
from brands.policies import may_moderate
from creators.models import Creator
from marketplace.accounts import policies as accounts
from marketplace.activity.record import System


def may_start_run(actor: Any, campaign: Campaign | None) -> bool:
    """The product itself and staff who look after campaigns any; who leads a brand's campaigns, those of the brand."""
    if isinstance(actor, System):
        return True
    if not accounts.may_act(actor):
        return False
    if accounts.works_as_staff(actor) and may_moderate(actor):
        return True
    return campaign is not None and Brand.objects.led_by(actor).filter(pk=campaign.brand_id).exists()


def sees_every_campaign(person: Any) -> bool:
    """Staff whose work it is to read what matching stored."""
    return accounts.works_as_staff(person) and person.has_perm("matching.view_campaignresult")


def sees_every_run(person: Any) -> bool:
    """Staff whose work it is to watch the runs."""
    return accounts.works_as_staff(person) and person.has_perm("matching.view_matchrun")


def may_see_own(person: Any, creator: Creator) -> bool:
    """Creators see how campaigns judge them, and nobody else's judgement of others."""
    return getattr(person, "is_authenticated", False) and creator.person_id == person.pk
