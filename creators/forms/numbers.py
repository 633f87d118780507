"""The numbers of a channel on one day."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from creators.forms.fields import CountField, TenthsField
from creators.forms.profile import DateInput
from creators.forms.shares import FixedSharesField, NamedSharesField
from creators.models import NUMBERS
from creators.numbers import label_of
from marketplace.core.documents import DocumentField
from marketplace.eligibility.names import name_of
from marketplace.eligibility.values import Values
from marketplace.taxonomy.locales import country_choices, language_choices, reader

#: Numbers asked first: most campaigns have a rule on them.
MAIN = ("followers", "median_views_20", "median_engagement_20", "posts_30d", "views_30d")
HELP = {
    "median_views_20": gettext_lazy("The views of your last 20 posts, in order: the one in the middle."),
    "median_engagement_20": gettext_lazy("Likes, comments, shares and saves of your last 20 posts: the middle one."),
    "live_hours_30d_tenths": gettext_lazy("Hours live in the last 30 days."),
}


class MeasurementForm(forms.Form):
    """Everything is optional: what is left empty stays unknown, and is never taken for zero."""

    needed_to_publish = frozenset({"followers", "median_engagement_20"})

    as_of = forms.DateField(
        label=gettext_lazy("As of"),
        widget=DateInput,
        help_text=gettext_lazy("The day these numbers were read."),
    )
    proof = DocumentField(
        label=gettext_lazy("Proof"),
        required=False,
        help_text=gettext_lazy("A screenshot or export of your statistics (PDF or picture, up to 10 MB). Private."),
    )
    is_private = forms.BooleanField(
        label=gettext_lazy("Keep these numbers for myself: no brand sees them, no campaign is matched with them."),
        required=False,
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in NUMBERS:
            kind = TenthsField if name == "live_hours_30d_tenths" else CountField
            label = _("Live hours in 30 days") if kind is TenthsField else _capital(label_of(name))
            self.fields[name] = kind(label=label, required=False, help_text=HELP.get(name, ""))
        ages = [(band, band.replace("-", "–")) for band in Values.AGE_BAND.choices]
        genders = [(key, _capital(name_of(Values.GENDER, key, reader()))) for key in Values.GENDER.choices]
        self.fields["audience_ages"] = FixedSharesField(choices=ages, label=_("By age"))
        self.fields["audience_genders"] = FixedSharesField(choices=genders, label=_("By gender"))
        countries = NamedSharesField(
            label=_("By country"), count=6, line_label=_("Country"), rest_label=_("All other countries")
        )
        languages = NamedSharesField(
            label=_("By language"), count=4, line_label=_("Language"), rest_label=_("All other languages")
        )
        countries.offer(country_choices(), _("Choose a country"))
        languages.offer(language_choices(), _("Choose a language"))
        self.fields |= {"audience_countries": countries, "audience_languages": languages}

    @property
    def main_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in MAIN]

    @property
    def other_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in NUMBERS if name not in MAIN]

    @property
    def other_wrong(self) -> bool:
        return any(field.errors for field in self.other_fields)

    @property
    def audience_fields(self) -> list[forms.BoundField]:
        return [self[f"audience_{name}"] for name in ("countries", "ages", "genders", "languages")]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
