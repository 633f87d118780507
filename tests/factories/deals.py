"""Contacts, opened through the real actions: what cannot be asked cannot be made here either."""

from typing import Any

from brands.enums import Role
from brands.models import Campaign
from creators.models import Channel, Creator
from marketplace.accounts.models import Person
from marketplace.deals.actions import applications, invitations
from marketplace.deals.models import Contact
from tests.factories.brands import CampaignFactory, MemberFactory, brand_person
from tests.factories.creators import published_creator

PRICE = 45_000


def open_campaign(**options: Any) -> Campaign:
    """A published campaign of a brand with one manager; anything else as given."""
    campaign: Campaign = CampaignFactory(published=True, **options)
    MemberFactory(brand=campaign.brand)
    return campaign


def manager_of(campaign: Campaign) -> Person:
    return campaign.brand.members.get(role=Role.MANAGER).person


def viewer_of(campaign: Campaign) -> Person:
    return MemberFactory(brand=campaign.brand, role=Role.VIEWER).person


def channel_of(creator: Creator) -> Channel:
    return creator.channels.get()


def applied(campaign: Campaign | None = None, creator: Creator | None = None, **changes: Any) -> Contact:
    """A pending application."""
    campaign, creator = campaign or open_campaign(), creator or published_creator()
    asked = {"message": "I know your soap.", "price_minor": None if campaign.is_barter else PRICE} | changes
    return applications.submit(actor=creator.person, campaign=campaign, channel=channel_of(creator), **asked)


def invited(campaign: Campaign | None = None, creator: Creator | None = None, **changes: Any) -> Contact:
    """A pending invitation."""
    campaign, creator = campaign or open_campaign(), creator or published_creator()
    asked = {
        "actor": changes.pop("actor", None) or manager_of(campaign),
        "message": "We like your films.",
        "price_minor": None if campaign.is_barter else PRICE,
    }
    return invitations.send(campaign=campaign, creator=creator, channel=channel_of(creator), **asked | changes)


def stranger() -> Person:
    """Somebody of another brand, who has nothing to do with it."""
    return brand_person()
