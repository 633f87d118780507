"""What staff do about a published profile."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from creators.actions.profiles import WrongState
from creators.enums import CreatorState
from creators.models import Creator
from creators.policies import IN_SIGHT, may_review, require_staff
from marketplace.accounts.models import Person
from marketplace.activity.record import record
from marketplace.core.errors import Invalid


@transaction.atomic
def approve(*, actor: Person, creator: Creator, note: str = "") -> Creator:
    """Staff have looked at a profile and found nothing wrong. Raises WrongState or StaffOnly."""
    row = _hold(actor, creator)
    if row.reviewed_at is not None:
        raise WrongState(_("This profile was reviewed already."))
    row.reviewed_at = timezone.now()
    row.save(update_fields=["reviewed_at", "updated_at"])
    record("creators.reviewed", actor=actor, subject=row, data={"note": note.strip()})
    return row


@transaction.atomic
def take_down(*, actor: Person, creator: Creator, reason: str) -> Creator:
    """Staff take a profile off the market; the creator reads why and may publish again once it is put right.

    Raises WrongState, Invalid or StaffOnly.
    """
    row = _hold(actor, creator)
    if not reason.strip():
        raise Invalid({"reason": [_("Say why, so that the creator can put it right.")]})
    if row.state not in IN_SIGHT:
        raise WrongState(_("This profile is not on the market."))
    before, row.state, row.reviewed_at = row.state, CreatorState.UNPUBLISHED, None
    row.save(update_fields=["state", "reviewed_at", "updated_at"])
    data = {"from": before, "to": row.state.value, "reason": reason.strip(), "by_staff": True}
    record("creators.unpublished", actor=actor, subject=row, data=data)
    return row


def _hold(actor: Person, creator: Creator) -> Creator:
    require_staff(may_review(actor))
    return Creator.objects.select_for_update(of=("self",)).get(pk=creator.pk)
