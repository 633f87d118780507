"""The forms of those who take part."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from creators.models import Channel
from marketplace.cohorts.actions.gates import LONGEST_ANSWER
from marketplace.cohorts.enums import SAID_BY_CREATOR
from marketplace.cohorts.models import Cohort


class ApplyForm(forms.Form):
    """One answer a question, a channel, a link to a work where one is asked for."""

    def __init__(self, data: Any = None, *, cohort: Cohort, channels: Sequence[Channel]) -> None:
        super().__init__(data, use_required_attribute=False)
        self.cohort = cohort
        if len(channels) > 1:
            self.fields["channel"] = forms.ModelChoiceField(
                Channel.objects.filter(pk__in=[one.pk for one in channels]).select_related("platform"),
                label=_("Through which channel?"), to_field_name="public_id", empty_label=None,
            )  # fmt: skip
        for place, question in enumerate(cohort.questions):
            self.fields[f"answer_{place}"] = forms.CharField(
                label=question, max_length=LONGEST_ANSWER, widget=forms.Textarea({"rows": 4})
            )
        if cohort.asks_for_work:
            self.fields["work_url"] = forms.URLField(
                label=_("Link to your work"), max_length=300, assume_scheme="https"
            )

    def asked(self, data: dict[str, Any]) -> dict[str, Any]:
        """The arguments of the action."""
        answers = [data[f"answer_{place}"] for place in range(len(self.cohort.questions))]
        return {"channel": data.get("channel"), "answers": answers, "work_url": data.get("work_url", "")}


class GoForm(forms.Form):
    """Why somebody says no, withdraws or leaves."""

    use_required_attribute = False

    reason_code = forms.ChoiceField(
        label=_("Why?"), choices=[(one.value, one.label) for one in SAID_BY_CREATOR], widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label=_("A few words"), required=False, max_length=1_000, widget=forms.Textarea({"rows": 3}),
        help_text=_("The organisers read them."),
    )  # fmt: skip
