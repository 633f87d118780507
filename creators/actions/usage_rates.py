"""Prices of using the content after it was delivered."""

from django.db import transaction
from django.utils.translation import gettext as _

from creators.actions.hold import hold
from creators.checks import line_errors
from creators.models import Creator, UsageRate
from creators.policies import Actor
from marketplace.activity.record import record
from marketplace.core.errors import Invalid
from marketplace.taxonomy.locales import country_choices
from marketplace.taxonomy.rights import WORLD, UsageKind


@transaction.atomic
def set(
    *,
    actor: Actor,
    creator: Creator,
    use: str,
    days: int,
    territory: str = WORLD,
    amount_minor: int | None = None,
    percent_bp: int | None = None,
    currency: str = "",
) -> UsageRate:
    """Price a use for a time in a country or the world, as an amount or a share of the rate.

    The same use, time and territory again is a new price for it. Raises Invalid or a Refused.
    """
    row = hold(actor, creator)
    errors = line_errors(days, amount_minor, percent_bp, currency)
    if use not in UsageKind.values:
        errors["use"] = [_("Choose a use from the list.")]
    territory = territory or WORLD
    if territory != WORLD and territory not in dict(country_choices()):
        errors["territory"] = [_("This is not a country.")]
    if errors:
        raise Invalid(errors)
    price = {"amount_minor": amount_minor, "percent_bp": percent_bp, "currency": currency if percent_bp is None else ""}
    line, _made = UsageRate.objects.update_or_create(
        creator=row, use=use, days=days, territory=territory, defaults=price
    )
    record("creators.rates_changed", actor=actor, subject=row, data={"lines": "usage"})
    return line


@transaction.atomic
def remove(*, actor: Actor, line: UsageRate) -> None:
    """Take a line off the list. Removing it twice is no harm. Raises a Refused."""
    row = hold(actor, line.creator)
    removed, _by_model = UsageRate.objects.filter(pk=line.pk, creator=row).delete()
    if removed:
        record("creators.rates_changed", actor=actor, subject=row, data={"lines": "usage"})
