"""Draft → published ⇄ paused → closed, and the lock."""

from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from brands import policies
from brands.actions.campaigns import shapes, versions
from brands.enums import CampaignState
from brands.models import Campaign
from brands.queries.brief import gaps_of
from marketplace.accounts.policies import Actor
from marketplace.activity.record import record
from marketplace.core.errors import DomainError, Invalid


class WrongState(DomainError):
    """The campaign is in a state that does not allow this."""


class BriefIncomplete(Invalid):
    """The brief is not good enough to be published yet."""


def publish(*, actor: Actor, campaign: Campaign) -> Campaign:
    """Put a draft on the market. Raises Refused, WrongState, BriefIncomplete with what is missing and why."""
    with transaction.atomic():
        row = hold(campaign)
        policies.require_campaign_role(actor, row.brand)
        _expect(row, CampaignState.DRAFT)
        require_complete(row)
        require_rules(row)
        row.state, row.published_at = CampaignState.PUBLISHED, timezone.now()
        row.save(update_fields=["state", "published_at", "updated_at"])
        versions.write(actor=actor, campaign=row, changed=[])
        record("brands.campaign_published", actor=actor, subject=row, data={"version": row.version})
    return row


def pause(*, actor: Actor, campaign: Campaign, reason: str = "") -> Campaign:
    """Take a published campaign off the market for a while. Raises Refused, WrongState; staff say why."""
    with transaction.atomic():
        row = hold(campaign)
        policies.require_campaign_role(actor, row.brand, reason)
        _expect(row, CampaignState.PUBLISHED)
        row.state, row.paused_at = CampaignState.PAUSED, timezone.now()
        row.save(update_fields=["state", "paused_at", "updated_at"])
        record("brands.campaign_paused", actor=actor, subject=row, data={"reason": reason.strip()})
    return row


def resume(*, actor: Actor, campaign: Campaign, reason: str = "") -> Campaign:
    """Put a paused campaign back on the market. Raises Refused, WrongState, BriefIncomplete (dates may have passed)."""
    with transaction.atomic():
        row = hold(campaign)
        policies.require_campaign_role(actor, row.brand, reason)
        _expect(row, CampaignState.PAUSED)
        require_complete(row)
        require_rules(row)
        row.state, row.paused_at = CampaignState.PUBLISHED, None
        row.save(update_fields=["state", "paused_at", "updated_at"])
        data = {"version": row.version, "resumed": True, "reason": reason.strip()}
        record("brands.campaign_published", actor=actor, subject=row, data=data)
    return row


def close(*, actor: Actor, campaign: Campaign, reason: str = "") -> Campaign:
    """End a campaign for good. Raises Refused, WrongState; staff say why."""
    with transaction.atomic():
        row = hold(campaign)
        policies.require_campaign_role(actor, row.brand, reason)
        _expect(row, CampaignState.PUBLISHED, CampaignState.PAUSED)
        row.state, row.closed_at = CampaignState.CLOSED, timezone.now()
        row.save(update_fields=["state", "closed_at", "updated_at"])
        record("brands.campaign_closed", actor=actor, subject=row, data={"reason": reason.strip()})
    return row


def lock(*, actor: Actor, campaign: Campaign) -> Campaign:
    """Somebody has agreed: from now on what they agreed to stays. Called by the room that knows; safe to repeat."""
    with transaction.atomic():
        row = hold(campaign)
        if row.is_locked:
            return row
        row.locked_at = timezone.now()
        row.save(update_fields=["locked_at", "updated_at"])
        record("brands.campaign_locked", actor=actor, subject=row, data={"version": row.version})
    return row


def blocking(campaign: Campaign) -> set[str]:
    """The fields whose gaps keep a campaign from being published."""
    return {gap.field for gap in gaps_of(campaign) if gap.blocks}


def require_complete(campaign: Campaign, but: Collection[str] = ()) -> None:
    """Raises BriefIncomplete with what is missing and why; `but` names what was missing already."""
    gaps = [gap for gap in gaps_of(campaign) if gap.blocks and gap.field not in but]
    if gaps:
        raise BriefIncomplete({gap.field: [gap.missing] for gap in gaps})


def require_rules(campaign: Campaign) -> None:
    """Raises BriefIncomplete if the stored rules, perhaps older than the limits of today, may not be asked."""
    try:
        shapes.rules(campaign.rules)
    except ValidationError as error:
        raise BriefIncomplete({"rules": error.messages}) from error


def hold(campaign: Campaign) -> Campaign:
    """The campaign as it is now, locked until the transaction ends. Raises WrongState if it was deleted meanwhile."""
    row = Campaign.objects.select_for_update(of=("self",)).select_related("brand").filter(pk=campaign.pk).first()
    if row is None:
        raise WrongState(_("This draft was deleted."))
    return row


def _expect(campaign: Campaign, *states: CampaignState) -> None:
    if campaign.state not in states:
        raise WrongState(
            _("This campaign is %(state)s now; reload the page.") % {"state": campaign.get_state_display()}
        )
