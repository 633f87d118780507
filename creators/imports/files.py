"""The files themselves: kept no longer than they are needed, for they name people."""

from datetime import timedelta

from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone

from creators.models import ImportBatch, ImportRow

#: A file nobody imported, and the cells of refused rows, are forgotten after these.
KEEP_FILES, KEEP_CELLS = timedelta(days=7), timedelta(days=30)


def let_go(batch: ImportBatch) -> None:
    """Delete the file of a batch, and of the dry run before it."""
    name = batch.file.name
    if name:
        with transaction.atomic():
            ImportBatch.objects.filter(file=name).update(file="")
            transaction.on_commit(lambda: default_storage.delete(name))


def forget_old() -> None:
    """Let go of files that were never imported, and of cells nobody corrected."""
    now = timezone.now()
    waiting = ImportBatch.objects.exclude(file="").filter(created_at__lt=now - KEEP_FILES)
    for batch in waiting.exclude(job__state__in=["waiting", "running"]):
        let_go(batch)
    ImportRow.objects.filter(batch__finished_at__lt=now - KEEP_CELLS).exclude(raw=[]).update(raw=[])
