"""learn: learn from what was shown; promote only what is surely better."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from marketplace.learning.actions import policies
from marketplace.learning.enums import PolicyState
from marketplace.learning.models import Policy


class Command(BaseCommand):
    help = (
        "Learn how likely a yes is from either side, of pairs that were shown, and publish it if it is surely better "
        "than what is in force and calibrated everywhere. Otherwise what is in force stays, and the reasons are told."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="store nothing")
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, dry_run: bool, **options: Any) -> None:
        row = policies.trained(timezone.now()) if dry_run else policies.learn()
        if options["json"]:
            self.stdout.write(json.dumps(as_json(row)))
            return
        if row.state == PolicyState.PUBLISHED:
            self.stdout.write("Published." if not dry_run else "It would be published.")
        else:
            self.stdout.write("Not promoted; what is in force stays:" if row.figures["in_force"] else KEPT)
        for reason in row.reasons:
            self.stdout.write(f"- {reason}")


KEPT = "Not promoted; the published hand-set weights stay:"


def as_json(row: Policy) -> dict[str, Any]:
    """What was decided and by what."""
    return {
        "state": row.state,
        "reasons": row.reasons,
        "brand": row.brand,
        "creator": row.creator,
        "figures": row.figures,
        "seen_until": str(row.seen_until),
    }
