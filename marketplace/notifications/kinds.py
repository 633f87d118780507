"""The kinds of notices. A room declares its own in a module `notices.py`:

declare(
    "deals.contact_accepted",
    label=_("Somebody accepts your application or invitation"),
    title=_("%(who)s accepted"),
    body=_("…%(campaign)s…"),
    url=lambda data: reverse("deals:contact", args=[data["contact"]]),
)

The texts are filled in when they are read, in the reader's language: `data` holds facts and codes, never sentences.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from django.utils.translation import gettext_lazy as _

from marketplace.accounts.enums import Side

Data = Mapping[str, Any]


def as_it_is(data: Data) -> Data:
    """The values of a notice whose data needs no presentation."""
    return data


@dataclass(frozen=True)
class Kind:
    """How notices of one verb read, where they lead, who gets them, and whether one may do without their e-mails."""

    verb: str
    label: Any
    title: Any
    body: Any
    url: Callable[[Data], str]
    present: Callable[[Data], Data]
    is_optional: bool
    #: Who gets them: people on this side, or on either if it is empty.
    side: Side | Literal[""] = ""

    def title_of(self, data: Data) -> str:
        return str(self.title) % self.present(data)

    def body_of(self, data: Data) -> str:
        return str(self.body) % self.present(data)


_kinds: dict[str, Kind] = {}


def declare(
    verb: str,
    *,
    label: Any,
    title: Any,
    body: Any,
    url: Callable[[Data], str],
    present: Callable[[Data], Data] = as_it_is,
    is_optional: bool = True,
    side: Side | Literal[""] = "",
) -> Kind:
    """Declare a kind. `present` turns codes into words at reading time. Raises ValueError if the verb is taken."""
    if verb in _kinds:
        raise ValueError(f"the notice {verb} is declared twice")
    _kinds[verb] = Kind(verb, label, title, body, url, present, is_optional, side)
    return _kinds[verb]


def kind_of(verb: str) -> Kind:
    """The kind of a verb. Raises KeyError if nobody declared it."""
    return _kinds[verb]


def optional_kinds() -> list[Kind]:
    """The kinds a person may switch off, by verb."""
    return [kind for _verb, kind in sorted(_kinds.items()) if kind.is_optional]


#: Shown for a notice whose room has since stopped declaring it.
FORGOTTEN = Kind(
    "", _("Older notices"), _("An older notice"), _("It is about something that no longer exists."),
    lambda data: "/", as_it_is, False,
)  # fmt: skip


def known_kind(verb: str) -> Kind:
    """The kind of a stored notice, even if its room has gone."""
    return _kinds.get(verb, FORGOTTEN)
