"""One amount, or a statement as a CSV file."""

import csv
import datetime
import io
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from marketplace.core.money import MoneyField
from marketplace.programmes.models import Programme
from marketplace.taxonomy.forms import CurrencyField

Row = tuple[int, dict[str, Any]]
MOST_BYTES = 2 * 1024 * 1024
COLUMNS = ("month", "amount", "currency", "note", "reference")
#: What a column may be called besides.
FRENCH = {"mois": "month", "montant": "amount", "devise": "currency", "référence": "reference"}


class ProgrammeField(forms.ModelChoiceField):
    """Which programme paid, by its slug."""

    def __init__(self, **options: Any) -> None:
        defaults = {"queryset": Programme.objects.none(), "label": gettext_lazy("Programme"), "to_field_name": "slug"}
        defaults["empty_label"] = gettext_lazy("Choose a programme")
        super().__init__(**{**defaults, **options})

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.name)


class MonthField(forms.CharField):
    """A month such as 2026-03; a day of it (2026-03-31) will do. Cleans to its first day."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"widget": forms.TextInput(attrs={"type": "month", "placeholder": "2026-03"}), **options})

    def prepare_value(self, value: Any) -> Any:
        return f"{value:%Y-%m}" if isinstance(value, datetime.date) else value

    def clean(self, value: Any) -> datetime.date | None:
        text = super().clean(value)
        if not text:
            return None
        try:
            return datetime.date.fromisoformat(f"{text}-01" if text.count("-") == 1 else text).replace(day=1)
        except ValueError:
            raise ValidationError(_("Write the month as 2026-03.")) from None


class EarningForm(forms.Form):
    """What one programme paid for one month."""

    programme = ProgrammeField()
    month = MonthField(label=gettext_lazy("Month"))
    amount = MoneyField(label=gettext_lazy("Amount"))
    currency = CurrencyField(initial="EUR")
    note = forms.CharField(label=gettext_lazy("Note"), required=False, max_length=200)

    def __init__(self, *args: Any, programmes: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["programme"].queryset = programmes  # type: ignore[attr-defined]
        currency = self.data.get("currency") or self.initial.get("currency") or "EUR"
        self.fields["amount"].currency = currency  # type: ignore[attr-defined]


class StatementForm(forms.Form):
    """A statement of one programme; its file cleans to the rows that could be read and (line, reason) of the others."""

    prefix = "statement"
    programme = ProgrammeField()
    file = forms.FileField(
        label=gettext_lazy("CSV file"),
        help_text=gettext_lazy(
            "Columns: month (2026-03), amount, currency (EUR), and if you like note and reference. "
            "The same file twice adds nothing."
        ),
    )

    def __init__(self, *args: Any, programmes: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["programme"].queryset = programmes  # type: ignore[attr-defined]

    def clean_file(self) -> tuple[list[Row], list[tuple[int, str]]]:
        upload = self.cleaned_data["file"]
        if upload.size > MOST_BYTES:
            raise ValidationError(_("This file is larger than 2 MB. Split it."))
        try:
            text = upload.read().decode("utf-8-sig")
        except UnicodeDecodeError:
            raise ValidationError(_("This file is not UTF-8 text. Save it as CSV (UTF-8).")) from None
        return read_statement(text)


def read_statement(text: str) -> tuple[list[Row], list[tuple[int, str]]]:
    """The rows of a statement that could be read, and for the others the line and the reason.

    Raises ValidationError where the first line does not name the columns.
    """
    first = text.partition("\n")[0]
    reader = csv.DictReader(io.StringIO(text), delimiter=";" if first.count(";") > first.count(",") else ",")
    reader.fieldnames = [_column(name) for name in reader.fieldnames or ()]
    missing = [name for name in COLUMNS[:3] if name not in reader.fieldnames]
    if missing:
        raise ValidationError(
            _("The first line must name the columns; missing: %(names)s.") % {"names": ", ".join(missing)}
        )
    rows: list[Row] = []
    refused: list[tuple[int, str]] = []
    try:
        for raw in reader:
            try:
                rows.append((reader.line_num, _cells(raw)))
            except ValidationError as error:
                refused.append((reader.line_num, " ".join(error.messages)))
    except csv.Error:
        raise ValidationError(_("This file is not CSV.")) from None
    return rows, refused


def _column(header: str) -> str:
    name = header.strip().lower()
    return FRENCH.get(name, name)


def _cells(raw: dict[str, Any]) -> dict[str, Any]:
    said = {name: (raw.get(name) or "").strip().replace("\x00", "") for name in COLUMNS}
    currency = CurrencyField().clean(said["currency"].upper())
    return {
        "month": MonthField().clean(said["month"]),
        "amount_minor": MoneyField(currency=currency).clean(said["amount"]),
        "currency": currency,
        "note": said["note"],
        "reference": said["reference"],
    }
