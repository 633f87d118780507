"""Values as people read them: "8,760", "3.2%", "12.5 h", "€250", "France or Belgium"."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_decimal
from django.utils.translation import get_language, gettext, ngettext

from marketplace.core.days import date_locale
from marketplace.core.money import format_money

from . import names
from .measures import Measure
from .values import Unit


def language() -> str:
    return get_language() or "en"


def number(value: int | Decimal) -> str:
    return format_decimal(value, locale=language().replace("-", "_"))


def day(value: date) -> str:
    return format_date(value, "long", locale=date_locale())


def quantity(measure: Measure, value: int) -> str:
    """A number with its unit."""
    match measure.unit:
        case Unit.BP:
            return gettext("%(number)s%%") % {"number": number(Decimal(value).scaleb(-2))}
        case Unit.TENTH_HOURS:
            return gettext("%(number)s h") % {"number": number(Decimal(value).scaleb(-1))}
        case Unit.DAYS:
            return ngettext("%(number)s day", "%(number)s days", value) % {"number": number(value)}
        case Unit.YEARS:
            return ngettext("%(number)s year", "%(number)s years", value) % {"number": number(value)}
        case Unit.SECONDS:
            return ngettext("%(number)s second", "%(number)s seconds", value) % {"number": number(value)}
        case Unit.MINOR:
            return format_money(value, measure.key.rpartition(":")[2])
        case _:
            return number(value)


def distance(measure: Measure, gap: int) -> str:
    """A difference: of two percentages it is in points."""
    if measure.unit is not Unit.BP:
        return quantity(measure, gap)
    points = Decimal(gap).scaleb(-2)
    # One whole point is singular; 0.8 points and 8 points are not, in English; languages decide by the whole part.
    plural = 1 if points == 1 else max(2, int(points))
    return ngettext("%(number)s point", "%(number)s points", plural) % {"number": number(points)}


def value(measure: Measure, observed: Any) -> str:
    """Any value of a measure."""
    if observed is None:
        return gettext("not known")
    if isinstance(observed, bool):
        return gettext("yes") if observed else gettext("no")
    if isinstance(observed, int):
        return quantity(measure, observed)
    if isinstance(observed, str):
        return names.name_of(measure.values, observed, language())
    return listed(measure, observed)


def listed(measure: Measure, items: Iterable[Any], style: Literal["standard", "or"] = "standard") -> str:
    """ "A, B and C"; with style "or", "A, B or C". Nothing at all is said as such."""
    texts = [value(measure, item) for item in items]
    return format_list(texts, style=style, locale=language().replace("-", "_")) if texts else gettext("none")
