"""One post, or a file of posts."""

import csv
import datetime
import io
from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from creators.forms.fields import CountField
from creators.forms.profile import DateInput
from creators.models import TRAITS, Post

Row = tuple[int, dict[str, Any]]
MOST_BYTES = 2 * 1024 * 1024
YES, NO = {"1", "yes", "true", "y", "oui", "vrai", "o"}, {"0", "no", "false", "n", "non", "faux"}


class PostForm(forms.Form):
    """What rules ask of a post. Left open, it stays unknown, and is never taken for no."""

    published_on = forms.DateField(label=gettext_lazy("Published on"), widget=DateInput)
    views = CountField(label=gettext_lazy("Views"), required=False)
    url = forms.URLField(label=gettext_lazy("Link"), required=False, max_length=300, assume_scheme="https")
    title = forms.CharField(label=gettext_lazy("Title"), required=False, max_length=160)
    duration_s = CountField(label=gettext_lazy("Length in seconds"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in TRAITS:
            label = str(Post._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
            self.fields[name] = forms.TypedChoiceField(
                label=label[:1].upper() + label[1:],
                required=False,
                choices=[("", _("Not known")), ("yes", _("Yes")), ("no", _("No"))],
                coerce=lambda value: value == "yes",
                empty_value=None,
            )

    @property
    def main_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in ("published_on", "views", "url", "title", "duration_s")]

    @property
    def trait_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in TRAITS]


class PostFileForm(forms.Form):
    """A CSV file whose first line names its columns as the API does; cleans to (line, fields) or an error by line."""

    file = forms.FileField(
        label=gettext_lazy("CSV file"),
        help_text=gettext_lazy("Columns: published_on (2026-03-01), views, url, title, duration_s, and yes or no in: ")
        + ", ".join(TRAITS),
    )

    def clean_file(self) -> tuple[list[Row], list[tuple[int, str]]]:
        upload = self.cleaned_data["file"]
        if upload.size > MOST_BYTES:
            raise ValidationError(_("This file is larger than 2 MB. Split it."))
        try:
            text = upload.read().decode("utf-8-sig")
        except UnicodeDecodeError:
            raise ValidationError(_("This file is not UTF-8 text. Save it as CSV (UTF-8).")) from None
        delimiter = ";" if text.partition("\n")[0].count(";") > text.partition("\n")[0].count(",") else ","
        reader = csv.DictReader(io.StringIO(text), delimiter=delimiter)
        if "published_on" not in (reader.fieldnames or ()):
            raise ValidationError(_("The first line must name the columns; “published_on” is missing."))
        return read_rows(reader)


def read_rows(reader: "csv.DictReader[str]") -> tuple[list[Row], list[tuple[int, str]]]:
    """The rows that could be read, and for the others the line and the reason."""
    rows: list[Row] = []
    refused: list[tuple[int, str]] = []
    for line, raw in enumerate(reader, start=2):
        try:
            rows.append((line, dict(_cells(raw))))
        except ValidationError as error:
            refused.append((line, " ".join(error.messages)))
    return rows, refused


def _cells(raw: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    for name in ("published_on", "views", "url", "title", "duration_s", *TRAITS):
        text = (raw.get(name) or "").strip()
        if name == "published_on":
            yield name, _day(text)
        elif name in ("views", "duration_s"):
            yield name, CountField(required=False).clean(text)
        elif name in TRAITS:
            yield name, _answer(name, text)
        else:
            yield name, _TEXTS[name].clean(text)


_TEXTS: dict[str, forms.CharField] = {
    "url": forms.URLField(required=False, max_length=300, assume_scheme="https"),
    "title": forms.CharField(required=False, max_length=160),
}


def _day(text: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise ValidationError(_("published_on: write the day as 2026-03-01.")) from None


def _answer(name: str, text: str) -> bool | None:
    if text.lower() in YES | NO:
        return text.lower() in YES
    if text:
        raise ValidationError(_("%(column)s: write yes or no, or leave it empty.") % {"column": name})
    return None
