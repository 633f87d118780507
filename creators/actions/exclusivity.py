"""Prices of working for nobody else meanwhile."""

from django.db import transaction
from django.utils.translation import gettext as _

from creators.actions.hold import hold
from creators.checks import line_errors
from creators.models import Creator, ExclusivityRate
from creators.policies import Actor
from marketplace.activity.record import record
from marketplace.core.errors import Invalid
from marketplace.taxonomy.rights import ExclusivityScope


@transaction.atomic
def set(
    *,
    actor: Actor,
    creator: Creator,
    scope: str,
    days: int,
    amount_minor: int | None = None,
    percent_bp: int | None = None,
    currency: str = "",
) -> ExclusivityRate:
    """Price an exclusivity; the same scope and time again is a new price for it. Raises Invalid or a Refused."""
    row = hold(actor, creator)
    errors = line_errors(days, amount_minor, percent_bp, currency)
    if scope not in ExclusivityScope.values:
        errors["scope"] = [_("Choose whom it keeps you from.")]
    if errors:
        raise Invalid(errors)
    price = {"amount_minor": amount_minor, "percent_bp": percent_bp, "currency": currency if percent_bp is None else ""}
    line, _made = ExclusivityRate.objects.update_or_create(creator=row, scope=scope, days=days, defaults=price)
    record("creators.rates_changed", actor=actor, subject=row, data={"lines": "exclusivity"})
    return line


@transaction.atomic
def remove(*, actor: Actor, line: ExclusivityRate) -> None:
    """Take a line off the list. Removing it twice is no harm. Raises a Refused."""
    row = hold(actor, line.creator)
    removed, _by_model = ExclusivityRate.objects.filter(pk=line.pk, creator=row).delete()
    if removed:
        record("creators.rates_changed", actor=actor, subject=row, data={"lines": "exclusivity"})
