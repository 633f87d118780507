"""Adding and changing a channel."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from creators.enums import Standing
from creators.forms import words
from creators.forms.profile import DateInput
from creators.models import Channel
from marketplace.taxonomy.locales import country_choices


class ChannelForm(forms.Form):
    """What is known of an account."""

    handle = forms.CharField(
        label=_("Handle or link"),
        max_length=300,
        help_text=_("Your @handle, or the address of your page."),
        widget=forms.TextInput(attrs={"autocapitalize": "none", "spellcheck": "false"}),
    )
    country = forms.ChoiceField(
        label=_("Country of the account"),
        required=False,
        help_text=_("The country the platform has on record, if you know it."),
    )
    account_created_on = forms.DateField(label=_("Account opened on"), required=False, widget=DateInput)
    community_standing = forms.ChoiceField(
        label=_("Standing with the community rules"), choices=Standing, initial=Standing.UNKNOWN, required=False
    )
    is_public = forms.BooleanField(label=_("The account is public."), required=False, initial=True)
    is_business = forms.BooleanField(label=_("It is a business account."), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["country"].choices = [("", _("Not known")), *country_choices()]  # type: ignore[attr-defined]

    def clean_community_standing(self) -> str:
        return self.cleaned_data["community_standing"] or Standing.UNKNOWN

    @staticmethod
    def initial_of(channel: Channel) -> dict[str, Any]:
        plain = ("handle", "country", "account_created_on", "community_standing", "is_public", "is_business")
        return {name: getattr(channel, name) for name in plain}


class NewChannelForm(ChannelForm):
    platform: forms.ModelChoiceField = forms.ModelChoiceField(queryset=None, label=_("Platform"), empty_label=None)
    field_order = ("platform", "handle")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["platform"]
        field.queryset = words.platforms()  # type: ignore[attr-defined]
        field.label_from_instance = lambda platform: platform.label  # type: ignore[attr-defined]
