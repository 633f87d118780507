"""When a creator has time."""

import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from creators.actions.hold import hold
from creators.checks import Errors
from creators.enums import Availability
from creators.models import Creator
from creators.policies import Actor
from marketplace.activity.record import record
from marketplace.core.errors import Invalid

MOST_A_WEEK = 50


@transaction.atomic
def set(
    *,
    actor: Actor,
    creator: Creator,
    availability: str,
    available_from: datetime.date | None = None,
    available_until: datetime.date | None = None,
    weekly_capacity: int | None = None,
) -> Creator:
    """Say whether, when and how much. Raises Invalid or a Refused."""
    row = hold(actor, creator)
    errors: Errors = {}
    if availability not in Availability.values:
        errors["availability"] = [_("Choose from the list.")]
    if available_from and available_until and available_until < available_from:
        errors["available_until"] = [_("The end comes before the beginning.")]
    if weekly_capacity is not None and not 0 < weekly_capacity <= MOST_A_WEEK:
        errors["weekly_capacity"] = [_("Give a number between 1 and %(most)d.") % {"most": MOST_A_WEEK}]
    if errors:
        raise Invalid(errors)
    row.availability, row.available_from, row.available_until = availability, available_from, available_until
    row.weekly_capacity = weekly_capacity
    row.save(update_fields=["availability", "available_from", "available_until", "weekly_capacity", "updated_at"])
    record("creators.profile_changed", actor=actor, subject=row, data={"fields": ["availability"]})
    return row
