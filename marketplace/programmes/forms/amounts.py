"""Numbers that may be left out."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from marketplace.eligibility.forms.fields import NumberField


class Amount(NumberField):
    """A typed number, of at most `most`, that may be left out; `unit` is what stands after it."""

    def __init__(self, *, most: int, unit: str = "", **options: Any) -> None:
        self.most, self.unit = most, unit
        super().__init__(required=False, **options)
        self.widget.attrs["maxlength"] = 30

    def clean(self, value: Any) -> int | None:  # type: ignore[override]
        number = super().clean(value) if str(value or "").strip() else None
        if number is not None and number > self.most:
            raise forms.ValidationError(_("This number is too large."))
        return number
