"""import_creators FILE: bring a list of creators in, or check it with --dry-run."""

import datetime
import json
import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from creators.actions import imports
from creators.imports import columns
from creators.imports.reasons import sentence
from creators.models import ImportBatch
from marketplace.activity.record import SYSTEM
from marketplace.core import jobs
from marketplace.core.errors import DomainError
from marketplace.core.models import JobState
from marketplace.taxonomy.models import Platform


class Command(BaseCommand):
    help = "Import creators from a CSV file. Columns are recognised; --map says or corrects what one means."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--map", action="append", default=[], metavar="COLUMN=FIELD", help=fields_help())
        parser.add_argument("--source", default="", help="name of the supplier; its columns are remembered")
        parser.add_argument("--platform", default="", help="platform of every row, if no column says it")
        parser.add_argument("--as-of", type=datetime.date.fromisoformat, help="day of the numbers (default: today)")
        parser.add_argument("--encoding", default="")
        parser.add_argument("--delimiter", default="")
        parser.add_argument("--dry-run", action="store_true", help="check only")
        parser.add_argument("--json", action="store_true", help="one JSON object on the last line")

    def handle(self, *args: Any, **options: Any) -> None:
        platform = Platform.objects.filter(code=options["platform"]).first()
        if options["platform"] and platform is None:
            raise CommandError(f"There is no platform {options['platform']!r}.")
        begun = time.monotonic()
        try:
            batch = self._start(platform, options)
        except OSError as error:
            raise CommandError(f"{options['file']}: {error.strerror}") from error
        except DomainError as error:
            raise CommandError(error.message) from error
        work(batch)
        batch.refresh_from_db()
        if batch.finished_at is None:
            raise CommandError(f"The import stopped; its job is {batch.job_id}.")
        self._report(batch, time.monotonic() - begun, as_json=options["json"])

    def _start(self, platform: Platform | None, options: dict[str, Any]) -> ImportBatch:
        with options["file"].open("rb") as file:
            batch = imports.take(
                actor=SYSTEM,
                file=file,
                name=options["file"].name,
                source=options["source"] or options["file"].stem,
                platform=platform,
                as_of=options["as_of"],
                encoding=options["encoding"],
                delimiter=options["delimiter"],
            )
        mapping = corrected(batch, options["map"])
        return imports.confirm(
            actor=SYSTEM,
            batch=batch,
            mapping=mapping,
            platform=batch.platform,
            as_of=batch.as_of,
            dry_run=options["dry_run"],
        )

    def _report(self, batch: ImportBatch, seconds: float, *, as_json: bool) -> None:
        named = {f"{batch.headers[int(at)]} ({int(at) + 1})": code for at, code in batch.mapping.items()}
        report = {
            "batch": str(batch.public_id),
            "dry_run": batch.dry_run,
            "encoding": batch.encoding,
            "delimiter": batch.delimiter,
            "columns": named,
            **batch.counts,
            "reasons": batch.reasons,
            "seconds": round(seconds, 2),
            "rows_per_second": round(batch.counts["read"] / seconds),
        }
        if as_json:
            self.stdout.write(json.dumps(report, ensure_ascii=False))
            return
        for name, value in report.items():
            self.stdout.write(f"{name}: {value}")
        for row in batch.rows.exclude(errors=[]).filter(outcome="refused")[:20]:
            self.stdout.write(f"row {row.line}: {' '.join(sentence(told) for told in row.errors)}")


def work(batch: ImportBatch) -> None:
    """Run the batch's job here, or wait for the worker that was quicker."""
    job = batch.job
    if job is None or jobs.run(job.pk):
        return
    while not job.is_finished:
        time.sleep(0.5)
        job.refresh_from_db()
    if job.state == JobState.DEAD:
        raise CommandError(job.error)


def corrected(batch: ImportBatch, said: list[str]) -> dict[int, str]:
    """The guessed columns with what the caller says; "COLUMN=" leaves a column out. Columns go by header or number."""
    mapping = {int(at): code for at, code in batch.mapping.items()}
    places = {header.casefold(): at for at, header in reversed(list(enumerate(batch.headers)))}
    for pair in said:
        column, _, code = pair.rpartition("=")
        at = places.get(column.casefold(), int(column) - 1 if column.isdigit() else -1)
        if not 0 <= at < len(batch.headers):
            raise CommandError(f"There is no column {column!r}; the file has: {', '.join(batch.headers)}")
        if code and code not in columns.FIELDS:
            raise CommandError(f"There is no field {code!r}; the fields are: {', '.join(columns.FIELDS)}")
        if code and not columns.FIELDS[code].several:
            mapping = {place: kept for place, kept in mapping.items() if kept != code}
        mapping[at] = code
    return {at: code for at, code in mapping.items() if code}


def fields_help() -> str:
    """The fields a column can mean."""
    return "what a column means (may be repeated); fields: " + ", ".join(columns.FIELDS)
