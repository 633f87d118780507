"""What codes are called in sentences. Countries and languages come from Babel, closed lists from here; a floor that
knows platforms, niches, styles or deliverable kinds registers how it names them."""

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from babel import Locale
from django.utils.translation import gettext, override, pgettext

from .values import Values

NameOf = Callable[[str, str], str]
_REGISTERED: dict[Values, NameOf] = {}


def register(values: Values, name_of: NameOf) -> None:
    """`name_of(code, language)` names a code of this vocabulary from now on."""
    _REGISTERED[values] = name_of


def name_of(values: Values | None, code: str, language: str) -> str:
    if not code or values is None:
        return code
    if values in _REGISTERED:
        return _REGISTERED[values](code, language) or code
    if values is Values.COUNTRY:
        return _locale(language).territories.get(code, code)
    if values is Values.LANGUAGE:
        return _locale(language).languages.get(code.replace("-", "_"), code)
    if code in _WORDS:
        with override(language):
            return _WORDS[code]()
    return code


@lru_cache(maxsize=16)
def _locale(language: str) -> Any:
    return Locale.parse(language.replace("-", "_"))


_WORDS: dict[str, Callable[[], str]] = {
    "female": lambda: gettext("women"),
    "male": lambda: gettext("men"),
    "other": lambda: pgettext("gender", "other"),
    "open": lambda: pgettext("availability", "open to work"),
    "busy": lambda: pgettext("availability", "busy"),
    "not_looking": lambda: pgettext("availability", "not looking"),
    "good": lambda: pgettext("standing", "good"),
    "restricted": lambda: pgettext("standing", "restricted"),
    "banned": lambda: pgettext("standing", "banned"),
    "niche": lambda: pgettext("profile", "a niche"),
    "style": lambda: pgettext("profile", "a content style"),
    "audience": lambda: pgettext("profile", "the audience"),
    "engagement": lambda: pgettext("profile", "the engagement rate"),
    "photo": lambda: pgettext("profile", "a photo"),
    "rates": lambda: pgettext("profile", "prices"),
}
