"""Fields that understand what people write: 60.3M, 12 400, 4,5 %, lists in an order, audience shares."""

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

Choices = Sequence[tuple[Any, Any]]
_SUFFIX = {"k": 1_000, "m": 1_000_000, "md": 1_000_000_000, "b": 1_000_000_000}
_COUNT = re.compile(r"(?P<digits>\d[\d.,]*)(?P<suffix>k|md|m|b)?")
_GROUPED = re.compile(r"\d{1,3}([.,]\d{3})+")
_PERCENT = re.compile(r"\d{1,4}([.,]\d{1,2})?")


class CountField(forms.CharField):
    """A count such as "12 400", "12,400", "12.4k" or "1,2M"; cleans to an int, None if empty."""

    default_error_messages = {
        "count": gettext_lazy("“%(text)s” is not a number. Write it like 12400 or 12.4k."),
    }

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"required": False, **options})
        self.widget.attrs |= {"inputmode": "text", "autocomplete": "off", "maxlength": 24}

    def clean(self, value: Any) -> int | None:
        text = super().clean(value)
        return self._read(text) if text else None

    def _read(self, text: str) -> int:
        found = _COUNT.fullmatch(re.sub(r"[\s'’_]", "", text).lower())
        if found:
            digits, factor = found["digits"], _SUFFIX.get(found["suffix"] or "", 1)
            if factor > 1 and re.fullmatch(r"\d+([.,]\d+)?", digits):
                scaled = Decimal(digits.replace(",", ".")) * factor
                if scaled == scaled.to_integral_value():
                    return int(scaled)
            elif factor == 1 and (digits.isdigit() or _GROUPED.fullmatch(digits)):
                return int(re.sub(r"[.,]", "", digits))
        raise ValidationError(self.error_messages["count"], code="count", params={"text": text})


class TenthsField(forms.CharField):
    """Hours with at most one decimal ("12,5"); cleans to tenths."""

    default_error_messages = {
        "hours": gettext_lazy("“%(text)s” is not a number of hours. Write it like 12 or 12.5."),
    }

    def clean(self, value: Any) -> int | None:
        text = super().clean(value)
        if not text:
            return None
        if not re.fullmatch(r"\d{1,4}([.,]\d)?", text.strip()):
            raise ValidationError(self.error_messages["hours"], code="hours", params={"text": text})
        return int(Decimal(text.strip().replace(",", ".")) * 10)


class PercentField(forms.CharField):
    """A percentage ("62", "62,5 %"); cleans to basis points, None if empty."""

    default_error_messages = {
        "percent": gettext_lazy("“%(text)s” is not a percentage. Write it like 62 or 62.5."),
    }

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"required": False, **options})
        self.widget.attrs |= {"inputmode": "decimal", "autocomplete": "off", "maxlength": 8}

    def prepare_value(self, value: Any) -> Any:
        return percent_text(value) if isinstance(value, int) else value

    def clean(self, value: Any) -> int | None:
        text = super().clean(value)
        if not text:
            return None
        compact = re.sub(r"[\s%]", "", text)
        if not _PERCENT.fullmatch(compact):
            raise ValidationError(self.error_messages["percent"], code="percent", params={"text": text})
        return int(Decimal(compact.replace(",", ".")) * 100)


def percent_text(basis_points: int) -> str:
    """Basis points as somebody would type them: 6250 → 62.5."""
    return f"{Decimal(basis_points) / 100:.2f}".rstrip("0").rstrip(".")


class Ranks(forms.MultiWidget):
    """Several menus of the same choices, the first for the main one."""

    template_name = "creators/widgets/ranks.html"

    def __init__(self, labels: Iterable[str]) -> None:
        menus = [forms.Select(attrs={"aria-label": label}) for label in labels]
        super().__init__({str(index): menu for index, menu in enumerate(menus)})

    def decompress(self, value: Sequence[Any] | None) -> list[Any]:
        return [*(value or []), *[""] * len(self.widgets)][: len(self.widgets)]


class RankedField(forms.MultiValueField):
    """Up to `count` choices in an order; cleans to the list of chosen values, gaps closed, each once."""

    widget: Ranks

    def __init__(self, *, labels: Sequence[str], empty: str, choices: Choices = (), **options: Any) -> None:
        self.empty = empty
        parts = [forms.ChoiceField(required=False) for _label in labels]
        super().__init__(parts, require_all_fields=False, widget=Ranks(labels), **options)
        self.choices = choices

    @property
    def choices(self) -> Choices:
        return self.fields[0].choices  # type: ignore[attr-defined]

    @choices.setter
    def choices(self, choices: Choices) -> None:
        # An instance's own copy of the widget and the parts: set once the form is made.
        for part, menu in zip(self.fields, self.widget.widgets, strict=True):
            part.choices = menu.choices = [("", self.empty), *choices]  # type: ignore[attr-defined]

    def compress(self, data_list: list[str]) -> list[str]:
        chosen = [value for value in data_list or [] if value]
        if len(set(chosen)) < len(chosen):
            raise ValidationError(_("Choose each one once."), code="twice")
        return chosen
