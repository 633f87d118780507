"""conflicts: what a post for a brand would cost somebody with these facts, from the command line."""

import datetime
import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db import DatabaseError
from django.utils.translation import gettext as _
from django.utils.translation import override

from marketplace.eligibility.plain import FactsError, read_facts, read_post
from marketplace.programmes.management.plain_input import bad, day, object_at
from marketplace.programmes.models import Programme
from marketplace.programmes.queries import with_rules
from marketplace.programmes.queries.conflicts import Conflict, Work, conflicts_for
from marketplace.programmes.queries.written import written
from marketplace.taxonomy.files import platforms

#: What a brand asks for, unless the facts or an option say otherwise.
SPONSORED = {"is_sponsored": True}
WORK = "deliverable"
PLATFORM = "platform"


class Command(BaseCommand):
    help = (
        "Name the programmes that a sponsored post would cost somebody with these facts. The post is described under "
        '"deliverable" in the facts, {"platform": "tiktok", "has_foreign_watermark": true, "duration_s": 30 …}; left '
        "out, it is a sponsored post of which nothing else is known. Exit status 2 means that the input was wrong."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--on", metavar="YYYY-MM-DD", help="the day asked about; today if left out")
        parser.add_argument("--facts", required=True, metavar="FILE|-", help="a JSON object of facts; - reads it here")
        parser.add_argument("--platform", default="", help="where it is published; left out, on any")
        parser.add_argument("--lang", choices=("en", "fr"), default="en", help="the language of the sentences")
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        with override(options["lang"]):
            on = day(options["on"])
            data = object_at(options["facts"])
            described = data.pop(WORK, None) if isinstance(data, dict) else None
            try:
                facts = read_facts(data, on, beside=[WORK])
                work = work_of({} if described is None else described, on, options["platform"])
            except FactsError as error:
                raise bad(f"{error.path}: {error.message}" if error.path else error.message) from error
            programmes = listed()
            found = conflicts_for(programmes, facts, work, on, options["lang"])
            if options["json"]:
                answer = {"on": on.isoformat(), "checked": [one.slug for one in programmes]}
                rows = [conflict.as_json() for conflict in found]
                self.stdout.write(json.dumps({**answer, "conflicts": rows}, ensure_ascii=False, indent=2))
            else:
                self.stdout.write(as_lines(found))


def work_of(described: Any, on: datetime.date, platform: str) -> Work:
    """The post as it is described. Raises FactsError with the place of what cannot be."""
    if not isinstance(described, dict):
        raise FactsError(WORK, _("A post is an object of names and values."))
    described = dict(described)
    platform = described.pop(PLATFORM, "") or platform
    known = [row["code"] for row in platforms()]
    if platform and platform not in known:
        choices = ", ".join(known)
        raise FactsError(f"{WORK}.{PLATFORM}", _("One of %(choices)s is expected here, not %(value)s.")
                         % {"choices": choices, "value": platform})  # fmt: skip
    post = read_post({"published_on": on.isoformat(), **SPONSORED, **described}, WORK, beside=[PLATFORM])
    return Work(post, platform)


def listed() -> list[Programme]:
    """The listed programmes of the database; on a machine where nothing is loaded, those of the data files."""
    try:
        stored = list(Programme.objects.listed().select_related("inherits", "platform"))
    except DatabaseError:
        stored = []
    return with_rules(stored) or [one for one in written().values() if one.is_listed]


def as_lines(found: list[Conflict]) -> str:
    """For people: a line a conflict, or that there is none."""
    return "\n".join(conflict.message for conflict in found) if found else _("This post costs no programme.")
