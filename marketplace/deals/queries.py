"""Reading contacts, always through what a person may see."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, Prefetch, Q, QuerySet

from brands.enums import RUN_CAMPAIGNS
from brands.models import Brand, Campaign
from creators.models import Channel, Creator
from marketplace.accounts.models import Person
from marketplace.deals.enums import ContactKind, ContactState, Reason
from marketplace.deals.models import Contact, ContactEvent

SHOWN_WITH = ("campaign__brand", "creator", "channel__platform")


@dataclass(frozen=True)
class ResponseRate:
    """Of the applications whose time is over or that were answered, how many a brand answered itself."""

    answered: int
    total: int

    @property
    def basis_points(self) -> int | None:
        """None while there was nothing to answer."""
        return self.answered * 10_000 // self.total if self.total else None


def barter_for_the_paid_only(person: Person) -> Q:
    """Campaigns that give gifts only, for a creator who wants to be paid."""
    return Q(is_barter=True) & Q(Exists(Creator.objects.filter(person=person, paid_only=True)))


def contact_for(person: Any) -> QuerySet[Contact]:
    """Where a contact's page looks it up, with everything it shows."""
    events = Prefetch("events", ContactEvent.objects.select_related("actor").order_by("pk"))
    found = Contact.objects.visible_to(person).select_related(*SHOWN_WITH, "creator__person", "created_by")
    return found.prefetch_related(events)


def contacts_of_creator(person: Person, state: str = "") -> QuerySet[Contact]:
    """A creator's own applications and invitations."""
    return _in_order(Contact.objects.filter(creator__person=person), state)


def contacts_of_brands(person: Person, state: str = "") -> QuerySet[Contact]:
    """Those of all campaigns of the brands a person is a member of."""
    return _in_order(Contact.objects.filter(campaign__in=Campaign.objects.run_by(person).values("pk")), state)


def contacts_of_campaign(person: Person, campaign: Campaign, state: str = "") -> QuerySet[Contact]:
    """The inbox of one campaign of one's own brand."""
    return contacts_of_brands(person, state).filter(campaign=campaign)


def state_counts(contacts: QuerySet[Contact]) -> dict[str, int]:
    """How many of these are in each state."""
    return dict(contacts.order_by().values_list("state").annotate(Count("pk")))


def contact_between(campaign: Campaign, creator: Creator) -> Contact | None:
    """The open contact of a pair, or the last one that was."""
    pair = Contact.objects.filter(campaign=campaign, creator=creator)
    return pair.open().first() or pair.order_by("-pk").first()


def waiting_for(person: Person) -> int:
    """How many contacts wait for this person's own answer, on either side."""
    mine = Q(creator__person=person, kind=ContactKind.INVITATION)
    seats = Q(campaign__brand__members__person=person)
    seats &= Q(campaign__brand__members__role__in=RUN_CAMPAIGNS, kind=ContactKind.APPLICATION)
    return Contact.objects.pending().filter(mine | seats).distinct().count()


def usable_channels(person: Person, campaign: Campaign) -> list[Channel]:
    """The channels a creator can apply through: their own, on the campaign's platforms."""
    return suitable_channels(Channel.objects.live().filter(creator__person=person), campaign)


def suitable_channels(channels: QuerySet[Channel], campaign: Campaign) -> list[Channel]:
    """Those of some channels that are on the campaign's platforms (all, where it wants none)."""
    platforms = campaign.wanted_platform_ids
    found = channels.select_related("platform", "creator__person").order_by("pk")
    return [channel for channel in found if not platforms or channel.platform_id in platforms]


def inviting_campaigns(person: Person) -> QuerySet[Campaign]:
    """The campaigns a person may invite creators to today."""
    brands = Brand.objects.led_by(person)
    return Campaign.objects.open().filter(brand__in=brands.values("pk")).select_related("brand").order_by("title", "pk")


def response_rate(brand: Brand) -> ResponseRate:
    """How a brand answers those who apply; public. What a creator withdrew, and what still waits, does not count."""
    asked = Contact.objects.filter(campaign__brand=brand, kind=ContactKind.APPLICATION)
    answered = Q(state__in=[ContactState.ACCEPTED, ContactState.DECLINED])
    silent = Q(state=ContactState.EXPIRED, decision_reason_code=Reason.NO_ANSWER)
    counts = asked.aggregate(answered=Count("pk", filter=answered), total=Count("pk", filter=answered | silent))
    return ResponseRate(counts["answered"], counts["total"])


def _in_order(contacts: QuerySet[Contact], state: str) -> QuerySet[Contact]:
    if state in ContactState.values:
        contacts = contacts.filter(state=state)
    return contacts.select_related(*SHOWN_WITH).order_by("-pk")
