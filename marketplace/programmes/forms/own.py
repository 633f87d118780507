"""The forms of a brand that opens its own programme."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from marketplace.programmes.actions.programmes import OF_BRANDS
from marketplace.programmes.models import Programme
from marketplace.taxonomy.models import Platform

TEXTS = ("name_en", "name_fr", "summary_en", "summary_fr")


class OwnProgrammeForm(forms.Form):
    """What it is called in both languages, and for whom: kind and platform are settled once it is published."""

    kind = forms.ChoiceField(label=_("Kind"), choices=[(one.value, one.label) for one in OF_BRANDS])
    name_fr = forms.CharField(label=_("Name in French"), max_length=120)
    name_en = forms.CharField(label=_("Name in English"), max_length=120)
    summary_fr = forms.CharField(
        label=_("Summary in French"), max_length=1_000, required=False, widget=forms.Textarea({"rows": 4})
    )
    summary_en = forms.CharField(
        label=_("Summary in English"), max_length=1_000, required=False, widget=forms.Textarea({"rows": 4})
    )
    platform = forms.ModelChoiceField(
        Platform.objects.filter(is_retired=False), label=_("Platform"), required=False,
        empty_label=_("No particular one"), help_text=_("The rules then ask about one channel of it."),
    )  # fmt: skip

    def __init__(self, data: Any = None, *, programme: Programme | None = None) -> None:
        initial = {name: getattr(programme, name) for name in (*TEXTS, "kind", "platform")} if programme else {}
        super().__init__(data, initial=initial, use_required_attribute=False)
        if programme is not None and programme.state != "draft":
            for name in ("kind", "platform"):
                del self.fields[name]
