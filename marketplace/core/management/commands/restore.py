"""restore FILE: replace everything by a backup."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from marketplace.core import archives, grants


class Command(BaseCommand):
    help = "Replace the database and the uploaded files by those in FILE. Stop the web server and workers first."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--yes", action="store_true", help="do not ask")

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["yes"]:
            self.stderr.write(f"This replaces everything in the database {connection.settings_dict['NAME']}.")
            if input("Type yes to go on: ").strip() != "yes":
                raise CommandError("Nothing was changed.")
        try:
            manifest = archives.read(options["file"])
        except archives.ArchiveError as error:
            raise CommandError(str(error)) from error
        grants.apply(connection, settings.RUNTIME_ROLE)
        self.stdout.write(f"Restored the backup of {manifest['made_at']} with {manifest['files']} files.")
