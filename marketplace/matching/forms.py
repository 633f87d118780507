"""The filters of a list of matches. They stand in the address, so a filtered list can be kept and shared."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from marketplace.matching import words
from marketplace.taxonomy.locales import country_choices
from marketplace.taxonomy.models import Platform

ANY = ("", pgettext_lazy("filter", "Any"))


class MatchFilters(forms.Form):
    """Nothing is required; what is not understood filters nothing."""

    outcome = forms.ChoiceField(
        label=_("Verdict"),
        required=False,
        choices=[ANY, ("pass", _("Fits")), ("review", _("To be reviewed")), ("unknown", _("Something is not known"))],
    )
    platform = forms.ChoiceField(label=_("Platform"), required=False)
    tier = forms.ChoiceField(label=_("Size"), required=False)
    country = forms.ChoiceField(label=_("Country"), required=False)
    min_score = forms.IntegerField(label=_("Score from"), required=False, min_value=0, max_value=100)
    verified = forms.BooleanField(label=_("Channel proven"), required=False)
    unclaimed = forms.ChoiceField(
        label=_("Profiles"),
        required=False,
        choices=[ANY, ("no", _("Claimed by their owner")), ("only", _("Not claimed yet"))],
    )
    sort = forms.ChoiceField(
        label=_("Order"),
        required=False,
        choices=[
            ("", _("Fair order")),
            ("rank", _("By score alone")),
            ("score", _("Highest score first")),
            ("name", _("By name")),
        ],
    )

    def __init__(self, *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        platforms = [(platform.code, platform.label) for platform in Platform.objects.filter(is_retired=False)]
        self._offer("platform", platforms)
        self._offer("tier", words.tier_choices())
        self._offer("country", country_choices())

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [ANY, *choices]

    @property
    def chosen(self) -> dict[str, Any]:
        """What was understood and is not empty."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value not in ("", None, False)}

    @property
    def narrows(self) -> bool:
        """Does anything but the order differ from the whole list?"""
        return bool(self.chosen.keys() - {"sort"})
