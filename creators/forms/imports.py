"""Handing in a list, saying what its columns mean, and finding one's imported profile."""

from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from creators.actions.imports import LARGEST_BYTES
from creators.enums import Wish
from creators.imports.columns import FIELDS
from creators.imports.scope import Scope
from creators.models import ImportBatch
from marketplace.taxonomy.models import Platform

HOUSE = "house"


def platform_field(**options: Any) -> forms.ModelChoiceField:
    return forms.ModelChoiceField(
        Platform.objects.filter(is_retired=False),
        label=_("Platform"),
        to_field_name="code",
        empty_label=_("A column says it"),
        **options,
    )


class DayField(forms.DateField):
    """The day numbers were measured."""

    def __init__(self, **options: Any) -> None:
        super().__init__(widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}), **options)
        self.label = _("Numbers as of")
        self.help_text = _("The day the list was made. Older numbers count for less.")


class ListForm(forms.Form):
    """A file and where it comes from."""

    file = forms.FileField(
        label=_("CSV file"),
        help_text=_("Separated by commas, semicolons or tabs, in any encoding. The first row names the columns."),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.tsv,.txt,text/csv,text/plain"}),
    )
    source = forms.CharField(
        label=_("Source"),
        max_length=120,
        help_text=_("Who made this list. Its columns are remembered under this name."),
    )
    platform = platform_field(required=False)
    as_of = DayField()
    scope = forms.ChoiceField(label=_("For"))

    def __init__(self, *args: Any, scopes: Sequence[Scope], **options: Any) -> None:
        options.setdefault("initial", {"as_of": timezone.localdate()})
        super().__init__(*args, **options)
        self.ids = {str(scope.brand_id or HOUSE): scope.brand_id for scope in scopes}
        choice: forms.ChoiceField = self.fields["scope"]  # type: ignore[assignment]
        choice.choices = [(str(scope.brand_id or HOUSE), scope.name) for scope in scopes]
        if len(scopes) == 1:
            choice.widget, choice.required, choice.initial = forms.HiddenInput(), False, choice.choices[0][0]

    def clean_scope(self) -> int | None:
        return self.ids[self.cleaned_data["scope"] or next(iter(self.ids))]

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LARGEST_BYTES:
            raise forms.ValidationError(_("This file is larger than 64 MB. Cut it into pieces."), code="too_heavy")
        return file


class ColumnsForm(forms.Form):
    """What each column of one file means."""

    platform = platform_field(required=False)
    as_of = DayField()

    def __init__(self, *args: Any, batch: ImportBatch, samples: Sequence[Sequence[str]], **options: Any) -> None:
        options.setdefault("initial", {"platform": batch.platform, "as_of": batch.as_of})
        super().__init__(*args, **options)
        self.headers, self.samples = batch.headers, samples
        choices = [("", _("Left out")), *((code, field.label) for code, field in FIELDS.items())]
        for at, header in enumerate(batch.headers):
            self.fields[f"column{at}"] = forms.ChoiceField(
                label=header or _("Column %(number)d") % {"number": at + 1},
                choices=choices,
                required=False,
                initial=batch.mapping.get(str(at), ""),
            )

    def columns(self) -> Iterator[tuple[BoundField, list[str]]]:
        """Each column's choice with what its first rows say."""
        for at in range(len(self.headers)):
            cells = [row[at].strip() for row in self.samples if at < len(row) and row[at].strip()]
            yield self[f"column{at}"], [cell[:60] for cell in cells[:3]]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        chosen = {at: data.pop(f"column{at}", "") for at in range(len(self.headers))}
        mapping = {at: code for at, code in chosen.items() if code}
        for at, code in mapping.items():
            if not FIELDS[code].several and list(mapping.values()).count(code) > 1:
                self.add_error(f"column{at}", _("Two columns cannot both mean this. Leave one out."))
        return {**data, "mapping": mapping}


class FindForm(forms.Form):
    """A channel that may have come in with a list."""

    platform = forms.ModelChoiceField(
        Platform.objects.filter(is_retired=False), label=_("Platform"), to_field_name="code", empty_label=None
    )
    handle = forms.CharField(label=_("Handle or link"), max_length=300)


class WishForm(forms.Form):
    """What the owner wants; the two buttons of the page."""

    wish = forms.ChoiceField(choices=Wish.choices)
