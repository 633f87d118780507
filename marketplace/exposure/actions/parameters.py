"""Setting how fair the order is: a new row with who, when and why; the old ones stay as its history."""

from django.db import transaction
from django.utils.translation import gettext as _

from marketplace.accounts.models import Person
from marketplace.accounts.policies import require_may_act
from marketplace.activity.record import record
from marketplace.core.errors import DomainError, Invalid, Refused
from marketplace.exposure.models import FairnessParameters
from marketplace.exposure.models.parameters import MOST_DEFICIT, MOST_SWAP
from marketplace.exposure.policies import may_set_fairness

FULL = 10_000


class NotYours(Refused):
    """Only staff with this right set what is fair."""


class NothingChanged(DomainError):
    """These are the parameters that are in force."""


@transaction.atomic
def set(
    *, actor: Person, floor_bp: int | None, deficit_bp: int, minimum_score: int, swap_bp: int, reason: str
) -> FairnessParameters:
    """Put new parameters in force at once, for every list. Raises NotYours, Invalid, NothingChanged."""
    require_may_act(actor)
    if not may_set_fairness(actor):
        raise NotYours(_("Only staff with this right set what is fair."))
    given = {"floor_bp": floor_bp, "deficit_bp": deficit_bp, "minimum_score": minimum_score, "swap_bp": swap_bp}
    most = {"floor_bp": FULL, "deficit_bp": MOST_DEFICIT, "minimum_score": FULL, "swap_bp": MOST_SWAP}
    wrong = {
        name: _("From 0 to %(most)d basis points.") % {"most": most[name]}
        for name, value in given.items()
        if value is not None and not 0 <= value <= most[name]
    }
    if not reason.strip():
        wrong["reason"] = _("Say why.")
    if wrong:
        raise Invalid(wrong)
    now = FairnessParameters.objects.first()
    if now is not None and all(getattr(now, name) == value for name, value in given.items()):
        raise NothingChanged(_("These are the parameters that are in force."))
    row = FairnessParameters.objects.create(**given, reason=reason.strip(), set_by=actor)
    record("exposure.fairness_set", actor=actor, subject=row, data=given)
    return row
