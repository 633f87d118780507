"""The one way a contact comes to be. Applications and invitations check first, and then come here."""

from collections.abc import Sequence

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from brands.models import Campaign
from creators.models import Channel
from marketplace.accounts.models import Person
from marketplace.activity.record import SYSTEM, record
from marketplace.deals.actions.gates import AlreadyInContact
from marketplace.deals.costs import Kept
from marketplace.deals.enums import TIME_TO_ANSWER, ContactKind, ContactState
from marketplace.deals.jobs import EXPIRE
from marketplace.deals.models import Contact, ContactEvent
from marketplace.deals.verdicts import Standing


def hold_campaign(campaign: Campaign) -> Campaign:
    """The campaign as it is now, locked until the transaction ends: its seats are counted one contact at a time."""
    return Campaign.objects.select_for_update(of=("self",)).select_related("brand").get(pk=campaign.pk)


def open_contact(
    *,
    actor: Person,
    kind: ContactKind,
    campaign: Campaign,
    channel: Channel,
    message: str,
    price_minor: int | None,
    standing: Standing,
    costs: Sequence[Kept] = (),
) -> Contact:
    """Write the contact, its first event, its deadline and what happened. Raises AlreadyInContact.

    `costs`: what the creator knows it costs them, where they agree by asking.
    """
    contact = Contact(
        kind=kind,
        campaign=campaign,
        creator=channel.creator,
        channel=channel,
        message=message,
        price_minor=price_minor,
        currency="" if price_minor is None else campaign.currency,
        campaign_version=campaign.version,
        verdict=standing.as_kept(),
        verdict_outcome=int(standing.verdict.outcome),
        rule_set_hash=standing.verdict.rule_set_hash,
        costs=list(costs),
        created_by=actor,
        expires_at=timezone.now() + TIME_TO_ANSWER[kind],
    )
    try:
        with transaction.atomic():
            contact.save(force_insert=True)
    except IntegrityError as error:
        raise AlreadyInContact(_("You are in contact about this campaign already.")) from error
    note_event(contact, actor)
    EXPIRE.enqueue(key=str(contact.pk), run_after=contact.expires_at, contact_id=contact.pk)
    return contact


def note_event(contact: Contact, actor: Person | None) -> None:
    """Add the present state to the contact's own history, and to the record of everything."""
    is_first = contact.state == ContactState.PENDING
    side = contact.asked_by if is_first or contact.state == ContactState.WITHDRAWN else contact.answered_by
    ContactEvent.objects.create(
        contact=contact,
        state=contact.state,
        actor=actor,
        side=side if actor else "",
        reason_code=contact.decision_reason_code,
        note=contact.decision_note,
    )
    data = {
        "kind": contact.kind,
        "campaign_id": contact.campaign_id,
        "creator_id": contact.creator_id,
        "reason": contact.decision_reason_code,
    }
    verb = f"deals.contact_{'opened' if is_first else contact.state}"
    record(verb, actor=actor or SYSTEM, subject=contact, data=data)
