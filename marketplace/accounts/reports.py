"""What can be reported to staff. Every room declares its own rows in a module `reportables.py`:

@reportable("campaign", _("campaign"))
def campaign(person, public_id): ...        # the row if this person may see it, else None
"""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest


@dataclass(frozen=True)
class Reportable:
    """A kind of row: its word, how a person finds one, and the page it stands on."""

    name: str
    label: Any
    find: Callable[[Any, uuid.UUID], Any]
    url_of: Callable[[Any], str]


_kinds: dict[str, Reportable] = {}


def reportable(
    name: str, label: Any, *, find: Callable[[Any, uuid.UUID], Any], url_of: Callable[[Any], str]
) -> Reportable:
    """Declare a kind. Raises ValueError if the name is taken."""
    if name in _kinds:
        raise ValueError(f"{name} is declared reportable twice")
    _kinds[name] = Reportable(name, label, find, url_of)
    return _kinds[name]


def found(request: HttpRequest, kind: str, public_id: uuid.UUID) -> tuple[Reportable, Any] | None:
    """The kind and the row behind an address, if this person may see it."""
    known = _kinds.get(kind)
    row = known.find(request.user, public_id) if known else None
    return (known, row) if known and row is not None else None
