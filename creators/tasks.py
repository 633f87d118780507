"""The bodies of this room's jobs."""

from creators.imports.files import forget_old, let_go
from creators.imports.run import run
from creators.jobs import IMPORT_FILE
from creators.models import ImportBatch
from marketplace.core import jobs


@IMPORT_FILE.steps
def import_file(job: jobs.LongJob, *, batch_id: int) -> None:
    """Read one file; what was read is let go of, and so is what nobody came back for."""
    batch = ImportBatch.objects.select_related("source", "uploaded_by").get(pk=batch_id)
    run(job, batch)
    if not batch.dry_run:
        let_go(batch)
    forget_old()
