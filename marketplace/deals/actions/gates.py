"""What stands between two sides and a contact, one question each. Every function raises its refusal or returns."""

from typing import Any

from django.utils.translation import gettext as _

from brands.models import Campaign
from brands.models.campaign import campaign_day
from creators.models import Channel, Creator
from marketplace.core.errors import DomainError, Invalid, Refused
from marketplace.core.money import format_money
from marketplace.deals.enums import ContactState, Side
from marketplace.deals.models import Contact

LONGEST_MESSAGE = 1_000


class NotOpen(DomainError):
    """This campaign takes no contacts now."""


class SeatsTaken(DomainError):
    """All places of this campaign are taken."""


class AlreadyInContact(DomainError):
    """There is an open contact for this campaign and creator already."""


class AlreadyAnswered(DomainError):
    """The other side has said no to this already."""


class PaidOnly(DomainError):
    """This creator takes paid work only."""


class NotYourChannel(Refused):
    """This channel cannot be used here."""

    status = 404


def campaign_is_open(campaign: Campaign) -> None:
    """Published by an active brand, its last day not over, and a place free. Raises NotOpen or SeatsTaken."""
    if not campaign.is_published or not campaign.brand.is_active:
        raise NotOpen(_("This campaign is not open now."))
    if campaign.apply_until is not None and campaign_day() > campaign.apply_until:
        raise NotOpen(_("The last day of this campaign's applications has passed."))
    seat_is_free(campaign)


def seat_is_free(campaign: Campaign) -> None:
    """Raises SeatsTaken if as many creators were accepted as the campaign wants."""
    if campaign.seats is None:
        return
    if Contact.objects.filter(campaign=campaign, state=ContactState.ACCEPTED).count() >= campaign.seats:
        raise SeatsTaken(_("All places of this campaign are taken."))


def pay_suits(campaign: Campaign, creator: Creator) -> None:
    """Raises PaidOnly where only gifts are offered to a creator who takes paid work only."""
    if campaign.is_barter and creator.paid_only:
        raise PaidOnly(_("This creator takes paid work only."))


def channel_suits(channel: Channel, campaign: Campaign, creator: Creator) -> None:
    """The creator's own live channel, on a platform of the campaign. Raises NotYourChannel or Invalid."""
    if channel.creator_id != creator.pk or channel.removed_at is not None:
        raise NotYourChannel(_("There is no such channel."))
    platforms = campaign.wanted_platform_ids
    if platforms and channel.platform_id not in platforms:
        raise Invalid({"channel": _("This campaign is about other platforms.")})


def words_are_right(campaign: Campaign, message: str, price_minor: int | None) -> str:
    """The message, trimmed. A price is named for paid campaigns and only for those. Raises Invalid."""
    errors: dict[str, Any] = {}
    text = message.strip()
    if not text:
        errors["message"] = _("Write a few words: the other side reads them first.")
    elif len(text) > LONGEST_MESSAGE:
        errors["message"] = _("Keep it within %(count)s characters.") % {"count": LONGEST_MESSAGE}
    if campaign.is_barter and price_minor is not None:
        errors["price"] = _("This campaign gives gifts, not money: leave the price empty.")
    if not campaign.is_barter and (price_minor is None or price_minor <= 0):
        errors["price"] = _("Name your price for everything the campaign asks for.")
    if errors:
        raise Invalid(errors)
    return text


def budget_reaches(campaign: Campaign, price_minor: int | None) -> None:
    """Raises Invalid if a brand offers one creator more than all of the campaign's money."""
    budget = campaign.budget_minor
    if budget and price_minor and price_minor > budget:
        whole = format_money(budget, campaign.currency)
        text = _("This is more than the campaign's whole budget of %(budget)s. Offer less, or raise the budget first.")
        raise Invalid({"price": text % {"budget": whole}})


def pair_is_free(campaign: Campaign, creator: Creator, asking: Side) -> None:
    """No open contact, and no earlier no to the side that asks. Raises AlreadyInContact or AlreadyAnswered."""
    earlier = Contact.objects.filter(campaign=campaign, creator=creator)
    if earlier.open().exists():
        raise AlreadyInContact(_("You are in contact about this campaign already."))
    declined = [contact for contact in earlier.filter(state=ContactState.DECLINED) if contact.asked_by == asking]
    if declined:
        raise AlreadyAnswered(_("You asked already and were told no. Only the other side can ask now."))
