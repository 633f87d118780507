"""The form of the desk: what is fair, and why."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from marketplace.exposure.models.parameters import MOST_DEFICIT, MOST_SWAP
from marketplace.exposure.queries.parameters import in_force

FULL = 10_000


class FairnessForm(forms.Form):
    """Begins with what is in force. Basis points: 10,000 are the whole."""

    floor_bp = forms.IntegerField(
        label=_("Fixed share of small creators"), min_value=0, max_value=FULL, required=False,
        help_text=_("Of 10,000. Empty: their share of the scores of all who fit."),
    )  # fmt: skip
    deficit_bp = forms.IntegerField(
        label=_("Weight of the exposure deficit"), min_value=0, max_value=MOST_DEFICIT,
        help_text=_("The most it may add to or take from a score of 10,000, for the order alone."),
    )  # fmt: skip
    minimum_score = forms.IntegerField(label=_("Least score that takes part"), min_value=0, max_value=FULL)
    swap_bp = forms.IntegerField(
        label=_("Places swapped by chance"), min_value=0, max_value=MOST_SWAP,
        help_text=_("Of 10,000 places; 0 switches the chance off."),
    )  # fmt: skip
    reason = forms.CharField(
        label=_("Reason"), max_length=2_000, widget=forms.Textarea({"rows": 4}),
        help_text=_("It is kept for good, with your name, and everybody may read it."),
    )  # fmt: skip

    def __init__(self, *given: Any, **options: Any) -> None:
        now = in_force()
        begin = {name: getattr(now, name) for name in ("floor_bp", "deficit_bp", "minimum_score", "swap_bp")}
        super().__init__(*given, **{"initial": begin, **options})
