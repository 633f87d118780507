"""Lists of creators: taking a file, saying what its columns mean, checking it, bringing it in."""

import datetime
import secrets
from collections.abc import Mapping
from typing import BinaryIO

from django.core.files import File
from django.db import transaction
from django.utils.translation import gettext as _

from creators.imports import columns, detect
from creators.imports.files import let_go
from creators.imports.scope import require_may_import
from creators.jobs import IMPORT_FILE
from creators.models import ImportBatch, ImportSource
from creators.policies import Actor
from marketplace.activity.record import System, record
from marketplace.core.errors import DomainError, Invalid
from marketplace.taxonomy.models import Platform

LARGEST_BYTES = 64 * 1024 * 1024


class NotReady(DomainError):
    """The batch is not in the state this needs."""


@transaction.atomic
def take(
    *,
    actor: Actor,
    file: BinaryIO,
    name: str,
    source: str,
    brand_id: int | None = None,
    platform: Platform | None = None,
    as_of: datetime.date | None = None,
    encoding: str = "",
    delimiter: str = "",
) -> ImportBatch:
    """Keep a file and guess how it is written and what its columns mean; nothing is read in yet.

    Raises detect.BadFile, Invalid, MayNotImport or another Refused.
    """
    require_may_import(actor, brand_id)
    form = detect.detect(file, encoding=encoding, delimiter=delimiter)
    kept = _source(source, brand_id)
    platform = platform or kept.platform
    guessed = columns.suggest(
        form.headers, form.samples, platform=platform.code if platform else "", known=kept.mapping
    )
    file.seek(0)
    batch = ImportBatch(
        source=kept,
        uploaded_by_id=None if isinstance(actor, System) else actor.pk,
        brand_id=brand_id,
        file_name=name[-200:],
        encoding=form.encoding,
        delimiter=form.delimiter,
        headers=form.headers,
        mapping=guessed,
        platform=platform,
    )
    batch.as_of = as_of or batch.today
    batch.file.save(f"{secrets.token_hex(16)}.csv", File(file), save=False)
    batch.save()
    record("creators.import_file_taken", actor=actor, subject=batch, data={"source_id": kept.pk})
    return batch


@transaction.atomic
def confirm(
    *,
    actor: Actor,
    batch: ImportBatch,
    mapping: Mapping[int, str],
    platform: Platform | None,
    as_of: datetime.date,
    dry_run: bool = True,
) -> ImportBatch:
    """Say what each column means, remember it for the source, and start reading: to check only, or for real.

    Raises columns.NothingToTell, Invalid, NotReady or a Refused.
    """
    row = _hold(actor, batch)
    if row.is_confirmed:
        raise NotReady(_("This file is being read already."))
    mapping = {at: code for at, code in mapping.items() if code in columns.FIELDS and 0 <= at < len(row.headers)}
    columns.require_names(mapping)
    if platform is None and not {"platform", "url"} & set(mapping.values()):
        raise Invalid({"platform": _("Say which platform these channels are on.")})
    if as_of > row.today:
        raise Invalid({"as_of": _("Numbers cannot come from the future: choose today or an earlier day.")})
    row.mapping, row.platform, row.as_of, row.dry_run = mapping, platform, as_of, dry_run
    row.source.mapping, row.source.platform = columns.remember(row.headers, mapping), platform
    row.source.save(update_fields=["mapping", "platform", "updated_at"])
    return _start(actor, row)


@transaction.atomic
def commit(*, actor: Actor, batch: ImportBatch) -> ImportBatch:
    """Bring in for real what a dry run has checked. Raises NotReady or a Refused."""
    checked = _hold(actor, batch)
    if not checked.dry_run or checked.finished_at is None or not checked.file:
        raise NotReady(_("Only a file that was checked, and is still here, can be imported."))
    if checked.imports.exists():
        raise NotReady(_("This file has been imported already."))
    kept = (
        "source",
        "brand_id",
        "file",
        "file_name",
        "encoding",
        "delimiter",
        "headers",
        "mapping",
        "platform",
        "as_of",
    )
    row = ImportBatch(
        **{name: getattr(checked, name) for name in kept},
        uploaded_by_id=None if isinstance(actor, System) else actor.pk,
        checked_as=checked,
        dry_run=False,
    )
    row.save()
    return _start(actor, row)


@transaction.atomic
def discard(*, actor: Actor, batch: ImportBatch) -> None:
    """Throw away a file that was not imported. Raises NotReady or a Refused."""
    row = _hold(actor, batch)
    if not row.dry_run or (row.job is not None and not row.job.is_finished):
        raise NotReady(_("This file is being read already."))
    let_go(row)
    record("creators.import_file_discarded", actor=actor, subject=row)


def _hold(actor: Actor, batch: ImportBatch) -> ImportBatch:
    require_may_import(actor, batch.brand_id)
    return ImportBatch.objects.select_for_update(of=("self",)).select_related("source", "job").get(pk=batch.pk)


def _start(actor: Actor, row: ImportBatch) -> ImportBatch:
    row.job = IMPORT_FILE.enqueue(batch_id=row.pk)
    row.save()
    verb = "creators.import_checked" if row.dry_run else "creators.import_started"
    record(verb, actor=actor, subject=row, data={"source_id": row.source_id, "mapping": row.mapping})
    return row


def _source(name: str, brand_id: int | None) -> ImportSource:
    name = " ".join(name.split())[:120]
    if not name:
        raise Invalid({"source": _("Name the source, so that its columns are remembered.")})
    found = ImportSource.objects.filter(name__iexact=name, brand_id=brand_id).first()
    return found or ImportSource.objects.create(name=name, brand_id=brand_id)
