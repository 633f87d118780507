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
    # Ids first: the rows of one batch are found by index, however many there are in all.
    old = ImportBatch.objects.filter(finished_at__lt=now - KEEP_CELLS, finished_at__gt=now - 2 * KEEP_CELLS)
    for batch_id in old.values_list("pk", flat=True):
        ImportRow.objects.filter(batch_id=batch_id).exclude(raw=[]).update(raw=[])
