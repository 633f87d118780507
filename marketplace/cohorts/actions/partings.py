"""How a mentor and a pupil part. What leads to it (a refusal, an end by staff) asks first who may say so."""

from django.utils import timezone

from marketplace.accounts.models import Person
from marketplace.activity.record import record
from marketplace.cohorts.actions.sessions import cancel_meetings
from marketplace.cohorts.enums import Side
from marketplace.cohorts.models import Mentorship


def part(*, actor: Person, pair: Mentorship, reason: str, refused_by: Side | None = None) -> Mentorship:
    """End a running pair that is held, and the meetings it still had before it. Part of the caller's transaction.

    Both read the reason. Of a refusal (`refused_by`) the other one is told, without a reason and without who it was.
    """
    pair.ended_at, pair.reason = timezone.now(), reason
    pair.save(update_fields=["ended_at", "reason", "updated_at"])
    cancel_meetings(actor=actor, pair=pair)
    record("cohorts.mentorship_ended", actor=actor, subject=pair, data={"refused_by": refused_by or ""})
    return pair
