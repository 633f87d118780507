"""A brand asks a creator."""

from django.db import transaction
from django.utils.translation import gettext as _

from brands.models import Campaign
from brands.policies import require_campaign_role
from creators.models import Channel, Creator
from marketplace.accounts.models import Person
from marketplace.accounts.policies import require_may_act
from marketplace.core.errors import DomainError
from marketplace.deals import policies
from marketplace.deals.actions import gates
from marketplace.deals.actions.opening import hold_campaign, open_contact
from marketplace.deals.enums import ContactKind, Side
from marketplace.deals.models import Contact
from marketplace.deals.verdicts import standing_of


class NotContactable(DomainError):
    """This creator cannot be contacted now."""


class CreatorRefuses(DomainError):
    """The creator has said that they do not take this."""


def send(
    *, actor: Person, campaign: Campaign, creator: Creator, channel: Channel, message: str, price_minor: int | None
) -> Contact:
    """Invite a creator to a campaign of one's brand, with a message and the price offered.

    A creator who fails the campaign's own rules can still be invited: they are the brand's. The marketplace's rules and
    the creator's own refusals cannot be passed over. Raises Refused (role, suspended), Invalid (message, price,
    channel), NotOpen, SeatsTaken, NotContactable, CreatorRefuses, AlreadyInContact, AlreadyAnswered.
    """
    require_may_act(actor)
    with transaction.atomic():
        held = hold_campaign(campaign)
        require_campaign_role(actor, held.brand)
        gates.campaign_is_open(held)
        profile = Creator.objects.select_related("person").get(pk=creator.pk)
        if not policies.may_be_invited(profile):
            raise NotContactable(_("This creator cannot be contacted now."))
        gates.channel_suits(channel, held, profile)
        gates.pair_is_free(held, profile, Side.BRAND)
        text = gates.words_are_right(held, message, price_minor)
        gates.budget_reaches(held, price_minor)
        _respect_refusals(profile, held, price_minor)
        standing = standing_of(channel, held)
        if standing.is_refused_by_marketplace:
            raise NotContactable(_("This creator cannot be contacted now."))
        return open_contact(
            actor=actor,
            kind=ContactKind.INVITATION,
            campaign=held,
            channel=channel,
            message=text,
            price_minor=price_minor,
            standing=standing,
        )


def _respect_refusals(creator: Creator, campaign: Campaign, price_minor: int | None) -> None:
    """Whatever stands against it, the brand reads the same sentence: what a creator refuses is theirs to know."""
    sector = campaign.product_sector or campaign.brand.sector
    least = creator.minimum_fee_minor
    is_refused = (
        (campaign.is_barter and creator.paid_only)
        or (sector is not None and creator.refuses_sectors.filter(code__in=sector.path).exists())
        or creator.refuses_kinds.filter(pk__in=campaign.deliverables.values("kind")).exists()
        or bool(least and price_minor and creator.minimum_fee_currency == campaign.currency and price_minor < least)
    )
    if is_refused:
        raise CreatorRefuses(
            _("The campaign asks for something that the creator does not accept. What it is stays with them.")
        )
