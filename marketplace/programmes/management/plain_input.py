"""What the commands about plain facts read from their arguments. Bad input ends them with exit status 2."""

import datetime
import json
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from marketplace.eligibility.parsing import DAY

BAD_INPUT = 2


def bad(message: str) -> CommandError:
    """The end of a command whose input is wrong."""
    return CommandError(message, returncode=BAD_INPUT)


def day(text: str | None) -> datetime.date:
    """The value of --on; today (UTC) without one."""
    if text is None:
        return datetime.datetime.now(datetime.UTC).date()
    try:
        if DAY.fullmatch(text):
            return datetime.date.fromisoformat(text)
    except ValueError:
        pass
    raise bad(_("--on: “%(value)s” is not a day. Write it as 2026-03-01.") % {"value": text})


def object_at(place: str) -> Any:
    """The JSON of a file, or of standard input for "-". A byte order mark at its start is no part of it."""
    try:
        text = sys.stdin.read() if place == "-" else Path(place).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        words = {"file": place, "reason": getattr(error, "strerror", None) or error}
        raise bad(_("--facts: %(file)s cannot be read: %(reason)s.") % words) from error
    try:
        return json.loads(text.removeprefix("\ufeff"), object_pairs_hook=_each_once)
    except (json.JSONDecodeError, RecursionError) as error:
        line = getattr(error, "lineno", 1)
        words = {"line": line, "column": getattr(error, "colno", 1), "reason": getattr(error, "msg", error)}
        message = _("--facts: this is not JSON, at line %(line)s, column %(column)s: %(reason)s.") % words
        raise bad(message) from error


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """One object. A name that stands twice is refused: nobody can tell which of the two is meant."""
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise bad(_("--facts: “%(name)s” stands there twice.") % {"name": name})
        found[name] = value
    return found
