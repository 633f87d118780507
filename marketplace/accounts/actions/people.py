"""What people change about themselves, and what staff change about them."""

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from marketplace.accounts.enums import Side
from marketplace.accounts.models import Person
from marketplace.accounts.policies import Actor, may_suspend, require_may_act
from marketplace.activity.record import record
from marketplace.core.errors import DomainError, Invalid, Refused


class NotYours(Refused):
    """Only staff with the right may suspend or reinstate people."""


class AlreadySuspended(DomainError):
    """This person is suspended already."""


class NotSuspended(DomainError):
    """This person is not suspended."""


def switch_side(*, actor: Person, side: str) -> Person:
    """Look at the market from the other side; the first time, that side is opened for the person.

    Raises Invalid for an unknown side.
    """
    require_may_act(actor)
    if side not in Side.values:
        raise Invalid({"side": _("Choose the creator side or the brand side.")})
    field = f"uses_{side}_side"
    opened = not getattr(actor, field)
    setattr(actor, field, True)
    actor.active_side = side
    actor.save(update_fields=[field, "active_side", "updated_at"])
    if opened:
        record("accounts.side_opened", actor=actor, subject=actor, data={"side": side})
    return actor


def choose_language(*, actor: Person, language: str) -> Person:
    """Remember the language a person reads. Also open to suspended people: they must be able to read."""
    if language not in dict(settings.LANGUAGES):
        raise Invalid({"language": _("This language is not available yet.")})
    actor.language = language
    actor.save(update_fields=["language", "updated_at"])
    return actor


def change_settings(
    *, actor: Person, name: str, language: str, time_zone: str, uses_creator_side: bool, uses_brand_side: bool
) -> Person:
    """Save a person's own settings; the side they look from stays one that they use."""
    require_may_act(actor)
    actor.name, actor.language, actor.time_zone = name, language, time_zone
    actor.uses_creator_side, actor.uses_brand_side = uses_creator_side, uses_brand_side
    if not getattr(actor, f"uses_{actor.active_side or 'no'}_side", False):
        actor.active_side = Side.CREATOR if uses_creator_side else Side.BRAND
    actor.save()
    return actor


def suspend(*, actor: Actor, person: Person, reason: str) -> Person:
    """Let a person read and export only. Raises NotYours, Invalid without a reason, AlreadySuspended."""
    reason = _checked(actor, person, reason)
    with transaction.atomic():
        row = Person.objects.select_for_update().get(pk=person.pk)
        if row.is_suspended:
            raise AlreadySuspended(_("This person is suspended already."))
        row.suspended_at, row.suspended_reason = timezone.now(), reason
        row.save(update_fields=["suspended_at", "suspended_reason", "updated_at"])
        record("accounts.person_suspended", actor=actor, subject=row, data={"reason": reason})
    return row


def reinstate(*, actor: Actor, person: Person, reason: str) -> Person:
    """Let a suspended person act again. Raises NotYours, Invalid without a reason, NotSuspended."""
    reason = _checked(actor, person, reason)
    with transaction.atomic():
        row = Person.objects.select_for_update().get(pk=person.pk)
        if not row.is_suspended:
            raise NotSuspended(_("This person is not suspended."))
        row.suspended_at, row.suspended_reason = None, ""
        row.save(update_fields=["suspended_at", "suspended_reason", "updated_at"])
        record("accounts.person_reinstated", actor=actor, subject=row, data={"reason": reason})
    return row


def _checked(actor: Actor, person: Person, reason: str) -> str:
    if not may_suspend(actor, person):
        raise NotYours(_("Only staff with the right may suspend or reinstate people."))
    if not reason.strip():
        raise Invalid({"reason": _("Give the reason: the person reads it.")})
    return reason.strip()
