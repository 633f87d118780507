"""eligibility_report: how all stored creators fare under all programmes on a day."""

import datetime
import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from marketplace.eligibility import Outcome
from marketplace.programmes.queries.answers import aligned
from marketplace.programmes.queries.report import Line, report

SHOWN = (
    Outcome.PASS,
    Outcome.REVIEW,
    Outcome.UNKNOWN,
    Outcome.FAIL,
    Outcome.EXEMPT,
    Outcome.NOT_YET_OPEN,
    Outcome.CLOSED,
)


class Command(BaseCommand):
    help = "Judge every stored creator, imported ones included, by every programme; print how many have each outcome."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--source", default="", help="only creators of this import source, by its name")
        parser.add_argument("--on", metavar="YYYY-MM-DD", help="the day asked about; today if left out")
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            on = datetime.date.fromisoformat(options["on"]) if options["on"] else timezone.now().date()
        except ValueError as error:
            raise CommandError(f"--on: {options['on']} is not a day.", returncode=2) from error
        lines = report(on, options["source"])
        if options["source"] and not any(line.creators for line in lines):
            raise CommandError(f"--source: no creator came from “{options['source']}”.", returncode=2)
        self.stdout.write(as_json(lines, on, options["source"]) if options["json"] else as_table(lines, on))


def as_json(lines: list[Line], on: datetime.date, source: str) -> str:
    programmes = [
        {
            "programme": line.programme.slug,
            "creators": line.creators,
            "outcomes": {outcome.name: line.counts[outcome] for outcome in SHOWN},
        }
        for line in lines
    ]
    return json.dumps({"on": on.isoformat(), "source": source, "programmes": programmes}, indent=2)


def as_table(lines: list[Line], on: datetime.date) -> str:
    head = [on.isoformat(), "creators", *(outcome.name for outcome in SHOWN)]
    rows = [
        [line.programme.slug, f"{line.creators:,}", *(f"{line.counts[outcome]:,}" for outcome in SHOWN)]
        for line in lines
    ]
    return "\n".join(aligned([head, *rows]))
