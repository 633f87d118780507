"""backup FILE: the database and the uploaded files in one archive."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from marketplace.core import archives


class Command(BaseCommand):
    help = "Write the database and the uploaded files to FILE (.tar.gz)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        target: Path = options["file"]
        if not target.parent.exists():
            raise CommandError(f"The folder {target.parent} does not exist.")
        try:
            manifest = archives.write(target)
        except archives.ArchiveError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{target}: database {manifest['database_bytes']:,} bytes, {manifest['files']} files")
