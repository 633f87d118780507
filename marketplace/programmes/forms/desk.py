"""The forms of the desk: a programme, an opening, an exemption."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from creators.models import Creator
from marketplace.core.documents import DocumentField
from marketplace.programmes.enums import Kind
from marketplace.programmes.forms.days import DayField
from marketplace.programmes.models import Opening, Programme
from marketplace.taxonomy.locales import country_choices
from marketplace.taxonomy.models import Platform

LONG = forms.Textarea({"rows": 3})


class ProgrammeForm(forms.Form):
    """A new programme: what it is called and by whom it is offered."""

    slug = forms.SlugField(label=_("Address"), max_length=60, required=False, help_text=_("Left out: of its name."))
    kind = forms.ChoiceField(label=_("Kind"), choices=Kind.choices)
    name_en = forms.CharField(label=_("Name in English"), max_length=120)
    name_fr = forms.CharField(label=_("Name in French"), max_length=120)
    summary_en = forms.CharField(label=_("Summary in English"), max_length=1_000, required=False, widget=LONG)
    summary_fr = forms.CharField(label=_("Summary in French"), max_length=1_000, required=False, widget=LONG)
    sponsor = forms.CharField(label=_("Offered by"), max_length=120, required=False)
    platform = forms.ModelChoiceField(Platform.objects.filter(is_retired=False), label=_("Platform"), required=False)
    inherits = forms.ModelChoiceField(
        Programme.objects.filter(kind=Kind.GENERAL), label=_("Takes the general rules of"), required=False
    )


class OpeningForm(forms.Form):
    """Where and when; a day nobody published is left out."""

    country = forms.ChoiceField(label=_("Where"), required=False)
    opens_on = DayField(label=_("Opens on"), required=False)
    closes_on = DayField(label=_("First day closed"), required=False)
    source = forms.CharField(label=_("Source"), max_length=300, required=False)
    url = forms.CharField(label=_("Link"), max_length=500, required=False)
    quote = forms.CharField(label=_("The source’s own words"), max_length=1_000, required=False, widget=LONG)

    def __init__(self, *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        everywhere = ("", pgettext_lazy("rules", "Everywhere"))
        self.fields["country"].choices = [everywhere, *country_choices()]  # type: ignore[attr-defined]


class ClosingForm(forms.Form):
    """The end of an opening."""

    opening = forms.ModelChoiceField(Opening.objects.none(), label=_("Opening"))
    closes_on = DayField(label=_("First day closed"))

    def __init__(self, *given: Any, programme: Programme, **options: Any) -> None:
        super().__init__(*given, **options)
        self.fields["opening"].queryset = programme.openings.all()  # type: ignore[attr-defined]


class ExemptionForm(forms.Form):
    """Whom to excuse from which rule, until when, and why."""

    rule_code = forms.CharField(label=_("Code of the rule"), max_length=40)
    creator = forms.ModelChoiceField(
        Creator.objects.exclude(person=None).filter(removed_at=None), to_field_name="public_id", required=False,
        label=_("Creator"), help_text=_("The identifier of the profile."), widget=forms.TextInput,
    )  # fmt: skip
    country = forms.ChoiceField(label=_("or a whole country"), required=False)
    starts_on = DayField(label=_("From"))
    ends_on = DayField(label=_("First day no longer exempt"), required=False)
    reason = forms.CharField(label=_("Reason"), max_length=1_000, widget=LONG)
    evidence = DocumentField(label=_("Evidence"), required=False)

    def __init__(self, *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        self.fields["country"].choices = [("", "—"), *country_choices()]  # type: ignore[attr-defined]
