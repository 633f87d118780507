"""Photos and pieces of work."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from creators.forms import words
from marketplace.core.pictures import PictureField


class PhotoForm(forms.Form):
    picture = PictureField(label=_("Photo"), help_text=_("JPEG, PNG or WebP, up to 10 MB and 40 million pixels."))
    alt_text = forms.CharField(
        label=_("What it shows"),
        max_length=160,
        required=False,
        help_text=_("Read aloud to people who cannot see it."),
    )


class PortfolioForm(forms.Form):
    title = forms.CharField(label=_("Title"), max_length=120)
    platform: forms.ModelChoiceField = forms.ModelChoiceField(
        queryset=None, label=_("Platform"), required=False, empty_label=_("No platform")
    )
    link = forms.URLField(label=_("Link"), required=False, max_length=400, assume_scheme="https")
    results = forms.CharField(
        label=_("Results"),
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Views, sales, comments you are proud of: what came of it."),
    )
    picture = PictureField(label=_("Picture"), required=False, sizes=("medium",))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["platform"]
        field.queryset = words.platforms()  # type: ignore[attr-defined]
        field.label_from_instance = lambda platform: platform.label  # type: ignore[attr-defined]
