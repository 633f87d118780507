"""Channels: adding, changing, removing, and proving whose they are."""

import datetime
import secrets
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from creators.actions.hold import hold, hold_channel, require_still_complete
from creators.enums import Ownership, Standing
from creators.models import Channel, Creator, Rate
from creators.policies import Actor, may_prove_ownership, require_staff
from creators.queries.profiles import today_of
from marketplace.activity.record import record
from marketplace.core.errors import DomainError, Invalid
from marketplace.taxonomy import handles
from marketplace.taxonomy.locales import country_choices
from marketplace.taxonomy.models import Platform

COLUMNS = ("is_public", "is_business", "account_created_on", "community_standing", "country")
MOST_CHANNELS = 20
#: Letters and digits that nobody mistakes for one another.
ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"


class HandleTaken(DomainError):
    """Somebody lists this account already."""


class TooManyChannels(DomainError):
    """A profile lists a limited number of channels."""


class WrongOwnership(DomainError):
    """The proof of ownership is not in the state this needs."""


@transaction.atomic
def add(*, actor: Actor, creator: Creator, platform: Platform, handle: str, **columns: Any) -> Channel:
    """List an account. `handle` may be a handle, "@handle" or an address. Raises Invalid, HandleTaken or a Refused."""
    row = hold(actor, creator)
    if row.channels.live().count() >= MOST_CHANNELS:
        raise TooManyChannels(_("A profile lists at most %(most)d channels.") % {"most": MOST_CHANNELS})
    channel = Channel(creator=row, platform=platform, ownership_code=new_code())
    _fill(channel, handle, columns, today_of(row))
    _save(channel)
    record("creators.channel_changed", actor=actor, subject=row, data={"channel_id": channel.pk, "change": "added"})
    return channel


@transaction.atomic
def update(*, actor: Actor, channel: Channel, handle: str | None = None, **columns: Any) -> Channel:
    """Change the given fields. Another handle is another account to prove. Raises Invalid, HandleTaken or a Refused."""
    row = hold_channel(actor, channel)
    before = row.handle
    _fill(row, handle, columns, today_of(row.creator))
    if row.handle != before:
        row.ownership, row.ownership_code = Ownership.UNPROVEN, new_code()
        row.proven_at = row.proven_by = row.ownership_requested_at = None
        row.ownership_note = ""
    _save(row)
    record(
        "creators.channel_changed", actor=actor, subject=row.creator, data={"channel_id": row.pk, "change": "updated"}
    )
    return row


@transaction.atomic
def remove(*, actor: Actor, channel: Channel) -> None:
    """Take the channel off the profile and free its handle; its measurements stay on record, unused.

    Raises NotComplete if a published profile would be left without channel, numbers, audience or rate.
    """
    row = hold_channel(actor, channel)
    row.removed_at = timezone.now()
    row.save(update_fields=["removed_at", "updated_at"])
    Rate.objects.active().filter(channel=row).update(is_active=False)
    require_still_complete(row.creator)
    record(
        "creators.channel_changed", actor=actor, subject=row.creator, data={"channel_id": row.pk, "change": "removed"}
    )


@transaction.atomic
def request_proof(*, actor: Actor, channel: Channel) -> Channel:
    """Say that the code now stands in the account's bio; staff will look. Raises WrongOwnership or a Refused."""
    row = hold_channel(actor, channel)
    if row.ownership not in (Ownership.UNPROVEN, Ownership.REFUSED):
        raise WrongOwnership(_("This proof is already being checked, or done."))
    row.ownership, row.ownership_requested_at, row.ownership_note = Ownership.PENDING, timezone.now(), ""
    row.ownership_code = row.ownership_code or new_code()
    row.save(update_fields=["ownership", "ownership_requested_at", "ownership_note", "ownership_code", "updated_at"])
    _record_ownership(actor, row)
    return row


@transaction.atomic
def prove(*, actor: Actor, channel: Channel) -> Channel:
    """Staff: the code was seen in the bio. Raises WrongOwnership or StaffOnly."""
    row = _pending(actor, channel)
    row.ownership, row.proven_at = Ownership.PROVEN, timezone.now()
    row.proven_by_id = actor.pk
    row.save(update_fields=["ownership", "proven_at", "proven_by", "updated_at"])
    _record_ownership(actor, row)
    return row


@transaction.atomic
def refuse(*, actor: Actor, channel: Channel, reason: str) -> Channel:
    """Staff: the code was not there. The creator reads the reason. Raises WrongOwnership, Invalid or StaffOnly."""
    row = _pending(actor, channel)
    if not reason.strip():
        raise Invalid({"reason": _("Say why, so that the creator can put it right.")})
    row.ownership, row.ownership_note = Ownership.REFUSED, reason.strip()[:300]
    row.save(update_fields=["ownership", "ownership_note", "updated_at"])
    _record_ownership(actor, row)
    return row


def _pending(actor: Actor, channel: Channel) -> Channel:
    require_staff(may_prove_ownership(actor))
    creator = Creator.objects.select_for_update(of=("self",)).get(pk=channel.creator_id)
    row = Channel.objects.select_for_update(of=("self",)).get(pk=channel.pk)
    row.creator = creator
    if row.removed_at is not None or row.ownership != Ownership.PENDING:
        raise WrongOwnership(_("No proof is waiting to be checked for this channel."))
    return row


def _record_ownership(actor: Actor, row: Channel) -> None:
    data = {"channel_id": row.pk, "change": "ownership", "ownership": str(row.ownership)}
    record("creators.channel_changed", actor=actor, subject=row.creator, data=data)


def _fill(channel: Channel, handle: str | None, columns: dict[str, Any], today: datetime.date) -> None:
    unknown = set(columns) - set(COLUMNS)
    if unknown:
        raise TypeError(f"a channel has no {sorted(unknown)}")
    errors: dict[str, list[str]] = {}
    if handle is not None:
        _take_handle(channel, handle, errors)
    opened = columns.get("account_created_on")
    if opened is not None and opened > today:
        errors["account_created_on"] = [_("An account cannot have been opened in the future.")]
    if columns.get("country") and columns["country"] not in dict(country_choices()):
        errors["country"] = [_("This is not a country.")]
    if columns.get("community_standing", Standing.UNKNOWN) not in Standing.values:
        errors["community_standing"] = [_("Choose a standing from the list.")]
    if errors:
        raise Invalid(errors)
    for name, value in columns.items():
        setattr(channel, name, value)


def _take_handle(channel: Channel, handle: str, errors: dict[str, list[str]]) -> None:
    try:
        named = handles.read(channel.platform.code, handle)
    except handles.BadHandle as error:
        errors.update(error.errors)
    else:
        channel.handle, channel.url = named


def _save(channel: Channel) -> None:
    try:
        with transaction.atomic():
            channel.save()
    except IntegrityError as error:
        if "one_channel_a_handle" not in str(error):
            raise
        raise HandleTaken(_taken(channel), field="handle") from error


def _taken(channel: Channel) -> str:
    listed = Channel.objects.live().filter(platform=channel.platform, handle=channel.handle)
    if listed.filter(creator__person=None).exists():
        return _("This account came with a list and nobody has claimed it. If it is yours, claim it.")
    return _("This account is already listed on Entente. If it is yours, ask support for it.")


def new_code() -> str:
    return "entente-" + "".join(secrets.choice(ALPHABET) for _letter in range(8))
