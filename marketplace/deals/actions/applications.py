"""A creator asks to take part."""

from django.db import transaction
from django.utils.translation import gettext as _

from brands.models import Campaign
from creators.models import Channel, Creator
from creators.queries import today_of
from marketplace.accounts.models import Person
from marketplace.accounts.policies import require_may_act
from marketplace.core.errors import DomainError, Refused
from marketplace.deals import policies
from marketplace.deals.actions import gates
from marketplace.deals.actions.opening import hold_campaign, open_contact
from marketplace.deals.costs import costs_of
from marketplace.deals.enums import ContactKind, Side
from marketplace.deals.models import Contact
from marketplace.deals.verdicts import standing_of


class NoProfile(Refused):
    """Only the person behind a published profile applies."""


class NotAdult(Refused):
    """Contact with brands begins at 18."""


class RulesNotMet(DomainError):
    """The rules of the campaign, or of the marketplace, are not met."""


def submit(*, actor: Person, campaign: Campaign, channel: Channel, message: str, price_minor: int | None) -> Contact:
    """Apply to a campaign through one of one's channels, with a message and a price in the campaign's currency.

    Raises Refused (suspended, no published profile, under 18), Invalid (message, price, channel) and DomainErrors for
    what stands against it: NotOpen, SeatsTaken, PaidOnly, RulesNotMet, AlreadyInContact, AlreadyAnswered.
    """
    require_may_act(actor)
    with transaction.atomic():
        held = hold_campaign(campaign)
        creator = _profile_of(actor)
        gates.channel_suits(channel, held, creator)
        gates.campaign_is_open(held)
        gates.pay_suits(held, creator)
        gates.pair_is_free(held, creator, Side.CREATOR)
        text = gates.words_are_right(held, message, price_minor)
        standing = standing_of(channel, held)
        if standing.is_refused:
            raise RulesNotMet(_("You do not meet the rules of this campaign yet: see which and what would change it."))
        return open_contact(
            actor=actor,
            kind=ContactKind.APPLICATION,
            campaign=held,
            channel=channel,
            message=text,
            price_minor=price_minor,
            standing=standing,
            costs=costs_of(held, channel, today_of(creator)),
        )


def _profile_of(person: Person) -> Creator:
    creator = Creator.objects.select_related("person").filter(person=person).first()
    if creator is None or not creator.is_published:
        raise NoProfile(_("Publish your profile first: it is what the brand decides by."))
    if not policies.is_adult(creator):
        raise NotAdult(_("Contact with brands begins at 18: your profile must show your birth date."))
    return creator
