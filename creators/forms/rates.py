"""Prices: of the work, of using it, of exclusivity."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from creators.forms import words
from creators.forms.fields import PercentField
from creators.models import Channel, Creator
from marketplace.core.money import MoneyField
from marketplace.taxonomy.locales import country_choices, currency_choices
from marketplace.taxonomy.rights import WORLD, ExclusivityScope, UsageKind


class PricedForm(forms.Form):
    """An amount read in the currency that was chosen."""

    amount = MoneyField(label=gettext_lazy("Price"))
    currency = forms.ChoiceField(label=gettext_lazy("Currency"))

    def __init__(self, *args: Any, currency: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["currency"].choices = currency_choices()  # type: ignore[attr-defined]
        self.fields["currency"].initial = currency
        self.fields["amount"].currency = self.data.get("currency") or currency  # type: ignore[attr-defined]


class RateForm(PricedForm):
    kind: forms.ModelChoiceField = forms.ModelChoiceField(
        queryset=None, label=gettext_lazy("Kind of work"), empty_label=None
    )
    channel: forms.ModelChoiceField = forms.ModelChoiceField(
        queryset=None, label=gettext_lazy("Channel"), required=False
    )
    field_order = ("kind", "channel", "amount", "currency")

    def __init__(self, *args: Any, creator: Creator, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["kind"].queryset = words.kinds()  # type: ignore[attr-defined]
        channels = self.fields["channel"]
        channels.queryset = Channel.objects.live().filter(creator=creator).select_related("platform")  # type: ignore[attr-defined]
        channels.empty_label = _("Any channel")  # type: ignore[attr-defined]
        channels.label_from_instance = lambda channel: f"{channel.platform.label} · {channel.handle}"  # type: ignore[attr-defined]


class LineForm(PricedForm):
    """A line costs an amount or a percentage of the rate; the action says if it is neither or both."""

    days = forms.IntegerField(label=gettext_lazy("Days"), min_value=1, max_value=3_650, initial=30)
    percent = PercentField(label=gettext_lazy("Or % of the rate"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["amount"].required = False


class UsageForm(LineForm):
    use = forms.ChoiceField(label=gettext_lazy("Use"), choices=UsageKind)
    territory = forms.ChoiceField(label=gettext_lazy("Territory"), required=False)
    field_order = ("use", "territory", "days", "amount", "currency", "percent")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["territory"].choices = [(WORLD, _("The whole world")), *country_choices()]  # type: ignore[attr-defined]


class ExclusivityForm(LineForm):
    scope = forms.ChoiceField(label=gettext_lazy("You will not work for"), choices=ExclusivityScope)
    field_order = ("scope", "days", "amount", "currency", "percent")
