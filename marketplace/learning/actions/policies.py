"""Learning from what was shown, and promoting only what is surely better."""

import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from marketplace.accounts.models import Person
from marketplace.accounts.policies import require_may_act
from marketplace.activity.record import SYSTEM, System, record
from marketplace.core.errors import DomainError, Invalid, Refused
from marketplace.exposure.enums import Looker
from marketplace.learning import queries
from marketplace.learning.enums import PolicyState
from marketplace.learning.models import Policy
from marketplace.learning.policies import may_withdraw_policy
from marketplace.learning.policy.gates import Judged, independent, judge


class NotYours(Refused):
    """Only staff with this right decide what is in force."""


class NothingPublished(DomainError):
    """The hand-set weights are in force already."""


def learn(*, actor: System = SYSTEM, now: datetime.datetime | None = None) -> Policy:
    """Learn both directions, judge them, and store what came of it. The policy is published if every gate was passed;
    else what is in force stays, and the row says why."""
    row = trained(now or timezone.now())
    with transaction.atomic():
        row.save(force_insert=True)
        record(f"learning.policy_{row.state}", actor=actor, subject=row, data={"reasons": row.reasons})
    return row


def trained(now: datetime.datetime) -> Policy:
    """The same without storing anything."""
    shown = {side: queries.exposed(side, now) for side in Looker}
    in_force = queries.published()
    brand = judge("brand", shown[Looker.BRAND], in_force.brand if in_force else None)
    creator = judge("creator", shown[Looker.CREATOR], in_force.creator if in_force else None)
    both = queries.seen_by_both(shown[Looker.BRAND], shown[Looker.CREATOR])
    reasons = brand.reasons + creator.reasons + independent(brand, creator, both)
    return Policy(
        state=PolicyState.KEPT if reasons else PolicyState.PUBLISHED,
        brand=_line(brand),
        creator=_line(creator),
        figures={"brand": brand.figures, "creator": creator.figures, "seen_by_both": len(both[0]),
                 "in_force": in_force.pk if in_force else 0},
        reasons=reasons,
        seen_until=(now - queries.PATIENCE).date(),
    )  # fmt: skip


def _line(judged: Judged) -> dict[str, Any] | None:
    return judged.line.as_json() if judged.line else None


@transaction.atomic
def withdraw(*, actor: Person, reason: str) -> Policy:
    """Go back to the hand-set weights alone. Raises NotYours, Invalid, NothingPublished."""
    require_may_act(actor)
    if not may_withdraw_policy(actor):
        raise NotYours(_("Only staff with this right decide what is in force."))
    if not reason.strip():
        raise Invalid({"reason": _("Say why.")})
    if queries.published() is None:
        raise NothingPublished(_("The hand-set weights are in force already."))
    row = Policy.objects.create(state=PolicyState.WITHDRAWN, reasons=[reason.strip()], set_by=actor)
    record("learning.policy_withdrawn", actor=actor, subject=row, data={"reason": row.reasons[0]})
    return row
