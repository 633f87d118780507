"""Removing a profile for good."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from creators.actions.hold import hold
from creators.enums import CreatorState, Ownership
from creators.imports.objections import object_to
from creators.models import Creator
from creators.policies import Actor
from marketplace.activity.record import record
from marketplace.core.pictures import discard

#: What a removed profile keeps of each column: nothing.
EMPTY: dict[str, Any] = {
    "display_name": "",
    "slug": "",
    "pronouns": "",
    "bio": "",
    "languages": [],
    "home_country": "",
    "city": "",
    "birth_date": None,
    "available_from": None,
    "available_until": None,
    "weekly_capacity": None,
    "refusals_note": "",
    "minimum_fee_minor": None,
    "minimum_fee_currency": "",
    "paid_only": False,
    "identity_verified_at": None,
}


@transaction.atomic
def remove(*, actor: Actor, creator: Creator) -> None:
    """Erase everything personal; dated numbers stay on record under channels that no longer name anybody.

    The person may start anew. Raises a Refused.
    """
    row = hold(actor, creator)
    for photo in row.photos.all():
        discard(photo.small.name, photo.medium.name, photo.large.name)
    for item in row.portfolio.all():
        discard(item.picture.name)
    for rows in (row.photos, row.portfolio, row.creator_niches, row.rates, row.usage_rates, row.exclusivity_rates):
        rows.all().delete()
    for consent in row.consents.all():
        discard(consent.evidence.name)
        consent.delete()
    for words in (row.styles, row.refuses_sectors, row.refuses_kinds):
        words.clear()
    _forget_channels(row)
    before = row.state
    for name, value in EMPTY.items():
        setattr(row, name, value)
    row.state, row.person, row.removed_at = CreatorState.REMOVED, None, timezone.now()
    row.save()
    record("creators.unpublished", actor=actor, subject=row, data={"from": before, "to": row.state})


def _forget_channels(creator: Creator) -> None:
    now = timezone.now()
    # A list that names them must not bring them back.
    object_to(creator.channels.live().select_related("platform"))
    for channel in creator.channels.all():
        for measurement in channel.measurements.exclude(proof=""):
            discard(measurement.proof.name)
        channel.handle, channel.url, channel.ownership_code = f"removed-{channel.pk}", "", ""
        channel.ownership, channel.proven_at, channel.ownership_note = Ownership.UNPROVEN, None, ""
        channel.account_created_on, channel.removed_at = None, channel.removed_at or now
        channel.save()
        channel.import_rows.update(raw=[], errors=[])
