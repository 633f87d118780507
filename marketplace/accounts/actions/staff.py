"""Who is staff, and in which group."""

from django.contrib.auth.models import Group
from django.db import transaction
from django.utils.translation import gettext as _

from marketplace.accounts.models import Person
from marketplace.accounts.policies import may_act
from marketplace.accounts.roles import RIGHTS
from marketplace.activity.record import record
from marketplace.core.errors import DomainError, Invalid, Refused


class NotStaff(DomainError):
    """This person is no staff."""


class AlreadyInGroup(DomainError):
    """This person is in the group already."""


@transaction.atomic
def join(*, actor: Person, person: Person, group: str, reason: str) -> Person:
    """Make a person staff of one group. Raises Refused, Invalid, AlreadyInGroup."""
    row = _hold(actor, person, reason)
    if group not in RIGHTS:
        raise Invalid({"group": [_("There is no such group.")]})
    if row.is_staff and row.groups.filter(name=group).exists():
        raise AlreadyInGroup(_("This person is in the group already."))
    row.is_staff = True
    row.save(update_fields=["is_staff", "updated_at"])
    row.groups.add(Group.objects.get(name=group))
    record("accounts.staff_joined", actor=actor, subject=row, data={"group": group, "reason": reason.strip()})
    return row


@transaction.atomic
def leave(*, actor: Person, person: Person, reason: str) -> Person:
    """Take every staff right from a person. Raises Refused, Invalid, NotStaff."""
    row = _hold(actor, person, reason)
    if not row.is_staff:
        raise NotStaff(_("This person is no staff."))
    row.is_staff = row.is_superuser = False
    row.save(update_fields=["is_staff", "is_superuser", "updated_at"])
    row.groups.clear()
    record("accounts.staff_left", actor=actor, subject=row, data={"reason": reason.strip()})
    return row


def _hold(actor: Person, person: Person, reason: str) -> Person:
    if not (may_act(actor) and actor.is_superuser) or actor.pk == person.pk:
        raise Refused(_("Only another administrator with every right may do this."))
    if not reason.strip():
        raise Invalid({"reason": [_("Give the reason.")]})
    return Person.objects.select_for_update().get(pk=person.pk)
