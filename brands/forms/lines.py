"""Lines that are added and removed: deliverables, gifts, usage rights, shares of the audience. No script needed."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BaseFormSet, formset_factory
from django.http import QueryDict
from django.utils.functional import lazy
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from marketplace.core.money import MoneyField
from marketplace.eligibility.values import Values
from marketplace.taxonomy.locales import country_choices, language_choices
from marketplace.taxonomy.models import DeliverableKind, Platform
from marketplace.taxonomy.rights import WORLD, UsageKind

MOST_LINES = 20


class Labelled(forms.ModelChoiceField):
    """Rows named by their label in the reader's language."""

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.label)


class Line(forms.Form):
    """One line of a set. An added one in which nothing is typed beyond what stood there is blank, not wrong."""

    def has_changed(self) -> bool:
        if not self.empty_permitted:
            return super().has_changed()
        return any(self[name].data not in (None, "") for name in self.changed_data)


class DeliverableLine(Line):
    kind = Labelled(
        label=_("What"),
        queryset=DeliverableKind.objects.filter(is_retired=False),
        empty_label=_("Choose a kind of work"),
    )
    platform = Labelled(
        label=_("Where"),
        queryset=Platform.objects.filter(is_retired=False),
        required=False,
        empty_label=_("Not posted by the creator"),
    )
    count = forms.IntegerField(label=_("How many"), min_value=1, max_value=100, initial=1)
    due_on = forms.DateField(
        label=_("Due"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        kind = values.get("kind")
        if kind and kind.posts_publicly and not values.get("platform") and "platform" not in self.errors:
            self.add_error("platform", gettext("Say on which platform “%(kind)s” is posted.") % {"kind": kind.label})
        return values


class GiftLine(Line):
    name = forms.CharField(label=_("Gift"), max_length=120)
    value_minor = MoneyField(label=_("Value"))
    quantity = forms.IntegerField(label=_("How many per creator"), min_value=1, max_value=100, initial=1)


class UsageLine(Line):
    use = forms.ChoiceField(label=_("Use"), choices=[("", _("Choose a use")), *UsageKind.choices])
    days = forms.IntegerField(label=_("Days"), min_value=1, max_value=3_650)
    territory = forms.ChoiceField(label=_("Where"), initial=WORLD)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [(WORLD, gettext("Worldwide")), *country_choices()]
        self.fields["territory"].choices = choices  # type: ignore[attr-defined]


def audience_choices() -> list[Any]:
    """Every share one can ask for, in groups."""
    genders = {"female": gettext("Women"), "male": gettext("Men"), "other": pgettext("gender", "Other")}
    groups = [
        (gettext("Age"), "ages", [(band, band.replace("-", "–")) for band in Values.AGE_BAND.choices]),
        (gettext("Gender"), "genders", [(code, genders[code]) for code in Values.GENDER.choices]),
        (gettext("Country"), "countries", country_choices()),
        (gettext("Language"), "languages", language_choices()),
    ]
    return [
        ("", gettext("Choose an audience")),
        *((name, [(f"{code}:{key}", label) for key, label in rows]) for name, code, rows in groups),
    ]


class ShareLine(Line):
    """“At least 30 % aged 18–24.”"""

    of = forms.ChoiceField(label=_("Who"), choices=lazy(audience_choices, list))
    percent = forms.DecimalField(label=_("At least"), min_value=0, max_value=100, max_digits=5, decimal_places=2)


class Lines(BaseFormSet):
    """A set of lines; blank ones are left out, ticked ones removed."""

    def lines(self) -> list[dict[str, Any]]:
        """What was filled in, without the blank and the removed."""
        kept = []
        for form in self.forms:
            values = getattr(form, "cleaned_data", None) or {}
            if values and not values.pop("DELETE", False):
                kept.append({name: value for name, value in values.items() if name != "DELETE"})
        return kept

    def add_fields(self, form: forms.Form, index: int | None) -> None:
        super().add_fields(form, index)
        if "DELETE" in form.fields:
            form.fields["DELETE"].label = gettext("Remove")


def line_set(line: type[forms.Form], extra: int = 1) -> Any:
    """The set of one kind of line."""
    return formset_factory(
        line, formset=Lines, extra=extra, can_delete=True, max_num=MOST_LINES, validate_max=True, absolute_max=50
    )


def with_one_more(data: QueryDict, prefix: str, line: type[forms.Form] | None) -> QueryDict:
    """The same posted data with one more line as it begins, for a button that works without scripts."""
    key = f"{prefix}-TOTAL_FORMS"
    more = data.copy()
    try:
        count = int(data.get(key, 0))
        more[key] = str(min(count + 1, MOST_LINES))
    except ValueError as error:
        raise ValidationError(gettext("This form was damaged on its way; reload the page.")) from error
    for name, field in line.base_fields.items() if line else ():
        if field.initial is not None:
            more.setdefault(f"{prefix}-{count}-{name}", str(field.initial))
    return more


def shares_to_lines(audience: Mapping[str, Mapping[str, int]]) -> list[dict[str, Any]]:
    """Stored shares as lines to fill a form with."""
    return [
        {"of": f"{name}:{key}", "percent": _percent(share)}
        for name, shares in audience.items()
        for key, share in shares.items()
    ]


def lines_to_shares(lines: Sequence[Mapping[str, Any]]) -> dict[str, dict[str, int]]:
    """Filled lines as stored shares; of two lines about the same, the last counts."""
    shares: dict[str, dict[str, int]] = {}
    for line in lines:
        name, _colon, key = line["of"].partition(":")
        shares.setdefault(name, {})[key] = int(line["percent"] * 100)
    return shares


def _percent(basis_points: int) -> str:
    return f"{basis_points / 100:g}"
