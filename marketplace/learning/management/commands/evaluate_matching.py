"""evaluate_matching: how good rankings are on any file of pairs, with intervals."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from marketplace.learning.evaluation import kaito, pairs, report, speed_dating
from marketplace.learning.evaluation.table import Table


class Command(BaseCommand):
    help = (
        "nDCG, AUC, recall, Brier score, calibration, exposure and figures by tier of every method, on a file of pairs "
        "(docs/evaluation.md has the columns) or on a folder of a data set that it knows. No database is read."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--data", required=True, type=Path, metavar="PATH", help="a CSV file of pairs, or a folder")
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, data: Path, **options: Any) -> None:
        try:
            found = evaluated(data)
        except (OSError, pairs.NotPairs, KeyError, ValueError) as error:
            raise CommandError(f"{data}: {error}", returncode=2) from error
        if options["json"]:
            self.stdout.write(json.dumps({"data": str(data), "tables": found}, ensure_ascii=False))
            return
        for table in found:
            self.stdout.write(report.as_text(table) + "\n")


def evaluated(path: Path) -> list[dict[str, Any]]:
    """The figures of a data set, told by what is there."""
    tables, against = _tables(path)
    return [report.measured(table, against) for table in tables]


def _tables(path: Path) -> tuple[list[Table], str]:
    """The tables of a path, and what the gains are measured against."""
    folder = path if path.is_dir() else path.parent
    if path.name == speed_dating.FILE or (path.is_dir() and (path / speed_dating.FILE).exists()):
        return [speed_dating.table(folder / speed_dating.FILE)], "one-sided"
    if path.name == kaito.CORPUS or (path.is_dir() and (path / kaito.CORPUS).exists()):
        return [kaito.table(folder, given_split=True), kaito.table(folder, given_split=False)], "BM25"
    if path.is_dir():
        files = sorted(path.glob("*.csv"))
        if len(files) != 1:
            raise pairs.NotPairs("name one CSV file: the folder has none, or several")
        path = files[0]
    table = pairs.table(path)
    return [table], "score" if "score" in table.scores else "BM25" if "BM25" in table.scores else ""
