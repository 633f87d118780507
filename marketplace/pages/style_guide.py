"""Fixed samples for the style guide: every component in every state, about nobody."""

from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from marketplace.core.models import Job, JobState
from marketplace.core.money import MoneyField
from marketplace.eligibility import CriterionResult, Fact, RuleSet, Voice, explain

CHAPTERS = [
    ("foundations", _("Type, colour, icons")),
    ("buttons", _("Buttons and dialogs")),
    ("forms", _("Forms")),
    ("answers", _("Verdicts and scores")),
    ("numbers", _("Numbers and charts")),
    ("structure", _("Structure")),
    ("telling", _("Telling")),
]
COLOURS = [
    *("surface", "raised", "sunken", "text", "muted", "line"),
    *("accent", "soft", "pass", "fail", "unknown", "review"),
]
ICONS = [
    *("megaphone", "user-group", "chart-bar", "sparkles", "bell", "check-badge"),
    *("gift", "calendar-days", "map-pin", "banknotes", "globe-alt"),
]
OUTCOMES = ["PASS", "FAIL", "UNKNOWN", "EXEMPT", "REVIEW", "CLOSED", "NOT_YET_OPEN"]
NICHES = [("travel", _("Travel")), ("sport", _("Sport")), ("food", _("Food")), ("cinema", _("Cinema"))]
DAY = date(2026, 3, 14)
CONSENT = {"measure": "parental_consent", "op": "eq", "value": True, "grants": "EXEMPT"}


class SampleForm(forms.Form):
    """One field of every kind."""

    title = forms.CharField(label=_("Title"), help_text=_("What a creator reads first."))
    pitch = forms.CharField(label=_("Message"), max_length=280, widget=forms.Textarea, required=False)
    budget = MoneyField(label=_("Budget"))
    share = forms.IntegerField(label=_("Smallest share"), required=False)
    country = forms.ChoiceField(label=_("Country"), choices=[("FR", "France"), ("BE", _("Belgium"))])
    until = forms.DateField(label=_("Apply until"), widget=forms.DateInput(attrs={"type": "date"}))
    wrong = forms.EmailField(label=_("E-mail address"), help_text=_("We never show it."))
    picture = forms.FileField(label=_("Picture"), required=False)
    niches = forms.MultipleChoiceField(label=_("Niches"), choices=NICHES, widget=forms.CheckboxSelectMultiple)
    availability = forms.ChoiceField(
        label=_("Availability"), choices=[("open", _("Open")), ("busy", _("Busy"))], widget=forms.RadioSelect
    )
    refuses = forms.MultipleChoiceField(
        label=_("What you refuse"), choices=NICHES[:2], widget=forms.CheckboxSelectMultiple, required=False
    )
    reach = forms.IntegerField(
        label=_("Weight"), widget=forms.NumberInput(attrs={"type": "range", "min": 0, "max": 100}), required=False
    )
    agree = forms.BooleanField(label=_("I have read the rules"))


class PlainForm(forms.Form):
    """Rendered with nothing but {{ form }}."""

    name = forms.CharField(label=_("Name"))
    language = forms.ChoiceField(label=_("Language"), choices=[("fr", "Français"), ("en", "English")])


def samples() -> dict[str, Any]:
    """Everything the style guide's templates need."""
    values = {"wrong": "someone@", "title": _("Summer in the Alps"), "niches": ["travel"], "availability": "open"}
    form = SampleForm(data=values, auto_id="guide_%s")
    form.full_clean()
    for name in set(form.errors) - {"wrong"}:
        del form.errors[name]
    return {
        "chapters": [{"id": c, "title": title, "template": f"pages/guide/{c}.html"} for c, title in CHAPTERS],
        "colours": COLOURS,
        "icons": ICONS,
        "sizes": ["s", "m", "l"],
        "outcomes": OUTCOMES,
        "form": form,
        "plain_form": PlainForm(),
        "day": DAY,
        **sample_numbers(),
        **sample_answers(),
    }


def sample_numbers() -> dict[str, Any]:
    """Charts, meters, jobs and rows."""
    values = [41_200, 41_900, 43_100, None, 46_800, 47_200, 51_000, 50_400]
    return {
        "trend": [3, 4, 4, 6, 7, 9, 8, 12],
        "gaps": [3, 4, None, 6, 7, None, 8, 5],
        "history": [(DAY - timedelta(days=30 * (8 - i)), value) for i, value in enumerate(values)],
        "jobs": [
            SimpleNamespace(state=JobState.RUNNING, done=3200, total=5000, percent=64, label=_("Matching creators")),
            SimpleNamespace(state=JobState.WAITING, done=0, total=None, percent=None, label=_("Waiting for its turn")),
            Job(state=JobState.DONE, done=5000, total=5000),
        ],
        "share_columns": [_("Who fits"), _("Shown")],
        "share_rows": [(_("Small"), [6_100, 6_250]), (_("Large"), [3_900, 3_750]), (_("Not known"), [None, None])],
        "meter_items": [
            {"label": _("Photo"), "done": True},
            {"label": _("Audience by country"), "done": False, "href": "#numbers", "why": _("7 in 10 campaigns ask.")},
            {"label": _("At least one rate"), "done": False, "href": "#numbers"},
        ],
        "rows": [
            {"name": "Léa Martin", "outcome": "PASS", "followers": 48_200, "score": 8_240},
            {"name": "Noé Bertin", "outcome": "UNKNOWN", "followers": 1_204_300, "score": 6_105},
            {"name": "Inès Caron", "outcome": "FAIL", "followers": 930, "score": 3_300},
        ],
    }


def sample_answers() -> dict[str, Any]:
    """One criterion of each outcome, and a score with its parts."""
    parts = [
        ("niche", _("Niche"), 2_300, 2_500, _("Both are in hiking, a branch of outdoor sport.")),
        ("text", _("Words in common"), 400, 500, _("Four of the brief’s words are the creator’s own.")),
        ("audience", _("Audience"), 1_540, 2_000, _("Six in ten viewers are in France; five were wanted.")),
        ("performance", _("Performance"), 1_200, 1_500, _("Engagement is in the top fifth of its size.")),
        ("price", _("Price"), 1_200, 1_500, _("The rate is inside the fee range.")),
        ("reliability", _("Reliability"), 400, 500, _("Four of five invitations answered in time.")),
        ("interest", _("Mutual interest"), 900, 1_000, _("Open for work in the weeks wanted.")),
        ("confidence", _("Confidence"), 300, 500, _("Two of five numbers are proven.")),
    ]
    keys = ("code", "label", "points", "weight", "sentence")
    rows: list[dict[str, Any]] = [dict(zip(keys, part, strict=True)) for part in parts]
    return {
        "parts": [row | {"hundredths": row["weight"] // 100} for row in rows],
        "score": sum(row["points"] for row in rows),
        "criteria": sample_criteria(),
    }


RULES = {
    "all": [
        {"measure": "followers", "op": "gte", "value": 10_000},
        {"measure": "audience_age_bp:18-24", "op": "gte", "value": 3_000},
        {"measure": "account_age_days", "op": "gte", "value": 90},
        {"measure": "age_years", "op": "gte", "value": 18, "exemption": CONSENT},
        {"measure": "platform", "op": "in", "value": ["tiktok", "youtube"]},
    ]
}
FACTS = {
    "followers": Fact(48_200, DAY, "declared"),
    "audience_age_bp:18-24": Fact(2_400, DAY, "proof"),
    "age_years": Fact(17, DAY, "profile"),
    "parental_consent": Fact(True, DAY, "proof"),
    "platform": Fact("tiktok", DAY, "profile"),
}


def sample_criteria() -> tuple[CriterionResult, ...]:
    """One rule met, one not met with its distance, one not known, one exempt: judged as everywhere else."""
    return explain(RuleSet.parse(RULES), FACTS, DAY, voice=Voice.CREATOR).criteria
