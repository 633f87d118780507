"""Adding numbers. Nothing here changes or removes any: a correction is a new measurement of the same day."""

import datetime
from typing import Any

from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext as _

from creators.actions.hold import hold_channel
from creators.enums import MeasurementSource
from creators.models import AUDIENCES, NUMBERS, Channel, Measurement
from creators.numbers import measurement_errors
from creators.policies import Actor
from creators.queries.profiles import today_of
from marketplace.activity.record import System, record
from marketplace.core.errors import Invalid, Refused

#: What a person may say about their own numbers; the rest is for jobs that fetched or imported them.
PERSONAL = (MeasurementSource.DECLARED, MeasurementSource.PROOF)


class NotTheirSource(Refused):
    """A person cannot claim that numbers were fetched or imported."""


@transaction.atomic
def add(
    *,
    actor: Actor,
    channel: Channel,
    as_of: datetime.date,
    source: str = MeasurementSource.DECLARED,
    proof: File | None = None,
    is_private: bool = False,
    **values: Any,
) -> Measurement:
    """Record a channel's numbers (see NUMBERS) and audience lists (see AUDIENCES, basis points by key) on a day.

    A declared measurement with a proof file becomes one with proof. Raises Invalid or a Refused.
    """
    row = hold_channel(actor, channel)
    source = _source(actor, source, proof)
    values = _known(values)
    errors = measurement_errors(row, as_of, values, today_of(row.creator))
    if source == MeasurementSource.PROOF and proof is None:
        errors["proof"] = [_("Add the file that proves these numbers.")]
    if errors:
        raise Invalid(errors)
    measurement = Measurement.objects.create(
        channel=row,
        as_of=as_of,
        source=source,
        proof=proof or "",
        is_private=is_private,
        recorded_by=None if isinstance(actor, System) else actor,
        **values,
    )
    if not is_private:
        data = {"channel_id": row.pk, "measurement_id": measurement.pk, "as_of": as_of.isoformat()}
        record("creators.measurement_added", actor=actor, subject=row.creator, data=data)
    return measurement


def _source(actor: Actor, source: str, proof: File | None) -> str:
    if not isinstance(actor, System) and source not in PERSONAL:
        raise NotTheirSource(_("A person cannot claim that numbers were fetched or imported."))
    return MeasurementSource.PROOF if proof is not None and source == MeasurementSource.DECLARED else source


def _known(values: dict[str, Any]) -> dict[str, Any]:
    """The values that were given; an empty list or None is the same as nothing."""
    unknown = set(values) - set(NUMBERS) - set(AUDIENCES)
    if unknown:
        raise TypeError(f"a measurement has no {sorted(unknown)}")
    return {name: value for name, value in values.items() if value is not None}
