"""eligibility PROGRAMME: what a programme says of plain facts on a day, from the command line."""

import difflib
import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils.translation import gettext as _
from django.utils.translation import override

from marketplace.eligibility.plain import FactsError, read_facts
from marketplace.programmes.management.plain_input import bad, day, object_at
from marketplace.programmes.models import Programme
from marketplace.programmes.queries import answers, with_rules
from marketplace.programmes.queries.written import written


class Command(BaseCommand):
    help = "Judge plain facts by the rules of a programme on a day. Exit status 2 means that the input was wrong."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("programme", help="its slug, e.g. tiktok-creator-fund")
        parser.add_argument("--on", metavar="YYYY-MM-DD", help="the day asked about; today if left out")
        parser.add_argument("--facts", required=True, metavar="FILE|-", help="a JSON object of facts; - reads it here")
        parser.add_argument("--lang", choices=("en", "fr"), default="en", help="the language of the sentences")
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        with override(options["lang"]):
            on = day(options["on"])
            programme = _programme(options["programme"])
            try:
                facts = read_facts(object_at(options["facts"]), on)
            except FactsError as error:
                raise bad(f"{error.path}: {error.message}" if error.path else error.message) from error
            try:
                answer = answers.answer(programme, facts, on, options["lang"])
            except DatabaseError as error:
                raise CommandError(_("The database cannot be read: %(reason)s") % {"reason": error}) from error
            if options["json"]:
                self.stdout.write(json.dumps(answer, ensure_ascii=False, indent=2))
            else:
                self.stdout.write(answers.as_table(programme, answer))


def _programme(slug: str) -> Programme:
    """From the database; on a machine where nothing is loaded, from the data files."""
    try:
        stored = list(Programme.objects.filter(slug=slug).select_related("inherits"))
        slugs = set(Programme.objects.values_list("slug", flat=True))
    except DatabaseError:
        stored, slugs = [], set()
    if stored:
        return with_rules(stored)[0]
    if slug in written():
        return written()[slug]
    nearest = difflib.get_close_matches(slug, sorted(slugs | set(written())), n=1, cutoff=0.4)
    words = {"slug": slug, "nearest": nearest[0] if nearest else ""}
    if nearest:
        raise bad(_("There is no programme “%(slug)s”. Did you mean “%(nearest)s”?") % words)
    raise bad(_("There is no programme “%(slug)s”.") % words)
