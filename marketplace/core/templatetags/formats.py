"""Numbers, money and dates as people of the active language write them."""

from datetime import date, datetime
from typing import Any

from babel.core import Locale
from babel.dates import format_date, format_time, format_timedelta, get_datetime_format
from babel.numbers import format_compact_decimal, format_decimal, format_percent
from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import get_language

from marketplace.core.days import date_locale
from marketplace.core.money import format_money

register = template.Library()
UNKNOWN = "—"


def locale() -> Locale:
    return Locale.parse(get_language() or "en", sep="-")


@register.filter
def money(minor: int | None, currency: str) -> str:
    """`{{ minor|money:currency }}`: 125000 EUR → 1 250 € or €1,250."""
    return UNKNOWN if minor in (None, "") else format_money(minor, currency)


@register.filter
def number(value: Any, digits: int = 0) -> str:
    """`{{ n|number }}`: 12345 → 12 345 or 12,345."""
    if value in (None, ""):
        return UNKNOWN
    pattern = "#,##0" + ("." + "0" * digits if digits else "")
    return format_decimal(value, format=pattern, locale=locale())


@register.filter
def compact(value: Any) -> str:
    """`{{ n|compact }}`: 12400 → 12,4 k or 12.4K."""
    if value in (None, ""):
        return UNKNOWN
    unit = 1
    while abs(value) >= 999.5 * unit:  # 999,999 is a million when it is rounded
        unit *= 1_000
    digits = 1 if unit > 1 and abs(value) < 99.95 * unit else 0
    value = round(value / unit, digits) * unit if unit > 1 else value
    return format_compact_decimal(value, format_type="short", locale=locale(), fraction_digits=digits)


@register.filter
def percent(basis_points: Any, digits: int = 1) -> str:
    """`{{ bp|percent }}`: 450 → 4,5 % or 4.5%. Trailing zeros go."""
    if basis_points in (None, ""):
        return UNKNOWN
    pattern = "#,##0" + ("." + "#" * digits if digits else "") + ("\u202f%" if locale().language == "fr" else "%")
    return format_percent(basis_points / 10_000, format=pattern, locale=locale())


@register.filter
def percent_of_100(value: int) -> str:
    """`{{ 80|percent_of_100 }}`: 80 → 80 % or 80%."""
    return percent(value * 100, 0)


@register.filter
def points(score: Any) -> str:
    """A score or part of 0…10,000 as points out of 100, always with one decimal: 8500 → 85,0 or 85.0."""
    return UNKNOWN if score in (None, "") else format_decimal(score / 100, format="#,##0.0", locale=locale())


@register.filter
def weight(basis_points: int) -> str:
    """The most a part may give, as points out of 100 without needless decimals: 3000 → 30."""
    return format_decimal(basis_points / 100, format="#,##0.#", locale=locale())


@register.simple_tag
def when(value: date | datetime | None, style: str = "medium", relative: bool = False) -> str:
    """A date or moment in a <time> element; `relative` writes "3 days ago" and keeps the date as its title."""
    if value is None:
        return UNKNOWN
    exact = _exact(value, style)
    words = format_timedelta(_since(value), add_direction=True, locale=locale()) if relative else exact
    return format_html('<time datetime="{}" title="{}">{}</time>', value.isoformat(), exact, words)


def _exact(value: date | datetime, style: str) -> str:
    if isinstance(value, datetime):
        local = timezone.localtime(value) if timezone.is_aware(value) else value
        named: Any = style
        both = str(get_datetime_format(named, locale=date_locale())).replace("'", "")
        return both.format(format_time(local, format="short", locale=date_locale()), _day(local, style))
    return _day(value, style)


def _day(value: date, style: Any) -> str:
    text = format_date(value, format=style, locale=date_locale())
    # French writes the first of a month as "1er", which the tables of Unicode leave out.
    return f"1er{text[1:]}" if text.startswith("1 ") and date_locale().language == "fr" else text


def _since(value: date | datetime) -> Any:
    if isinstance(value, datetime):
        return value - (timezone.now() if timezone.is_aware(value) else datetime.now())  # noqa: DTZ005
    return value - timezone.localdate()
