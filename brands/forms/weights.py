"""How much each part of a score counts: sliders that share 100 points."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from brands.enums import DEFAULT_WEIGHTS, WEIGHTS_TOTAL
from brands.models import Campaign

WHOLE = 100
#: Basis points in one point of a slider.
STEP = WEIGHTS_TOTAL // WHOLE
PARTS: dict[str, tuple[Any, Any]] = {
    "niche": (_("Niche"), _("How near the creator's subjects are to the campaign's.")),
    "text": (_("Words in common"), _("Whether the creator's own words meet those of your brief.")),
    "audience": (_("Audience"), _("How well the people who watch fit those you want to reach.")),
    "performance": (_("Performance"), _("How the channel does among channels of its size on its platform.")),
    "price": (_("Price"), _("What a result would cost, and how the creator's prices sit in the fee you pay.")),
    "reliability": (_("Reliability"), _("Whether the creator answers in time when they are asked.")),
    "interest": (_("Mutual interest"), _("How much the work suits what the creator wishes and has time for.")),
    "confidence": (_("Trust in the numbers"), _("How fresh and well proven the figures are.")),
}


class WeightsForm(forms.Form):
    """One slider a part. Scripts keep the sum; without them a sum that is not 100 is shared out and shown again."""

    def __init__(self, data: Any = None, *, campaign: Campaign) -> None:
        self.stored: dict[str, int] = {part: campaign.weights.get(part, 0) for part in DEFAULT_WEIGHTS}
        super().__init__(data, initial=shared(self.stored, WHOLE))
        for part, (label, about) in PARTS.items():
            slider = forms.NumberInput(attrs={"type": "range", "min": 0, "max": WHOLE, "step": 1})
            self.fields[part] = forms.IntegerField(
                label=label, help_text=about, min_value=0, max_value=WHOLE, widget=slider
            )

    def clean(self) -> dict[str, int]:
        values = super().clean() or {}
        if self.errors:
            return values
        total = sum(values.values())
        if not total:
            raise ValidationError(_("At least one part must count."))
        if total != WHOLE:
            # Bound fields show the data: give them the shared out values.
            self.data = {part: str(points) for part, points in shared(values, WHOLE).items()}
            raise ValidationError(
                _("These added up to %(total)s. They are shown here shared out to 100: save if that is what you mean.")
                % {"total": total}
            )
        return values

    def weights(self) -> dict[str, int]:
        """Basis points for the action. Sliders that were not moved keep what a finer tool may have set."""
        if not self.has_changed():
            return self.stored
        return {part: points * STEP for part, points in self.cleaned_data.items()}


def shared(weights: dict[str, int], whole: int) -> dict[str, int]:
    """The same proportions as whole numbers with this sum: the largest remainders are rounded up."""
    total = sum(weights.values())
    exact = {part: divmod(weight * whole, total) for part, weight in weights.items()}
    points = {part: quotient for part, (quotient, _rest) in exact.items()}
    by_rest = sorted(exact, key=lambda part: -exact[part][1])
    for part in by_rest[: whole - sum(points.values())]:
        points[part] += 1
    return points
