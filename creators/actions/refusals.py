"""What a creator will not do."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from creators.actions.hold import hold
from creators.checks import Errors, minimum_fee_errors
from creators.models import Creator
from creators.policies import Actor
from marketplace.activity.record import record
from marketplace.core.errors import Invalid
from marketplace.taxonomy.models import DeliverableKind, Sector


@transaction.atomic
def set(
    *,
    actor: Actor,
    creator: Creator,
    sectors: Sequence[Sector] = (),
    kinds: Sequence[DeliverableKind] = (),
    minimum_fee_minor: int | None = None,
    minimum_fee_currency: str = "",
    paid_only: bool = False,
    note: str = "",
) -> Creator:
    """Say what no campaign may ask: these sectors (and all below them), these kinds, less than this fee, no pay.

    A minimum fee is a round amount (`money.round_amounts_around`). `note` is for the creator alone. Raises Invalid or
    a Refused.
    """
    row = hold(actor, creator)
    errors: Errors = {}
    if minimum_fee_minor is not None:
        errors |= minimum_fee_errors(minimum_fee_minor, minimum_fee_currency)
    if len(note) > 1_000:
        errors["note"] = [_("Keep the note under 1,000 characters.")]
    if errors:
        raise Invalid(errors)
    row.refuses_sectors.set(sectors)
    row.refuses_kinds.set(kinds)
    row.minimum_fee_minor = minimum_fee_minor
    row.minimum_fee_currency = minimum_fee_currency if minimum_fee_minor is not None else ""
    row.paid_only, row.refusals_note = paid_only, note.strip()
    row.save(update_fields=["minimum_fee_minor", "minimum_fee_currency", "paid_only", "refusals_note", "updated_at"])
    record("creators.profile_changed", actor=actor, subject=row, data={"fields": ["refusals"]})
    return row
