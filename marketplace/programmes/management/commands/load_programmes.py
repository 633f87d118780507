"""load_programmes: what platforms and sponsors offer, from the data files."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from marketplace.programmes.actions.loading import load
from marketplace.programmes.checks import BadData


class Command(BaseCommand):
    help = "Load the programmes and their rules. Safe to repeat; what has decided something is kept."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            loaded = load()
        except BadData as error:
            raise CommandError(str(error)) from error
        if options["verbosity"]:
            self.stdout.write(
                f"programmes: {loaded.created} created, {loaded.updated} updated, {loaded.ended} ended, "
                f"{loaded.unchanged} unchanged"
            )
