"""Inviting everybody of a roster: one invitation each, through the same action as any other, and a word for each."""

from django.db import transaction
from django.utils.translation import gettext as _

from brands.policies import NotYours, may_run_campaigns
from marketplace.accounts.models import Person
from marketplace.accounts.policies import require_may_act
from marketplace.activity.record import record
from marketplace.core.errors import DomainError, Invalid, Refused
from marketplace.deals.actions import invitations
from marketplace.rosters.models import Roster, RosterPick


class NothingToInvite(DomainError):
    """This roster is not ready."""


def invite(*, actor: Person, roster: Roster, message: str) -> list[RosterPick]:
    """Invite everybody of a roster who is not yet, at what they cost.

    Each pick then holds the invitation, or the code of why there is none; trying again asks those alone who have none.
    Raises Refused (role), Invalid (message), or NothingToInvite.
    """
    require_may_act(actor)
    if not may_run_campaigns(actor, roster.campaign.brand):
        raise NotYours(_("Only owners and managers of this brand may do this."))
    if not roster.is_ready:
        raise NothingToInvite
    picks = list(roster.picks.select_related("creator__person", "channel__platform").order_by("place"))
    for pick in picks:
        if pick.contact_id is None:
            _invite_one(actor, roster, pick, message)
    return picks


@transaction.atomic
def _invite_one(actor: Person, roster: Roster, pick: RosterPick, message: str) -> None:
    price = None if roster.campaign.is_barter else pick.cost_minor
    try:
        pick.contact = invitations.send(
            actor=actor,
            campaign=roster.campaign,
            creator=pick.creator,
            channel=pick.channel,
            message=message,
            price_minor=price,
        )
        pick.refused = ""
    except Invalid as refusal:
        if "message" in refusal.errors:
            raise
        pick.refused = refusal.code
    except Refused:
        raise
    except DomainError as refusal:
        pick.refused = refusal.code
    pick.save(update_fields=["contact", "refused"])
    if pick.contact is not None:
        record("rosters.pick_invited", actor=actor, subject=roster, data={"creator_id": pick.creator_id})
