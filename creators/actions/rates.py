"""Prices of deliverables. A new price replaces the old one, which stays on record."""

from django.db import transaction
from django.utils.translation import gettext as _

from creators.actions.hold import hold, hold_channel, require_still_complete
from creators.checks import price_errors
from creators.models import Channel, Creator, Rate
from creators.policies import Actor
from marketplace.activity.record import record
from marketplace.core.errors import Invalid
from marketplace.taxonomy.models import DeliverableKind


@transaction.atomic
def set(
    *,
    actor: Actor,
    creator: Creator,
    kind: DeliverableKind,
    amount_minor: int,
    currency: str,
    channel: Channel | None = None,
) -> Rate:
    """Ask this much for one deliverable of a kind, on a channel or on any. Raises Invalid, NotYours or a Refused."""
    row = hold(actor, creator)
    if channel is not None:
        channel = hold_channel(actor, channel)
        if channel.creator_id != row.pk:
            raise Invalid({"channel": _("Choose one of your channels.")})
    errors = price_errors("amount", amount_minor, currency)
    if errors:
        raise Invalid(errors)
    current = Rate.objects.active().filter(creator=row, kind=kind, channel=channel).first()
    if current is not None and (current.amount_minor, current.currency) == (amount_minor, currency):
        return current
    if current is not None:
        _close(current)
    rate = Rate.objects.create(creator=row, kind=kind, channel=channel, amount_minor=amount_minor, currency=currency)
    _record(actor, row, rate)
    return rate


@transaction.atomic
def remove(*, actor: Actor, rate: Rate) -> None:
    """Offer this no longer. Raises NotComplete if it is the last rate of a published profile, or a Refused."""
    row = hold(actor, rate.creator)
    current = Rate.objects.active().filter(pk=rate.pk).first()
    if current is None:
        return
    _close(current)
    require_still_complete(row)
    _record(actor, row, current)


def _close(rate: Rate) -> None:
    rate.is_active = False
    rate.save(update_fields=["is_active", "updated_at"])


def _record(actor: Actor, creator: Creator, rate: Rate) -> None:
    data = {"kind": rate.kind.code, "channel_id": rate.channel_id}
    record("creators.rates_changed", actor=actor, subject=creator, data=data)
