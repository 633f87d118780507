"""A chunk of read rows → the database, in a handful of statements however many rows there are."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import connection
from django.utils.text import slugify

from creators.enums import CreatorState, MeasurementSource, Outcome
from creators.imports import kept
from creators.imports.objections import digest
from creators.imports.rows import COUNTED, Parsed, Refusal
from creators.models import Channel, Creator, CreatorNiche, ImportBatch, ImportRow, Measurement, Objection
from marketplace.core.bulk import copy_in

Key = tuple[str, str]
#: Columns of a creator and a channel that a file may fill while nobody has claimed the profile.
CREATOR_COLUMNS = ("display_name", "bio", "city", "home_country", "languages", "source")
CHANNEL_COLUMNS = ("url", "country", "is_business")


@dataclass
class Known:
    """What the database already holds about the channels of a chunk."""

    channels: dict[Key, Channel] = field(default_factory=dict)
    objections: set[str] = field(default_factory=set)
    niches: dict[int, list[int]] = field(default_factory=dict)
    numbers: dict[tuple[int, datetime.date], list[kept.Given]] = field(default_factory=dict)


def write(batch: ImportBatch, chunk: Sequence[Parsed | Refusal], platforms: dict[str, int]) -> list[ImportRow]:
    """Bring a chunk of one batch in and return what became of each row; a dry run writes only those.

    Call inside a transaction. Chunks of all imports pass here one at a time.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('creators.import', 0))")
    parsed = [row for row in chunk if isinstance(row, Parsed)]
    known = _known(parsed, platforms)
    told = [_refused(batch, row) for row in chunk if isinstance(row, Refusal)]
    new, met = [], []
    for row in parsed:
        channel = known.channels.get((row.platform, row.handle))
        if channel is None and digest(row.platform, row.handle) not in known.objections:
            new.append(row)
        elif channel is None or _is_managed(channel):
            row.told.append({"code": "left_as_it_is", "field": "handle", "text": row.handle})
            told.append(_row(batch, row, Outcome.UNCHANGED))
        else:
            met.append((row, channel))
    told += _create(batch, new, platforms) + _update(batch, met, known)
    noted = [row for row in told if row.errors] if batch.dry_run else told
    columns = ("batch_id", "line", "outcome", "errors", "raw", "channel_id")
    copy_in(ImportRow, columns, [[getattr(row, name) for name in columns] for row in noted])
    return told


def _known(parsed: Sequence[Parsed], platforms: dict[str, int]) -> Known:
    known = Known(channels=_channels(parsed, platforms))
    digests = [digest(row.platform, row.handle) for row in parsed]
    known.objections = set(Objection.objects.filter(digest__in=digests).values_list("digest", flat=True))
    if known.channels:
        creators = [channel.creator_id for channel in known.channels.values()]
        for creator, niche in CreatorNiche.objects.filter(creator_id__in=creators).values_list(
            "creator_id", "niche_id"
        ):
            known.niches.setdefault(creator, []).append(niche)
        known.numbers = _numbers([channel.pk for channel in known.channels.values()], {row.as_of for row in parsed})
    return known


def _channels(parsed: Sequence[Parsed], platforms: dict[str, int]) -> dict[Key, Channel]:
    """The channels of the chunk that are there already, locked with their creators: the profiles first, as everywhere.

    Plain look-ups, no join and no order: in the middle of an import the planner knows nothing of the new rows.
    """
    handles: dict[str, list[str]] = {}
    for row in parsed:
        handles.setdefault(row.platform, []).append(row.handle)
    live = {
        code: Channel.objects.live().filter(platform_id=platforms[code], handle__in=listed)
        for code, listed in handles.items()
    }
    ids = {creator for rows in live.values() for creator in rows.values_list("creator_id", flat=True)}
    creators = {row.pk: row for row in Creator.objects.filter(pk__in=ids).order_by("pk").select_for_update()}
    found: dict[Key, Channel] = {}
    for code, rows in live.items():
        for channel in rows.select_for_update():
            # One that was claimed a moment ago has moved to a profile of somebody, and is left as it is.
            channel.creator = creators.get(channel.creator_id) or Creator.objects.get(pk=channel.creator_id)
            found[code, channel.handle] = channel
    return found


def _numbers(channels: list[int], days: set[datetime.date]) -> dict[tuple[int, datetime.date], list[kept.Given]]:
    """What was recorded of each channel for each of the days, in order."""
    rows = Measurement.objects.filter(channel_id__in=channels, as_of__in=days).order_by("id")
    found: dict[tuple[int, datetime.date], list[kept.Given]] = {}
    for row in rows.values("channel_id", "as_of", "source", "list_source_id", *COUNTED):
        numbers = {name: row[name] for name in COUNTED if row[name] is not None}
        found.setdefault((row["channel_id"], row["as_of"]), []).append((row["source"], row["list_source_id"], numbers))
    return found


def _is_managed(channel: Channel) -> bool:
    return channel.creator.person_id is not None or channel.creator.state != CreatorState.DRAFT


def _create(batch: ImportBatch, new: Sequence[Parsed], platforms: dict[str, int]) -> list[ImportRow]:
    if batch.dry_run or not new:
        return [_row(batch, row, Outcome.CREATED) for row in new]
    profiles = [_profile(batch, row) for row in new]
    creators = copy_in(
        Creator,
        (*CREATOR_COLUMNS, "slug"),
        [(*(said[name] for name in CREATOR_COLUMNS), slugify(said["display_name"])[:90]) for said in profiles],
    )
    channels = copy_in(
        Channel,
        ("creator_id", "platform_id", "handle", "url", "country", "is_business"),
        [
            (creator, platforms[row.platform], row.handle, row.url[:300], row.country, bool(row.is_business))
            for row, creator in zip(new, creators, strict=True)
        ],
    )
    _link_niches((creator, row.niches) for row, creator in zip(new, creators, strict=True))
    _measure(batch, [(row, channel, row.numbers) for row, channel in zip(new, channels, strict=True) if row.numbers])
    return [_row(batch, row, Outcome.CREATED, channel) for row, channel in zip(new, channels, strict=True)]


def _update(batch: ImportBatch, met: Sequence[tuple[Parsed, Channel]], known: Known) -> list[ImportRow]:
    creators: list[Creator] = []
    channels: list[Channel] = []
    niches: list[tuple[int, list[int]]] = []
    measured, told = [], []
    for row, channel in met:
        profile = _profile(batch, row, fallback=False)
        said = {"url": row.url[:300], "country": row.country, "is_business": row.is_business}
        other_niches = bool(row.niches) and row.niches != known.niches.get(channel.creator_id, [])
        changed = False
        if kept.may_change_facts(batch):
            filled = [_fill(channel.creator, profile, creators), _fill(channel, said, channels)]
            niches += [(channel.creator_id, row.niches)] if other_niches else []
            changed = any(filled) or other_niches
        else:
            row.told += kept.facts(channel, profile, said, other_niches)
        numbers = kept.numbers(batch, row, known.numbers.get((channel.pk, row.as_of), []))
        if numbers:
            measured.append((row, channel.pk, numbers))
        outcome = Outcome.UPDATED if changed or numbers else Outcome.UNCHANGED
        told.append(_row(batch, row, outcome, channel.pk))
    if not batch.dry_run:
        _save(Creator, creators, CREATOR_COLUMNS)
        _save(Channel, channels, CHANNEL_COLUMNS)
        CreatorNiche.objects.filter(creator_id__in=[creator for creator, _ in niches]).delete()
        _link_niches(niches)
        _measure(batch, measured)
    return told


def _profile(batch: ImportBatch, row: Parsed, *, fallback: bool = True) -> dict[str, Any]:
    return {
        "display_name": row.display_name or (row.handle[:80] if fallback else ""),
        "bio": row.bio,
        "city": row.city,
        "home_country": row.country,
        "languages": row.languages,
        "source": batch.source.shown_name,
    }


def _fill(stored: Any, said: dict[str, Any], changed: list[Any]) -> bool:
    """Take over what is said and differs. A new source alone is no change."""
    differing = {name: value for name, value in said.items() if value not in ("", [], None)}
    differing = {name: value for name, value in differing.items() if getattr(stored, name) != value}
    if not differing.keys() - {"source"}:
        return False
    for name, value in differing.items():
        setattr(stored, name, value)
    changed.append(stored)
    return True


def _save(model: Any, rows: list[Any], columns: Iterable[str]) -> None:
    """One statement for all: an insert of rows that exist, so that each is updated."""
    if rows:
        fields = [*columns, "updated_at"]
        model.objects.bulk_create(rows, update_conflicts=True, unique_fields=["id"], update_fields=fields)


def _link_niches(lists: Iterable[tuple[int, list[int]]]) -> None:
    copy_in(
        CreatorNiche,
        ("creator_id", "niche_id", "position"),
        [(creator, niche, position) for creator, niches in lists for position, niche in enumerate(niches)],
    )


def _measure(batch: ImportBatch, rows: Sequence[tuple[Parsed, int, dict[str, int]]]) -> None:
    columns = ("channel_id", "as_of", "source", "list_source_id", "recorded_by_id", *COUNTED)
    source, by = str(MeasurementSource.IMPORTED), (batch.source_id, batch.uploaded_by_id)
    copy_in(
        Measurement,
        columns,
        [(channel, row.as_of, source, *by, *(numbers.get(name) for name in COUNTED)) for row, channel, numbers in rows],
    )


def _row(batch: ImportBatch, row: Parsed, outcome: Outcome, channel: int | None = None) -> ImportRow:
    return ImportRow(batch=batch, line=row.line, outcome=outcome, errors=row.told, channel_id=channel)


def _refused(batch: ImportBatch, row: Refusal) -> ImportRow:
    # PostgreSQL keeps no NUL in JSON.
    cells = [cell.replace("\x00", "")[:2_000] for cell in row.cells]
    return ImportRow(batch=batch, line=row.line, outcome=Outcome.REFUSED, errors=row.told, raw=cells)
