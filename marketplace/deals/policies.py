"""Who may ask whom, and who may answer."""

from dataclasses import dataclass
from typing import Any

from brands import policies as brand_policies
from brands.enums import RUN_CAMPAIGNS
from brands.models import Brand, Member
from creators.enums import Availability, CreatorState
from creators.models import Creator
from creators.queries import today_of
from marketplace.accounts.models import Person
from marketplace.accounts.policies import may_act
from marketplace.deals.enums import Side
from marketplace.deals.models import Contact
from marketplace.eligibility.ages import age_on

ADULT = 18


def is_adult(creator: Creator) -> bool:
    """Known to be 18 or older today, where they live. Younger people stay outside contact, whatever their consents."""
    return creator.birth_date is not None and age_on(creator.birth_date, today_of(creator)) >= ADULT


def can_be_in_contact(creator: Creator) -> bool:
    """A published profile of an adult who may act for themself."""
    person = creator.person
    if person is None or creator.state != CreatorState.PUBLISHED:
        return False
    return person.is_active and not person.is_suspended and is_adult(creator)


def may_be_invited(creator: Creator) -> bool:
    """In contact at all, and not saying that they look for nothing."""
    return can_be_in_contact(creator) and creator.availability != Availability.NOT_LOOKING


def may_invite_for(person: Any, brand: Brand) -> bool:
    """Owners and managers write for a brand and answer for it."""
    return brand_policies.may_run_campaigns(person, brand)


@dataclass(frozen=True)
class Standpoint:
    """Where a person stands towards a contact: looked up once, asked several things.

    `side`: the side they see it from; None for everybody else. `speaks_for`: the side they may act for; None for those
    who only read (viewers of the brand), and for the suspended.
    """

    contact: Contact
    side: Side | None
    speaks_for: Side | None

    @property
    def may_answer(self) -> bool:
        """Accept or decline: the side that was asked, while there is time."""
        return self.contact.is_pending and self.speaks_for == self.contact.answered_by

    @property
    def may_withdraw(self) -> bool:
        """The side that asked, while there is no answer."""
        return self.contact.is_pending and self.speaks_for == self.contact.asked_by


def standpoint_of(person: Any, contact: Contact) -> Standpoint:
    """Reads the person's role in the brand where they are not the creator."""
    if not isinstance(person, Person):
        return Standpoint(contact, None, None)
    if contact.creator.person_id == person.pk:
        return Standpoint(contact, Side.CREATOR, Side.CREATOR if may_act(person) else None)
    brand = contact.campaign.brand
    role = brand_policies.role_in(person, brand)
    speaks = brand_policies.may_act_as(person, brand, role, RUN_CAMPAIGNS)
    return Standpoint(contact, Side.BRAND if role else None, Side.BRAND if speaks else None)


def is_in_contact(person: Person, creator: Creator) -> bool:
    """Whether an active brand of theirs has an open contact with a creator: they keep seeing a paused or hidden
    profile."""
    brands = Brand.objects.visible_to(person).active()
    contacts = Contact.objects.open().filter(creator=creator, campaign__brand__in=brands.values("pk"))
    return contacts.exists()


def speakers_of(brand: Brand) -> list[Person]:
    """The people who answer for a brand: those to tell."""
    seats = Member.objects.filter(brand=brand, role__in=RUN_CAMPAIGNS).select_related("person")
    return [seat.person for seat in seats.order_by("pk")]
