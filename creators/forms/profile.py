"""Who one is, when one has time, what one refuses, and the consent of a guardian."""

from typing import Any

from django import forms
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from creators.enums import Availability
from creators.forms import words
from creators.forms.fields import RankedField
from creators.models import MOST_NICHES, Creator
from marketplace.core.documents import DocumentField
from marketplace.core.money import MoneyField
from marketplace.taxonomy.forms import NicheField
from marketplace.taxonomy.locales import country_choices, currency_choices, language_choices


class DateInput(forms.DateInput):
    """The browser's own date picker."""

    input_type = "date"

    def __init__(self, **options: Any) -> None:
        super().__init__(format="%Y-%m-%d", **options)


def ranks(count: int) -> list[str]:
    """How the menus of a ranked list are called, one after the other."""
    return [_("Main one"), *(_("Number %(rank)d") % {"rank": rank} for rank in range(2, count + 1))]


class ProfileForm(forms.Form):
    """The profile itself. Every word may be left for later but the name."""

    needed_to_publish = frozenset({"niches", "styles", "birth_date"})

    display_name = forms.CharField(
        label=gettext_lazy("Name"), max_length=80, help_text=gettext_lazy("What brands will call you.")
    )
    pronouns = forms.CharField(label=gettext_lazy("Pronouns"), max_length=40, required=False)
    bio = forms.CharField(
        label=gettext_lazy("About you"),
        max_length=1_500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=gettext_lazy("What you make, for whom, and what makes it yours."),
    )
    styles: forms.ModelMultipleChoiceField = forms.ModelMultipleChoiceField(
        queryset=None,
        label=gettext_lazy("Content styles"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    home_country = forms.ChoiceField(label=gettext_lazy("Country you live in"), required=False)
    city = forms.CharField(label=gettext_lazy("City"), max_length=80, required=False)
    birth_date = forms.DateField(
        label=gettext_lazy("Birth date"),
        required=False,
        widget=DateInput,
        help_text=gettext_lazy("Private. Brands never see it; rules only learn whether you are old enough."),
    )

    def __init__(self, *args: Any, creator: Creator | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["niches"] = NicheField(
            most=MOST_NICHES, required=False, help_text=_("Up to five. The first one you choose is the main one.")
        )
        self.fields["languages"] = RankedField(
            label=_("Languages you make content in"),
            labels=ranks(4),
            empty=_("No language"),
            choices=language_choices(),
            required=False,
        )
        self.fields["styles"].queryset = words.styles()  # type: ignore[attr-defined]
        self.fields["home_country"].choices = [("", _("Choose a country")), *country_choices()]  # type: ignore[attr-defined]
        if creator and not self.is_bound:
            self.initial = initial_of(creator)
        self.fields["niches"].suggest_from(  # type: ignore[attr-defined]
            self.data.get("bio") or self.initial.get("bio") or ""
        )


def initial_of(creator: Creator) -> dict[str, Any]:
    """A profile as the form shows it."""
    plain = ("display_name", "pronouns", "bio", "languages", "home_country", "city", "birth_date")
    niches = [link.niche.code for link in creator.creator_niches.select_related("niche")]
    return {name: getattr(creator, name) for name in plain} | {"niches": niches, "styles": creator.styles.all()}


class RemovalForm(forms.Form):
    """The name of the profile, typed again on purpose."""

    name = forms.CharField(label=gettext_lazy("Type your name to confirm"), max_length=80)

    def __init__(self, *args: Any, name: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.expected = name
        self.fields["name"].help_text = escape(name)

    def clean_name(self) -> str:
        typed: str = self.cleaned_data["name"]
        if typed.strip().casefold() != self.expected.strip().casefold():
            raise forms.ValidationError(_("This is not the name of your profile."))
        return typed


class AvailabilityForm(forms.Form):
    availability = forms.ChoiceField(
        label=gettext_lazy("Are you looking for work?"), choices=Availability, widget=forms.RadioSelect
    )
    available_from = forms.DateField(label=gettext_lazy("From"), required=False, widget=DateInput)
    available_until = forms.DateField(label=gettext_lazy("Until"), required=False, widget=DateInput)
    weekly_capacity = forms.IntegerField(
        label=gettext_lazy("Deliverables a week"),
        required=False,
        min_value=1,
        max_value=50,
        help_text=gettext_lazy("How many you can make in a normal week."),
    )


class RefusalsForm(forms.Form):
    """What no campaign may ask. A campaign that asks it is never matched."""

    paid_only = forms.BooleanField(
        label=gettext_lazy("Paid work only: hide campaigns that pay in products."), required=False
    )
    minimum_fee = MoneyField(
        label=gettext_lazy("Minimum fee"),
        required=False,
        help_text=gettext_lazy(
            "Campaigns that pay less for one collaboration do not fit you. A round amount: 100, 150, 200, 300, 500, "
            "700, 1,000 and so on. Brands never read it."
        ),
    )
    currency = forms.ChoiceField(label=gettext_lazy("Currency"), required=False)
    sectors: forms.ModelMultipleChoiceField = forms.ModelMultipleChoiceField(
        queryset=None,
        label=gettext_lazy("Sectors"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("With everything that belongs to them."),
    )
    kinds: forms.ModelMultipleChoiceField = forms.ModelMultipleChoiceField(
        queryset=None, label=gettext_lazy("Kinds of work"), required=False, widget=forms.CheckboxSelectMultiple
    )
    note = forms.CharField(
        label=gettext_lazy("Note to yourself"),
        required=False,
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Nobody else reads it."),
    )

    def __init__(self, *args: Any, creator: Creator, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["currency"].choices = currency_choices()  # type: ignore[attr-defined]
        self.fields["sectors"].queryset = words.sectors_to_refuse(creator)  # type: ignore[attr-defined]
        self.fields["kinds"].queryset = words.kinds()  # type: ignore[attr-defined]
        currency = self.data.get("currency") or creator.minimum_fee_currency or "EUR"
        self.fields["minimum_fee"].currency = currency  # type: ignore[attr-defined]
        if not self.is_bound:
            self.initial = {
                "paid_only": creator.paid_only,
                "minimum_fee": creator.minimum_fee_minor,
                "currency": currency,
                "sectors": creator.refuses_sectors.all(),
                "kinds": creator.refuses_kinds.all(),
                "note": creator.refusals_note,
            }


class ConsentForm(forms.Form):
    guardian_name = forms.CharField(label=gettext_lazy("Name of your parent or guardian"), max_length=120)
    guardian_email = forms.EmailField(label=gettext_lazy("Their e-mail address"))
    starts_on = forms.DateField(label=gettext_lazy("Valid from"), widget=DateInput)
    ends_on = forms.DateField(label=gettext_lazy("Valid until"), widget=DateInput)
    evidence = DocumentField(
        label=gettext_lazy("Signed consent"),
        help_text=gettext_lazy("PDF or photo, up to 10 MB. Only our staff see it."),
    )
