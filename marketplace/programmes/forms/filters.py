"""The filters of the list of programmes. They stand in the address."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from marketplace.programmes.enums import Kind
from marketplace.taxonomy.locales import country_choices
from marketplace.taxonomy.models import Platform

ANY = ("", pgettext_lazy("filter", "Any"))


class ProgrammeFilters(forms.Form):
    """Nothing is required; what is not understood filters nothing."""

    kind = forms.ChoiceField(label=_("Kind"), required=False)
    platform = forms.ChoiceField(label=_("Platform"), required=False)
    country = forms.ChoiceField(label=_("Open in"), required=False)

    def __init__(self, *given: Any, **options: Any) -> None:
        super().__init__(*given, **options)
        platforms = Platform.objects.filter(is_retired=False, programmes__isnull=False).distinct()
        self._offer("kind", [choice for choice in Kind.choices if choice[0] != Kind.GENERAL])
        self._offer("platform", [(platform.code, platform.label) for platform in platforms])
        self._offer("country", country_choices())

    def _offer(self, name: str, choices: list[Any]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [ANY, *choices]

    @property
    def chosen(self) -> dict[str, str]:
        """What was understood and is not empty."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}
