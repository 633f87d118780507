"""The one answer to a contact: accepted, declined, withdrawn, or closed when the time is over. All of them final."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from brands.actions import campaigns
from brands.enums import CampaignState
from creators.queries import today_of
from marketplace.accounts.models import Person
from marketplace.accounts.policies import require_may_act
from marketplace.core.errors import DomainError, Invalid, Refused
from marketplace.deals import policies
from marketplace.deals.actions import gates
from marketplace.deals.actions.opening import hold_campaign, note_event
from marketplace.deals.costs import costs_of
from marketplace.deals.enums import SAID_BY_BRAND, SAID_BY_CREATOR, ContactState, Reason, Side
from marketplace.deals.models import Contact

LONGEST_NOTE = 500


class NotYourTurn(Refused):
    """Only the side that was asked answers, and only the side that asked withdraws."""


class Settled(DomainError):
    """This contact has its answer already."""


class TimeOver(DomainError):
    """The time to answer is over."""


class CampaignOver(DomainError):
    """The campaign is closed."""


def accept(*, actor: Person, contact: Contact) -> Contact:
    """Agree. The campaign's terms are locked from now on.

    Raises NotYourTurn, Settled, TimeOver, CampaignOver, SeatsTaken, PaidOnly, and NotYourTurn where the creator can no
    longer be in contact (their profile was taken down, or they are suspended).
    """
    require_may_act(actor)
    with transaction.atomic():
        campaign = hold_campaign(contact.campaign)
        held = _hold(contact)
        _expect_turn(actor, held, held.answered_by)
        if campaign.state not in (CampaignState.PUBLISHED, CampaignState.PAUSED) or not campaign.brand.is_active:
            raise CampaignOver(_("The campaign is closed."))
        if not policies.can_be_in_contact(held.creator):
            raise NotYourTurn(_("This creator's profile is not published now."))
        gates.seat_is_free(campaign)
        gates.pay_suits(campaign, held.creator)
        if held.answered_by == Side.CREATOR:
            held.costs = costs_of(campaign, held.channel, today_of(held.creator))
        _settle(held, ContactState.ACCEPTED, actor)
        campaigns.lock(actor=actor, campaign=campaign)
    return held


def decline(*, actor: Person, contact: Contact, reason: str, note: str = "") -> Contact:
    """Say no, and why. Raises NotYourTurn, Settled, TimeOver, Invalid without a reason (or a note for “another”)."""
    require_may_act(actor)
    with transaction.atomic():
        held = _hold(contact)
        _expect_turn(actor, held, held.answered_by)
        allowed = SAID_BY_BRAND if held.answered_by == Side.BRAND else SAID_BY_CREATOR
        if reason not in allowed:
            raise Invalid({"reason": _("Choose a reason: the other side reads it.")})
        text = _checked_note(note)
        if reason == Reason.OTHER and not text:
            raise Invalid({"note": _("Say which other reason.")})
        return _settle(held, ContactState.DECLINED, actor, reason, text)


def withdraw(*, actor: Person, contact: Contact, note: str = "") -> Contact:
    """Take one's own application or invitation back. Raises NotYourTurn, Settled, TimeOver."""
    require_may_act(actor)
    with transaction.atomic():
        held = _hold(contact)
        _expect_turn(actor, held, held.asked_by)
        return _settle(held, ContactState.WITHDRAWN, actor, note=_checked_note(note))


def expire(*, contact: Contact, is_campaign_over: bool = False) -> Contact:
    """Close a contact that got no answer in time, or whose campaign is over, with the reason. Safe to repeat."""
    with transaction.atomic():
        campaign = hold_campaign(contact.campaign)
        held = _hold(contact)
        if held.state != ContactState.PENDING:
            return held
        if is_campaign_over:
            return _settle(held, ContactState.EXPIRED, None, Reason.CAMPAIGN_CLOSED)
        if timezone.now() < held.expires_at:
            return held
        try:
            gates.seat_is_free(campaign)
        except gates.SeatsTaken:
            return _settle(held, ContactState.EXPIRED, None, Reason.SEATS_FILLED)
        return _settle(held, ContactState.EXPIRED, None, Reason.NO_ANSWER)


def _hold(contact: Contact) -> Contact:
    rows = Contact.objects.select_for_update(of=("self",))
    return rows.select_related("creator__person", "campaign__brand", "channel").get(pk=contact.pk)


def _expect_turn(actor: Person, contact: Contact, side: Side) -> None:
    if policies.standpoint_of(actor, contact).speaks_for != side:
        raise NotYourTurn(_("This is not yours to answer."))
    if contact.state != ContactState.PENDING:
        raise Settled(_("This contact has its answer already: %(state)s.") % {"state": contact.get_state_display()})
    if timezone.now() >= contact.expires_at:
        raise TimeOver(_("The time to answer is over."))


def _checked_note(note: str) -> str:
    text = note.strip()
    if len(text) > LONGEST_NOTE:
        raise Invalid({"note": _("Keep it within %(count)s characters.") % {"count": LONGEST_NOTE}})
    return text


def _settle(contact: Contact, state: ContactState, actor: Person | None, reason: str = "", note: str = "") -> Contact:
    contact.state, contact.decided_at, contact.decided_by = state, timezone.now(), actor
    contact.decision_reason_code, contact.decision_note = reason, note
    decision = ["state", "decided_at", "decided_by", "decision_reason_code", "decision_note", "updated_at"]
    contact.save(update_fields=["costs", *decision])
    note_event(contact, actor)
    return contact
