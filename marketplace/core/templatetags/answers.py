"""Outcomes and values of criteria as a tone, an icon and words."""

from collections.abc import Callable, Iterable
from typing import Any

from django import template
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from marketplace.core.templatetags.formats import UNKNOWN, compact, money, number, percent

register = template.Library()

#: outcome → tone (colour), icon, word
OUTCOMES = {
    "PASS": ("pass", "check", _("Fits")),
    "FAIL": ("fail", "x-mark", _("Does not fit")),
    "UNKNOWN": ("unknown", "question-mark-circle", _("Not known")),
    "EXEMPT": ("exempt", "shield-check", _("Exempt")),
    "REVIEW": ("review", "eye", _("To be reviewed")),
    "CLOSED": ("closed", "lock-closed", _("Closed")),
    "NOT_YET_OPEN": ("closed", "clock", _("Not open yet")),
}
SOURCES = {
    "": _("Measured"),
    "declared": _("Declared"),
    "proof": _("Declared with a proof"),
    "fetched": _("Fetched from the platform"),
    "imported": _("Imported"),
    "profile": _("From the profile"),
    "staff": _("Checked by our staff"),
    "computed": _("Computed"),
    "cohort": _("From the cohorts here"),
}
UNITS: dict[str, Callable[[Any], str]] = {
    "count": number,
    "bp": percent,
    "percent": percent,
    "compact": compact,
    "number": number,
}


def _outcome(outcome: Any) -> tuple[str, str, Any]:
    return OUTCOMES.get(str(getattr(outcome, "name", outcome)), OUTCOMES["UNKNOWN"])


@register.filter
def outcome_tone(outcome: Any) -> str:
    return _outcome(outcome)[0]


@register.filter
def outcome_icon(outcome: Any) -> str:
    return _outcome(outcome)[1]


@register.filter
def outcome_word(outcome: Any) -> Any:
    return _outcome(outcome)[2]


@register.filter
def source_word(source: str) -> Any:
    return SOURCES.get(source, source)


@register.filter
def as_unit(value: Any, unit: str) -> Any:
    """A value in words of its unit: 3000 bp → 30 %, 90 days → 90 days, {"fr", "en"} → en, fr."""
    if value is None or value == "":
        return UNKNOWN
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, list | tuple | set | frozenset):
        return _several(value, unit)
    if unit == "days":
        return ngettext("%(n)s day", "%(n)s days", value) % {"n": number(value)}
    if unit == "years":
        return ngettext("%(n)s year", "%(n)s years", value) % {"n": number(value)}
    if unit == "date":
        return date_format(value) if hasattr(value, "year") else value
    if unit.startswith("minor:"):
        return money(value, unit.removeprefix("minor:"))
    return UNITS.get(unit, _plain)(value)


def _plain(value: Any) -> str:
    return number(value) if isinstance(value, int) else str(value)


def _several(values: Iterable[Any], unit: str) -> str:
    ordered = values if isinstance(values, list | tuple) else sorted(values)
    return ", ".join(str(as_unit(value, unit)) for value in ordered) or UNKNOWN


@register.filter
def initials(name: str) -> str:
    """One or two letters for a person without a picture."""
    words = [word for word in str(name).replace("-", " ").split() if word[:1].isalnum()]
    return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper() or "·"


@register.filter
def times(count: int) -> range:
    """Something to loop over that many times."""
    return range(int(count))
