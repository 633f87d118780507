"""Telling both sides, and closing what a closed campaign leaves open."""

from typing import Any

from marketplace.accounts.models import Person
from marketplace.activity.models import Event
from marketplace.activity.record import on
from marketplace.deals import notices as kinds
from marketplace.deals.actions import contacts
from marketplace.deals.enums import Side
from marketplace.deals.models import Contact
from marketplace.deals.policies import speakers_of
from marketplace.notifications.actions import notices


@on("deals.contact_opened")
def tell_who_was_asked(event: Event) -> None:
    """Tell the side that must answer."""
    contact = _contact_of(event)
    verb = kinds.APPLIED if contact.is_application else kinds.INVITED
    _tell(contact, contact.answered_by, verb, event)


@on("deals.contact_accepted", "deals.contact_declined")
def tell_who_asked(event: Event) -> None:
    """Tell the side that waited for the answer."""
    contact = _contact_of(event)
    _tell(contact, contact.asked_by, event.verb, event)


@on("deals.contact_withdrawn")
def tell_who_need_not_answer(event: Event) -> None:
    """Tell the side that was asked that it need not answer."""
    contact = _contact_of(event)
    _tell(contact, contact.answered_by, event.verb, event)


@on("deals.contact_expired")
def tell_both(event: Event) -> None:
    """Nobody is left to wonder."""
    contact = _contact_of(event)
    _tell(contact, Side.CREATOR, event.verb, event)
    _tell(contact, Side.BRAND, event.verb, event)


@on("brands.campaign_closed")
def close_what_waits(event: Event) -> None:
    """A closed campaign answers everybody who still waits."""
    for contact in Contact.objects.pending().filter(campaign_id=event.subject_id).select_related("campaign"):
        contacts.expire(contact=contact, is_campaign_over=True)


def _contact_of(event: Event) -> Contact:
    rows = Contact.objects.select_related("campaign__brand", "creator__person")
    return rows.get(pk=event.subject_id)


def _tell(contact: Contact, side: Side, verb: str, event: Event) -> None:
    for person in _people_of(contact, side):
        notices.notify(person=person, verb=verb, data=_data(contact, side), key=f"event:{event.pk}:{side}")


def _people_of(contact: Contact, side: Side) -> list[Person]:
    if side == Side.BRAND:
        return speakers_of(contact.campaign.brand)
    return [contact.creator.person] if contact.creator.person else []


def _data(contact: Contact, reader: Side) -> dict[str, Any]:
    brand, creator = contact.campaign.brand.name, contact.creator.display_name
    return {
        "contact": str(contact.public_id),
        "campaign": contact.campaign.title,
        "brand": brand,
        "creator": creator,
        "other": creator if reader == Side.BRAND else brand,
        "price_minor": contact.price_minor,
        "currency": contact.currency,
        "reason": contact.decision_reason_code,
    }
