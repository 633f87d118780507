"""The forms of those who run a cohort."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from marketplace.accounts.forms import time_zone_choices
from marketplace.cohorts.actions.cohorts import SETTLED_ONCE_OPEN, SETTLED_ONCE_RUNNING, WRITTEN
from marketplace.cohorts.enums import CohortState, Decision
from marketplace.cohorts.models import Cohort
from marketplace.cohorts.models.cohort import MOST_CYCLES, MOST_POSTS, MOST_SEATS, MOST_WEEKS
from marketplace.programmes.forms.days import DayField

LONG = {"rows": 4}


class LinesField(forms.CharField):
    """A list of texts, one a line."""

    widget = forms.Textarea

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> list[str]:
        text = super().clean(value)
        return [line.strip() for line in text.splitlines() if line.strip()]


class CohortForm(forms.Form):
    """Everything about a cohort; what no longer changes is not asked."""

    name = forms.CharField(label=_("Name"), max_length=120, help_text=_("“Spring 2027”, “Third edition” …"))
    about = forms.CharField(
        label=_("What members get and do"), max_length=2_000, required=False, widget=forms.Textarea(LONG)
    )
    seats = forms.IntegerField(label=_("Seats"), min_value=1, max_value=MOST_SEATS)
    opens_on = DayField(label=_("Applications open on"))
    closes_on = DayField(label=_("First day closed"))
    answers_by = DayField(
        label=_("Everybody is answered before"), help_text=_("Whoever was not decided about by then is told so.")
    )
    starts_on = DayField(label=_("Starts on"), help_text=_("Weeks are counted from this day."))
    time_zone = forms.ChoiceField(label=_("Time zone of these days"), choices=time_zone_choices)
    cycles = forms.IntegerField(label=_("Cycles"), min_value=1, max_value=MOST_CYCLES, initial=1)
    weeks = forms.IntegerField(label=_("Weeks in a cycle"), min_value=1, max_value=MOST_WEEKS, initial=8)
    posts_per_week = forms.IntegerField(
        label=_("Posts a week"), min_value=0, max_value=MOST_POSTS, initial=0, help_text=_("0 asks for none.")
    )
    questions = LinesField(
        label=_("Questions to those who apply"), required=False, widget=forms.Textarea(LONG),
        help_text=_("One a line, eight at most."),
    )  # fmt: skip
    asks_for_work = forms.BooleanField(label=_("Ask for a link to a work"), required=False)
    is_by_invitation = forms.BooleanField(label=_("By invitation only"), required=False)

    def __init__(self, data: Any = None, *, cohort: Cohort | None = None) -> None:
        initial = {name: getattr(cohort, name) for name in WRITTEN} if cohort else {"time_zone": "Europe/Paris"}
        super().__init__(data, initial=initial, use_required_attribute=False)
        for name in settled(cohort):
            self.fields.pop(name, None)


def settled(cohort: Cohort | None) -> tuple[str, ...]:
    """What no longer changes."""
    if cohort is None or cohort.state == CohortState.DRAFT:
        return ()
    return SETTLED_ONCE_RUNNING if cohort.state == CohortState.RUNNING else SETTLED_ONCE_OPEN


class ReasonForm(forms.Form):
    """Why: it reaches whoever is concerned."""

    use_required_attribute = False

    reason = forms.CharField(label=_("Why?"), max_length=1_000, widget=forms.Textarea({"rows": 3}))

    def __init__(self, *given: Any, is_needed: bool = True, **options: Any) -> None:
        super().__init__(*given, **options)
        self.fields["reason"].required = is_needed


class DecideForm(forms.Form):
    """One decision about all that are ticked."""

    use_required_attribute = False

    decision = forms.ChoiceField(
        label=_("What you decide"), choices=Decision.choices, widget=forms.RadioSelect, initial=Decision.ACCEPT
    )
    reason = forms.CharField(
        label=pgettext_lazy("decision", "Reason, read by each of them"),
        max_length=1_000,
        widget=forms.Textarea({"rows": 3}),
    )


class InviteForm(forms.Form):
    """Whom, and with which words."""

    use_required_attribute = False

    who = forms.CharField(
        label=_("Handle, or link to the profile"),
        max_length=300,
        help_text=_("@name, or the address of their page here."),
    )
    message = forms.CharField(label=_("Your message"), max_length=1_000, widget=forms.Textarea(LONG))
