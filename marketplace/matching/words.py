"""How the reader's language calls things, for the engine's sentences."""

from functools import lru_cache

from babel.lists import format_list
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from marketplace.core.templatetags.formats import money, percent
from marketplace.eligibility.names import name_of
from marketplace.eligibility.values import Values
from marketplace.matching.engine.cohorts import TIERS
from marketplace.taxonomy.locales import country_name, language_name, reader
from marketplace.taxonomy.models import DeliverableKind, Sector

__all__ = [
    "TIERS",
    "country", "kind", "language", "listed", "money", "niche", "percent", "platform", "sector", "tier", "tier_choices",
]  # fmt: skip


def niche(code: str) -> str:
    return name_of(Values.NICHE, code, reader())


def platform(code: str) -> str:
    return name_of(Values.PLATFORM, code, reader())


def country(code: str) -> str:
    return country_name(code)


def language(code: str) -> str:
    return language_name(code)


def kind(code: str) -> str:
    return _labels(DeliverableKind)[code][reader().startswith("fr")] if code in _labels(DeliverableKind) else code


def sector(code: str) -> str:
    return _labels(Sector)[code][reader().startswith("fr")] if code in _labels(Sector) else code


def tier(code: str) -> str:
    """What a size is called; ours, for every platform has its own."""
    return {
        "unknown": _("followers not known"),
        "nano": pgettext("tier", "under 10,000 followers"),
        "micro": pgettext("tier", "10,000 to 100,000 followers"),
        "mid": pgettext("tier", "100,000 to 500,000 followers"),
        "macro": pgettext("tier", "500,000 to a million followers"),
        "mega": pgettext("tier", "over a million followers"),
    }[code]


def tier_choices() -> list[tuple[str, str]]:
    """The tiers of known size, the smallest first."""
    return [(code, tier(code)) for code in TIERS[1:]]


def listed(words: list[str]) -> str:
    """Words as an enumeration: "a, b and c"."""
    return format_list(words, style="standard", locale=reader().replace("-", "_")) if words else ""


@lru_cache(maxsize=2)
def _labels(model: type[DeliverableKind] | type[Sector]) -> dict[str, tuple[str, str]]:
    return {
        code: (english, french) for code, english, french in model.objects.values_list("code", "label_en", "label_fr")
    }
