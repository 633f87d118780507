"""What the two sides write to each other."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from brands.models import Campaign
from creators.models import Channel
from marketplace.core.money import MoneyField, format_money
from marketplace.deals.actions.contacts import LONGEST_NOTE
from marketplace.deals.actions.gates import LONGEST_MESSAGE
from marketplace.deals.enums import SAID_BY_BRAND, SAID_BY_CREATOR, Side


class AskForm(forms.Form):
    """A message, a channel, and a price where money is paid."""

    channel = forms.ModelChoiceField(
        label=_("Through which channel?"), queryset=Channel.objects.none(), to_field_name="public_id", empty_label=None
    )
    message = forms.CharField(
        label=_("Your message"),
        max_length=LONGEST_MESSAGE,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    price = MoneyField(label=_("Your price"), help_text=_("For everything the campaign asks for, rights included."))

    def __init__(self, *args: Any, campaign: Campaign, channels: list[Channel], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["channel"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Channel.objects.filter(pk__in=[channel.pk for channel in channels]).select_related("platform")
        if len(channels) == 1:
            # Whatever a link asked for: there is only one to choose.
            self.initial["channel"] = channels[0].public_id
            field.widget = forms.HiddenInput()
        price = self.fields["price"]
        assert isinstance(price, MoneyField)
        price.currency = campaign.currency
        if campaign.is_barter:
            del self.fields["price"]

    def asked(self) -> dict[str, Any]:
        """The arguments of the action."""
        data = self.cleaned_data
        return {"channel": data["channel"], "message": data["message"], "price_minor": data.get("price")}


class InviteForm(AskForm):
    """What a brand writes. An offer above what the campaign plans is asked about once: it may be a slip of the keys."""

    is_meant = forms.BooleanField(label=_("I mean this offer"), required=False)

    def __init__(self, *args: Any, campaign: Campaign, **kwargs: Any) -> None:
        super().__init__(*args, campaign=campaign, **kwargs)
        if "price" in self.fields:
            self.fields["price"].label = _("Your offer")
        self.most, self.budget, self.currency = campaign.fee_max_minor, campaign.budget_minor, campaign.currency

    def clean(self) -> dict[str, Any]:
        """What has to be confirmed is said beside the price; the box to tick then stands below it."""
        data = super().clean() or self.cleaned_data
        price = data.get("price")
        # Beyond the whole budget there is nothing to confirm: the action refuses it.
        is_possible = not self.budget or not price or price <= self.budget
        self.asks_whether_meant = bool(self.most and price and price > self.most and is_possible)
        if self.asks_whether_meant and not data.get("is_meant"):
            text = _("This is more than the %(most)s the campaign plans for a creator. Lower it, or confirm it below.")
            self.add_error("price", text % {"most": format_money(self.most, self.currency)})
        return data


class DeclineForm(forms.Form):
    """Why not."""

    reason = forms.ChoiceField(label=_("Why not?"), widget=forms.RadioSelect)
    note = forms.CharField(
        label=_("A few words"),
        required=False,
        max_length=LONGEST_NOTE,
        help_text=_("The other side reads them."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, side: Side, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reasons = SAID_BY_BRAND if side == Side.BRAND else SAID_BY_CREATOR
        field = self.fields["reason"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(reason.value, reason.label) for reason in reasons]
