"""replay_verdicts: take every stored decision again from what was kept with it; exit 1 if one comes out otherwise."""

from argparse import ArgumentParser
from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from marketplace.eligibility import RuleError
from marketplace.programmes.models import Standing, StandingChange
from marketplace.programmes.models.standing import Decision
from marketplace.programmes.queries.standings import replay_differences

CHUNK = 2_000


class Command(BaseCommand):
    help = "Replay every stored decision about programmes from its own row, and print those that differ."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--programme", default="", help="slug of one programme")

    def handle(self, *args: Any, **options: Any) -> None:
        done = differing = 0
        for decision in _decisions(options["programme"]):
            done += 1
            try:
                found = replay_differences(decision)
            except (RuleError, ValueError, TypeError) as error:
                found = [f"cannot be replayed: {error}"]
            if found:
                differing += 1
                self.stdout.write(f"{decision._meta.model_name} {decision.pk} of {decision.as_of}: {', '.join(found)}")
        if differing:
            raise CommandError(f"{differing} of {done} decisions come out otherwise.", returncode=1)
        self.stdout.write(f"{done} decisions replayed, all as they were stored.")


def _decisions(slug: str) -> Iterator[Decision]:
    for model in (StandingChange, Standing):
        rows = model._default_manager.select_related("rule_set").order_by("pk")
        rows = rows.filter(programme__slug=slug) if slug else rows
        yield from rows.iterator(chunk_size=CHUNK)
