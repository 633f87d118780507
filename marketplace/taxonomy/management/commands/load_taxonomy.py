"""load_taxonomy: platforms, niches, sectors, deliverable kinds and content styles from their data files."""

from typing import Any

from django.core.management.base import BaseCommand

from marketplace.taxonomy.actions.load import load


class Command(BaseCommand):
    help = "Load the words of the marketplace. Safe to repeat; columns changed in the admin are kept."

    def handle(self, *args: Any, **options: Any) -> None:
        for name, loaded in load().items():
            if options["verbosity"]:
                self.stdout.write(
                    f"{name}: {loaded.created} created, {loaded.updated} updated, "
                    f"{loaded.retired} retired, {loaded.unchanged} unchanged"
                )
