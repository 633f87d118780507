"""How rules that cannot be read are refused: with the place (`all[1].value`) and a sentence for their author."""

import difflib
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from marketplace.core.errors import Invalid


class RuleError(Invalid):
    """A rule that cannot be read: where (`path`), and what to change."""

    def __init__(self, path: str, message: str) -> None:
        self.path = path
        super().__init__({path: message})


def require_object(data: Any, path: str) -> None:
    """Raises RuleError for what is not a JSON object."""
    if not isinstance(data, dict):
        raise RuleError(path, _("A rule or a group was expected here."))


def refuse_unknown_keys(data: dict[str, Any], known: Iterable[str], path: str) -> None:
    """Raises RuleError for the first key that is not known, with the nearest that is."""
    for key in sorted(set(map(str, data)) - set(known)):
        nearest = next(iter(difflib.get_close_matches(key, list(known), n=1)), "")
        raise RuleError(f"{path}.{key}".lstrip("."), unknown(key, nearest))


def unknown(word: str, nearest: str) -> str:
    """The sentence for a word that means nothing here."""
    if nearest:
        return _("“%(word)s” is not known here. Did you mean “%(nearest)s”?") % {"word": word, "nearest": nearest}
    return _("“%(word)s” is not known here.") % {"word": word}
