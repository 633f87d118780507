"""Who may see and do what with a profile."""

from collections.abc import Callable

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _

from creators.enums import CreatorState
from creators.models import Creator
from marketplace.accounts import seats
from marketplace.accounts.models import Person
from marketplace.accounts.policies import may_act, require_may_act, works_as_staff
from marketplace.activity.record import System
from marketplace.core.errors import Refused

Actor = Person | System

IN_SIGHT = (CreatorState.PUBLISHED, CreatorState.PAUSED)


class NotYours(Refused):
    """This profile belongs to somebody else."""


class StaffOnly(Refused):
    """Only staff with this right may do it."""


class WrongSide(Refused):
    """This person does not use the creator side."""


#: Asked in turn whether a person is in contact with a creator; a floor that knows contacts registers itself.
_in_contact: list[Callable[[Person, Creator], bool]] = []


def register_contact(is_in_contact: Callable[[Person, Creator], bool]) -> None:
    """People for whom this is true keep seeing a paused or hidden profile."""
    _in_contact.append(is_in_contact)


def owns(person: Actor | AnonymousUser, creator: Creator) -> bool:
    return isinstance(person, Person) and creator.person_id == person.pk and creator.state != CreatorState.REMOVED


def may_edit(person: Actor | AnonymousUser, creator: Creator) -> bool:
    """The owner, unless suspended; and the product itself."""
    if isinstance(person, System):
        return True
    return owns(person, creator) and may_act(person)


def require_may_edit(actor: Actor, creator: Creator) -> None:
    """The first line of an action on a profile. Raises a Refused."""
    require_may_act(actor)
    if not may_edit(actor, creator):
        raise NotYours(_("This profile belongs to somebody else."))


def may_see_page(person: Actor | AnonymousUser, creator: Creator) -> bool:
    """The page as brands see it: members of active brands and staff for a profile in sight; the owner always."""
    if not isinstance(person, Person) or creator.state == CreatorState.REMOVED:
        return False
    if owns(person, creator) or (works_as_staff(person) and person.has_perm("creators.view_creator")):
        return True
    # The state is known already; seats and contacts are looked up where they decide.
    if _is_in_sight(creator) and seats.works_for_a_brand(person):
        return True
    return any(is_in_contact(person, creator) for is_in_contact in _in_contact)


def _is_in_sight(creator: Creator) -> bool:
    if creator.person is None:
        return creator.state == CreatorState.DRAFT
    return creator.state in IN_SIGHT and not creator.person.is_suspended


def may_be_invited(creator: Creator, person: Person) -> bool:
    """A member of an active brand may write to a published creator; unclaimed ones cannot be reached."""
    if not creator.is_published or creator.is_unclaimed or owns(person, creator):
        return False
    return seats.works_for_a_brand(person) and may_act(person)


def may_see_private(person: Actor | AnonymousUser, creator: Creator) -> bool:
    """Birth date, proofs, consents and private measurements: the owner, and staff who check them."""
    return owns(person, creator) or _staff_may(person, "creators.view_private_creator")


def may_prove_ownership(person: Actor | AnonymousUser) -> bool:
    return isinstance(person, System) or _staff_may(person, "creators.prove_ownership")


def may_confirm_consent(person: Actor | AnonymousUser) -> bool:
    return _staff_may(person, "creators.confirm_consent")


def may_review(person: Actor | AnonymousUser) -> bool:
    return _staff_may(person, "creators.review_creator")


def require_staff(allowed: bool) -> None:
    """Raise StaffOnly unless the predicate before was true."""
    if not allowed:
        raise StaffOnly(_("Only staff with this right may do it."))


def _staff_may(person: Actor | AnonymousUser, permission: str) -> bool:
    return isinstance(person, Person) and works_as_staff(person) and may_act(person) and person.has_perm(permission)


def require_creator_side(person: Person) -> None:
    """Only people who use the creator side start a profile. Raises WrongSide."""
    if not person.uses_creator_side:
        raise WrongSide(_("Switch on the creator side in your settings first."))
