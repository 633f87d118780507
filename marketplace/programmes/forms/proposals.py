"""A text of a rule as it is proposed: the rule itself in the builder, and beside it since when, from where and why."""

import json
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from marketplace.core.errors import DomainError, Invalid
from marketplace.eligibility import RuleError, RuleSet
from marketplace.eligibility.forms import Builder
from marketplace.eligibility.nodes import Json
from marketplace.programmes.actions.wording import stored_body
from marketplace.programmes.forms.days import DayField
from marketplace.programmes.models import Programme, RuleProposal, RuleVersion
from marketplace.taxonomy.locales import country_choices

BLANK: Json = {"all": []}
TEXTS = ("source", "url", "quote", "note_en", "note_fr")
#: What another text of a rule keeps, unless it is changed.
KEPT = ("country", "reading", "grace_days", "leave_body")
MOST_GRACE = 366


class NodeField(forms.JSONField):
    """A criterion or group as JSON; nothing is shown where there is none."""

    def prepare_value(self, value: Any) -> Any:
        return "" if value is None else super().prepare_value(value)


class ProposalForm(forms.Form):
    """All but the rule itself. `ends` takes the rule away from that day."""

    rule_code = forms.SlugField(
        label=gettext_lazy("Code of the rule"), max_length=32, help_text=gettext_lazy("It names it for good.")
    )
    label_en = forms.CharField(label=gettext_lazy("Name in English"), max_length=160)
    label_fr = forms.CharField(label=gettext_lazy("Name in French"), max_length=160)
    ends = forms.BooleanField(label=gettext_lazy("Ask nothing any more: the rule ends on that day"), required=False)
    valid_from = DayField(label=gettext_lazy("From"), required=False)
    country = forms.ChoiceField(label=gettext_lazy("Where"), required=False)
    source = forms.CharField(label=gettext_lazy("Source"), max_length=300, required=False)
    url = forms.CharField(label=gettext_lazy("Link"), max_length=500, required=False)
    quote = forms.CharField(
        label=gettext_lazy("The source’s own words"),
        max_length=1_000,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )
    note_en = forms.CharField(
        label=gettext_lazy("Note in English"), max_length=1_000, required=False, widget=forms.Textarea({"rows": 2})
    )
    note_fr = forms.CharField(
        label=gettext_lazy("Note in French"), max_length=1_000, required=False, widget=forms.Textarea({"rows": 2})
    )
    grace_days = forms.IntegerField(
        label=gettext_lazy("Days of grace"),
        min_value=0,
        max_value=MOST_GRACE,
        required=False,
        help_text=gettext_lazy("How long somebody who qualified and then misses this rule keeps their place."),
    )
    leave_body = NodeField(
        label=gettext_lazy("What those who qualify already are asked instead, as JSON"),
        required=False,
        widget=forms.Textarea({"rows": 3, "spellcheck": "false"}),
        help_text=gettext_lazy(
            "A milder threshold, so that nobody falls in and out: for instance "
            '{"measure": "followers", "op": "gte", "value": 9000}'
        ),
    )
    reading = forms.SlugField(
        label=gettext_lazy("Another reading"),
        max_length=40,
        required=False,
        help_text=gettext_lazy("Only where the source can be read two ways: a code for this reading."),
    )
    is_beside = forms.BooleanField(label=gettext_lazy("Keep it beside the one that decides"), required=False)
    reason = forms.CharField(
        label=gettext_lazy("Why"),
        max_length=1_000,
        widget=forms.Textarea({"rows": 3}),
        help_text=gettext_lazy("Whoever approves it reads this."),
    )

    def __init__(self, data: Any = None, *, is_new: bool, **options: Any) -> None:
        super().__init__(data, use_required_attribute=False, **options)
        everywhere = ("", pgettext_lazy("rules", "Everywhere"))
        self.fields["country"].choices = [everywhere, *country_choices()]  # type: ignore[attr-defined]
        # Asked for when it is sent, not before: the preview counts what has no source yet.
        self.marks = {"source": _("needed") if is_new else _("needed unless the rule ends")}
        if not is_new:
            for name in ("rule_code", "label_en", "label_fr"):
                del self.fields[name]
        else:
            del self.fields["ends"]

    def is_used(self, *names: str) -> bool:
        """Does one of these say something, or is something wrong with it? Then it is not folded away."""
        return any(self[name].value() or self[name].errors for name in names if name in self.fields)

    @property
    def open_end(self) -> bool:
        return self.is_used("ends")

    @property
    def open_notes(self) -> bool:
        return self.is_used("note_en", "note_fr")

    @property
    def open_staying(self) -> bool:
        return self.is_used("grace_days", "leave_body")

    @property
    def open_reading(self) -> bool:
        return self.is_used("reading", "is_beside")


class WrittenForm(forms.Form):
    """The rule as it is stored, for what the builder does not offer."""

    body = forms.JSONField(
        label=gettext_lazy("The rule as JSON"), widget=forms.Textarea({"rows": 10, "spellcheck": "false"})
    )


class Draft:
    """What is being written: `code` "" begins a new rule, else the text in force of that rule is changed."""

    def __init__(
        self, data: QueryDict | None, *, programme: Programme, code: str, now: RuleVersion | None, initial: Json,
        as_json: bool = False,
    ) -> None:  # fmt: skip
        self.programme, self.code, self.now = programme, code, now
        body: Json | None = now.body if now else None
        told = {name: value for name in KEPT if (value := getattr(now, name, None))}
        self.form = ProposalForm(data, is_new=not code, initial=told | initial)
        self.is_written = "body" in data if data is not None else as_json or not _is_offered(body)
        self.written = WrittenForm(data, initial={"body": body or {}}) if self.is_written else None
        self.builder = None if self.is_written else Builder(data, stored=_as_whole(body))
        self.refusals: list[str] = []

    @property
    def is_asking(self) -> bool:
        """Sent by a button that changes the form."""
        return bool(self.builder and self.builder.is_asking)

    def is_valid(self) -> bool:
        """All parts are judged, so that everything wrong is said at once."""
        told = self.form.is_valid()
        if told and self.form.cleaned_data.get("ends"):
            return True
        if self.written is not None:
            return self.written.is_valid() and told
        assert self.builder is not None
        return self.builder.is_valid() and told

    def body(self) -> Json | None:
        """What is asked; None where it ends, or while it cannot be read."""
        if self.form.is_valid() and self.form.cleaned_data.get("ends"):
            return None
        if self.written is not None:
            found: Json | None = self.written.cleaned_data["body"] if self.written.is_valid() else None
            return found
        assert self.builder is not None
        if self.builder.data is None:
            return self.now.body if self.now else None
        return _as_one(self.builder.as_json()) if self.builder.is_valid() else None

    def values(self) -> dict[str, Any]:
        """What `versions.propose` takes."""
        values = dict(self.form.cleaned_data)
        values["is_deciding"] = not values.pop("is_beside")
        values["grace_days"] = values["grace_days"] or 0
        values.pop("ends", None)
        return {"rule_code": self.code, **values, "body": self.body()}

    def proposal(self) -> RuleProposal:
        """What is typed so far, for counting; not saved. Raises Invalid for a rule that cannot be read."""
        self.form.is_valid()
        values = self.form.cleaned_data if self.form.is_bound else self.form.initial
        body = self.body()
        return RuleProposal(
            programme=self.programme,
            rule_code=self.code or values.get("rule_code") or "new",
            valid_from=values.get("valid_from"),
            country=values.get("country") or "",
            reading=values.get("reading") or "",
            is_deciding=not values.get("is_beside"),
            body=None if body is None else stored_body(body),
        )

    def blame(self, refusal: DomainError) -> None:
        """Show a refusal beside what it is about."""
        errors = refusal.errors if isinstance(refusal, Invalid) else {"": [refusal.message]}
        for name, texts in errors.items():
            field, _dot, inside = name.partition(".")
            for text in texts:
                if field in self.form.fields:
                    self.form.add_error(field, _placed(inside, text))
                else:
                    self.refusals.append(_placed(name.removeprefix("body").lstrip("."), text))


def _placed(place: str, text: str) -> str:
    return _("%(place)s: %(text)s") % {"place": place, "text": text} if place else text


def _as_whole(body: Json | None) -> Json:
    """A stored node as the builder writes one: a group is its outermost group."""
    if body is None:
        return BLANK
    return {"all": [body]} if "measure" in body else body


def _as_one(whole: Json) -> Json:
    """And back: one rule needs no group."""
    members = whole.get("all", [])
    return (
        members[0]
        if len(members) == 1
        else {key: whole[key] for key in ("all", "any", "atleast", "of") if key in whole}
    )


def _is_offered(body: Json | None) -> bool:
    """Can all of it be written in the builder?"""
    if body is None:
        return True
    try:
        criteria = RuleSet.parse(_as_whole(json.loads(json.dumps(body)))).criteria
    except RuleError:
        return False
    return all(one.measure.is_for_campaigns and not one.measure.over_posts for one in criteria)
