"""Money as integers: an amount in the currency's minor unit (cents, or yen), and its ISO 4217 code."""

import re
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any

from babel.numbers import NumberFormatError, format_currency, get_currency_precision, parse_decimal
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

#: The largest amount that is taken for meant, in minor units.
LARGEST_MINOR = 10**13
#: The two leading digits of round amounts: each is about half as much again as the one before.
ROUND = (10, 15, 20, 30, 50, 70)
SMALLEST_ROUND = 100
THOUSANDS = re.compile(r"[+-]?[1-9][0-9]{0,2}(,[0-9]{3})+(\.[0-9]*)?")


def format_money(minor: int | None, currency: str, locale: str | None = None) -> str:
    """`amount` in minor units as people write it: 125000 EUR is "1 250 €" in French, "€1,250" in English.

    Whole amounts lose their decimals. None gives an em dash.
    """
    if minor is None:
        return "—"
    digits = get_currency_precision(currency)
    amount = Decimal(minor).scaleb(-digits)
    whole = amount == amount.to_integral_value()
    return format_currency(
        amount,
        currency,
        locale=locale or get_language() or "en",
        currency_digits=not whole,
        format=None if not whole else _whole_pattern(locale or get_language() or "en"),
    )


def _whole_pattern(locale: str) -> str:
    return "#,##0\u00a0¤" if locale.startswith("fr") else "¤#,##0"


def to_minor(amount: Decimal, currency: str) -> int:
    """A decimal amount in minor units. Raises ValueError if it has more decimals than the currency."""
    scaled = amount.scaleb(get_currency_precision(currency))
    if scaled != scaled.to_integral_value():
        raise ValueError(f"{amount} has more decimals than {currency} allows")
    return int(scaled.to_integral_value(ROUND_HALF_UP))


def from_minor(minor: int, currency: str) -> Decimal:
    """Minor units as a decimal amount."""
    return Decimal(minor).scaleb(-get_currency_precision(currency))


def round_amounts_around(minor: int) -> tuple[int, int]:
    """The round amounts at most and at least as large as this one (above 0, in minor units): the same twice if it is
    round itself. Round are 1, 1.5, 2, 3, 5 and 7 times a power of ten, from 100 minor units up, in any currency."""
    if minor <= SMALLEST_ROUND:
        return SMALLEST_ROUND, SMALLEST_ROUND
    power: int = 10 ** (len(str(minor)) - 2)
    steps = [step * power for step in (*ROUND, 100)]
    below = max(step for step in steps if step <= minor)
    return below, min(step for step in steps if step >= minor)


class MoneyField(forms.CharField):
    """A typed amount ("1 250,50", "1250.5"); cleans to minor units of `currency` (set it per form), None if empty."""

    default_error_messages = {
        "amount": _("“%(text)s” is not an amount. Write a number such as 250 or 250.50."),
        "decimals": _("“%(text)s” has more decimals than %(currency)s allows."),
        "negative": _("An amount cannot be negative."),
        "too_large": _("This amount is too large."),
    }

    def __init__(self, *, currency: str = "EUR", **options: Any) -> None:
        self.currency = currency
        super().__init__(**options)
        self.widget.attrs.setdefault("inputmode", "decimal")

    def prepare_value(self, value: Any) -> Any:
        """Stored minor units as the reader writes them: no needless decimals, a decimal comma in French."""
        if not isinstance(value, int):
            return value
        amount = from_minor(value, self.currency)
        if amount == amount.to_integral_value():
            return f"{amount:.0f}"
        # A comma before three decimals would be read as thousands: such currencies keep the point.
        comma = get_currency_precision(self.currency) <= 2 and (get_language() or "").startswith("fr")
        return str(amount).replace(".", ",") if comma else str(amount)

    def clean(self, value: Any) -> int | None:
        text = super().clean(value)
        if not text:
            return None
        amount = self._decimal(text)
        if amount < 0:
            raise ValidationError(self.error_messages["negative"], code="negative")
        try:
            minor = to_minor(amount, self.currency)
        except ValueError as error:
            detail = {"text": text, "currency": self.currency}
            raise ValidationError(self.error_messages["decimals"], code="decimals", params=detail) from error
        if minor > LARGEST_MINOR:
            raise ValidationError(self.error_messages["too_large"], code="too_large")
        return minor

    def _decimal(self, text: str) -> Decimal:
        compact = "".join(text.split()).replace("\u202f", "")
        # A lone comma before one or two digits is a decimal comma in either language.
        if compact.count(",") == 1 and "." not in compact and len(compact.split(",")[1]) <= 2:
            compact = compact.replace(",", ".")
        # Other commas are between thousands, or nobody knows what is meant: 0,001 is not 1, nor 1,2345 twelve thousand.
        if "," in compact and not THOUSANDS.fullmatch(compact):
            raise ValidationError(self.error_messages["amount"], code="amount", params={"text": text})
        try:
            return parse_decimal(compact, locale="en", strict=False)
        except (NumberFormatError, InvalidOperation) as error:
            detail = {"text": text}
            raise ValidationError(self.error_messages["amount"], code="amount", params=detail) from error
