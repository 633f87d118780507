"""Who may act at all. Each room has its own policies on top of this one."""

from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.utils.translation import gettext as _

from marketplace.accounts.models import Person
from marketplace.activity.record import System
from marketplace.core.errors import Refused

Actor = Person | System


class NotSignedIn(Refused):
    """Sign in to do this."""


class Suspended(Refused):
    """A suspended person reads and exports, and nothing else."""


class EmailNotVerified(Refused):
    """The e-mail address is not verified yet."""


def may_act(person: Actor | AnonymousUser) -> bool:
    """True if this person may change anything: active, e-mail verified, not suspended. The product itself may."""
    if isinstance(person, System):
        return True
    return bool(person.is_authenticated and person.is_active and not person.is_suspended and person.has_verified_email)


def require_may_act(person: Actor | AnonymousUser) -> None:
    """The first line of every action. Raises NotSignedIn, Suspended or EmailNotVerified."""
    if may_act(person):
        return
    if not isinstance(person, Person) or not person.is_active:
        raise NotSignedIn(_("Sign in to do this."))
    if person.is_suspended:
        raise Suspended(_("Your account is suspended: you can read and export, but not change anything."))
    raise EmailNotVerified(_("Verify your e-mail address first: follow the link we sent you."))


def actor_of(request: HttpRequest) -> Person:
    """The signed-in person behind a request, typed as one. Raises NotSignedIn for a visitor."""
    if not isinstance(request.user, Person):
        raise NotSignedIn(_("Sign in to do this."))
    return request.user


def works_as_staff(person: Any) -> bool:
    """Staff, with a sign-in as strong as their rights ask for: not only in the administration."""
    if not getattr(person, "is_staff", False):
        return False
    return not settings.STAFF_NEED_MFA or person.has_second_factor


def may_suspend(actor: Actor, person: Person) -> bool:
    """Staff with the right may suspend others; only a superuser may suspend staff."""
    if isinstance(actor, System):
        return True
    if actor.pk == person.pk or not may_act(actor) or not actor.has_perm("accounts.suspend_person"):
        return False
    return actor.is_superuser or not (person.is_staff or person.is_superuser)
