"""A whole file, chunk by chunk: each chunk, its rows, its counts and the place to go on from are committed together."""

from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.utils import timezone

from creators.enums import Outcome
from creators.imports.detect import BadFile, rows
from creators.imports.reasons import NOTES
from creators.imports.rows import Parsed, Refusal, RowReader
from creators.imports.write import write
from creators.models import ImportBatch, ImportRow
from marketplace.activity.record import SYSTEM, record
from marketplace.core import jobs
from marketplace.core.jobs.run import Step
from marketplace.taxonomy.models import Platform
from marketplace.taxonomy.queries import NicheLookup

CHUNK_ROWS = 1_000
OUTCOMES = [str(outcome) for outcome in Outcome]


def run(job: jobs.LongJob, batch: ImportBatch) -> None:
    """Read the batch's file from where the job stands to its end. A second run of a finished batch does nothing."""
    if batch.finished_at is not None:
        return
    platforms = dict(Platform.objects.values_list("code", "pk"))
    codes = {pk: code for code, pk in platforms.items()}
    reader = RowReader(
        {int(at): code for at, code in batch.mapping.items()},
        platform=codes.get(batch.platform_id or 0, ""),
        as_of=batch.as_of,
        today=batch.today,
        lookup=NicheLookup.load(),
        width=len(batch.headers),
    )
    with batch.file.open("rb") as file:
        if job.total is None:
            with job.step() as step:
                step.total = _count(file, batch)
        read = _read(file, batch, reader)
        seen: dict[tuple[str, str], int] = {}
        for row in islice(read, job.done):
            _once(row, seen)
        while chunk := list(islice(read, CHUNK_ROWS)):
            chunk = [_once(row, seen) for row in chunk]
            with job.step() as step:
                _tell(batch, write(batch, chunk, platforms))
                step.cursor, step.done = {"line": chunk[-1].line}, step.done + len(chunk)
    with job.step() as step:
        _finish(batch, step)


def _read(file: Any, batch: ImportBatch, reader: RowReader) -> Iterator[Parsed | Refusal]:
    """Every row of the file; where it breaks off, one last refusal says so."""
    line = 1
    try:
        for line, cells in rows(file, batch.encoding, batch.delimiter):
            yield reader.read(line, cells)
    except BadFile:
        yield Refusal(line + 1, [{"code": "broken_off", "field": "", "text": ""}], [])


def _count(file: Any, batch: ImportBatch) -> int:
    number = 0
    try:
        for _line, _cells in rows(file, batch.encoding, batch.delimiter):
            number += 1
    except BadFile:
        return number + 1
    return number


def _once(row: Parsed | Refusal, seen: dict[tuple[str, str], int]) -> Parsed | Refusal:
    """The first row of a channel counts; a later one is refused and says where the first stands."""
    if isinstance(row, Refusal):
        return row
    first = seen.setdefault((row.platform, row.handle), row.line)
    if first == row.line:
        return row
    return Refusal(row.line, [{"code": "twice", "field": "handle", "text": str(first)}], row.cells)


def _tell(batch: ImportBatch, told: list[ImportRow]) -> None:
    """Add a chunk to the batch's counts of outcomes and of reasons."""
    counts = Counter(batch.counts) + Counter(read=len(told)) + Counter(str(row.outcome) for row in told)
    reasons = Counter(batch.reasons) + Counter(code for row in told for code in {one["code"] for one in row.errors})
    batch.counts = {name: counts[name] for name in ("read", *OUTCOMES)}
    batch.reasons = dict(reasons.most_common())
    batch.save(update_fields=["counts", "reasons", "updated_at"])


def _finish(batch: ImportBatch, step: Step) -> None:
    batch.counts = batch.counts or dict.fromkeys(("read", *OUTCOMES), 0)
    batch.finished_at = timezone.now()
    batch.save(update_fields=["counts", "finished_at", "updated_at"])
    if not batch.dry_run and (batch.counts["created"] or batch.counts["updated"]):
        data = {
            **batch.counts,
            "reasons": {code: n for code, n in batch.reasons.items() if code not in NOTES},
            "source_id": batch.source_id,
            "brand_id": batch.brand_id,
        }
        record("creators.batch_imported", actor=batch.uploaded_by or SYSTEM, subject=batch, data=data)
