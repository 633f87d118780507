"""Who may ask whom, and who may answer."""

from typing import Any

from brands import policies as brand_policies
from brands.enums import Role
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


def side_of(person: Any, contact: Contact) -> Side | None:
    """The side a person sees a contact from; None for everybody else. Viewers of the brand read along."""
    if not isinstance(person, Person):
        return None
    if contact.creator.person_id == person.pk:
        return Side.CREATOR
    return Side.BRAND if brand_policies.role_in(person, contact.campaign.brand) else None


def speaks_for(person: Any, contact: Contact) -> Side | None:
    """The side a person may act for; None for those who only read, and for the suspended."""
    side = side_of(person, contact)
    if side is None or not may_act(person):
        return None
    if side == Side.BRAND and not may_invite_for(person, contact.campaign.brand):
        return None
    return side


def may_answer(person: Any, contact: Contact) -> bool:
    """Accept or decline: the side that was asked, while there is time."""
    return contact.is_pending and speaks_for(person, contact) == contact.answered_by


def may_withdraw(person: Any, contact: Contact) -> bool:
    """The side that asked, while there is no answer."""
    return contact.is_pending and speaks_for(person, contact) == contact.asked_by


def is_in_contact(person: Person, creator: Creator) -> bool:
    """Whether an active brand of theirs has an open contact with a creator: they keep seeing a paused or hidden
    profile."""
    brands = Brand.objects.visible_to(person).active()
    contacts = Contact.objects.open().filter(creator=creator, campaign__brand__in=brands.values("pk"))
    return contacts.exists()


def speakers_of(brand: Brand) -> list[Person]:
    """The people who answer for a brand: those to tell."""
    seats = Member.objects.filter(brand=brand, role__in=[Role.OWNER, Role.MANAGER]).select_related("person")
    return [seat.person for seat in seats.order_by("pk")]
