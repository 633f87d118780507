"""What people fill in about themselves."""

from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from marketplace.accounts.enums import KeyScope, SignupSide
from marketplace.accounts.models import Person

#: Regions that people live in; the rest of the time zone database is aliases.
REGIONS = ("Africa/", "America/", "Asia/", "Atlantic/", "Australia/", "Europe/", "Indian/", "Pacific/")


def time_zone_choices() -> list[tuple[str, str]]:
    """Every place of the time zone database, as people read it."""
    names = sorted(name for name in available_timezones() if name.startswith(REGIONS))
    return [("UTC", "UTC"), *((name, name.replace("_", " ")) for name in names)]


class SignupForm(forms.Form):
    """What we ask at sign-up besides e-mail and password (allauth adds those)."""

    name = forms.CharField(label=_("Your name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    side = forms.ChoiceField(
        label=_("What brings you here?"),
        choices=SignupSide,
        widget=forms.RadioSelect,
        initial=SignupSide.CREATOR,
        help_text=_("You can use the other side later with the same account."),
    )

    field_order = ["side", "name", "email", "password1"]

    def signup(self, request: HttpRequest, user: Person) -> None:
        """Called by allauth with the new person."""
        side = SignupSide(self.cleaned_data["side"])
        user.name = self.cleaned_data["name"]
        user.uses_creator_side = side in (SignupSide.CREATOR, SignupSide.BOTH)
        user.uses_brand_side = side in (SignupSide.BRAND, SignupSide.BOTH)
        user.active_side = side.first_side
        user.language = get_language() or settings.LANGUAGE_CODE
        user.save()


class SettingsForm(forms.ModelForm):
    """A person's own settings."""

    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    time_zone = forms.ChoiceField(label=_("Time zone"), choices=time_zone_choices)

    class Meta:
        model = Person
        fields = ["name", "language", "time_zone", "uses_creator_side", "uses_brand_side"]
        labels = {
            "uses_creator_side": _("I am a creator"),
            "uses_brand_side": _("I work for a brand or an agency"),
        }

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not data.get("uses_creator_side") and not data.get("uses_brand_side"):
            self.add_error("uses_creator_side", _("Choose at least one side."))
        return data


class ApiKeyForm(forms.Form):
    """A new personal key of the API."""

    name = forms.CharField(
        label=_("What is it for?"),
        max_length=80,
        help_text=_("A name that you will recognise, such as “Monthly report”."),
    )
    scope = forms.ChoiceField(label=_("It may"), choices=KeyScope, widget=forms.RadioSelect, initial=KeyScope.READ)
    days = forms.TypedChoiceField(
        label=_("It expires after"),
        coerce=int,
        choices=[(30, _("30 days")), (90, _("90 days")), (365, _("a year"))],
        initial=90,
    )
