"""Posts, as a visitor tells them: a row each, with what the rules ask of a post."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from marketplace.eligibility import RuleSet
from marketplace.eligibility.forms.fields import suffix
from marketplace.eligibility.measures import MEASURES, Kind
from marketplace.eligibility.nodes import Condition
from marketplace.eligibility.parsing import LARGEST
from marketplace.programmes.forms.amounts import Amount
from marketplace.programmes.forms.days import DayField

ROWS_AT_FIRST, ROWS_MORE, ROWS_MOST = 2, 3, 40
PREFIX = "post_"
ANSWERS = [("", pgettext_lazy("answer", "I do not know")), ("yes", _("Yes")), ("no", _("No"))]


class PostForm(forms.Form):
    """One post. A row without a day is no post; what is left open of one is not known."""

    use_required_attribute = False

    def __init__(self, *given: Any, asked: list[str], **options: Any) -> None:
        super().__init__(*given, **options)
        self.fields["published_on"] = DayField(label=_("Published on"), required=False)
        for name in asked:
            measure = MEASURES[PREFIX + name]
            if measure.kind is Kind.INT:
                self.fields[name] = Amount(most=LARGEST, label=measure.label, unit=suffix(measure))
            else:
                self.fields[name] = forms.ChoiceField(label=measure.label, choices=ANSWERS, required=False)

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        told = [name for name, value in found.items() if value not in (None, "") and name != "published_on"]
        if told and not found.get("published_on") and "published_on" not in self.errors:
            self.add_error("published_on", _("Say on which day this post was published."))
        return found

    @property
    def as_plain(self) -> dict[str, Any]:
        """The post as plain facts name it; {} for an empty row."""
        said = self.cleaned_data
        if not said.get("published_on"):
            return {}
        post: dict[str, Any] = {"published_on": said["published_on"].isoformat()}
        for name, value in said.items():
            if name != "published_on" and value not in (None, ""):
                post[name] = value == "yes" if isinstance(value, str) else value
        return post


def post_rows(data: Any, asked: list[str]) -> Any:
    """The rows as a formset: a few empty ones, more when “more” was pressed."""
    rows = forms.formset_factory(PostForm, extra=ROWS_AT_FIRST, max_num=ROWS_MOST, absolute_max=ROWS_MOST)
    if data is not None and data.get("do") == "more-posts":
        data = data.copy()
        total = data.get("posts-TOTAL_FORMS", "")
        data["posts-TOTAL_FORMS"] = min(ROWS_MOST, (int(total) if total.isdigit() else 0) + ROWS_MORE)
    return rows(data, prefix="posts", form_kwargs={"asked": asked})


def asked_of_posts(rule_sets: Iterable[RuleSet]) -> list[str] | None:
    """The names of what rules ask of a post, in the order of the registry; None where they ask for no posts."""
    found: set[str] = set()
    conditions = [criterion.condition for rules in rule_sets for criterion in rules.criteria if _is_asked(criterion)]
    over_posts = [condition for condition in conditions if condition.measure.over_posts]
    if not over_posts:
        return None
    for condition in over_posts:
        found |= _names(condition)
    return [code.removeprefix(PREFIX) for code in MEASURES if code in found]


def _is_asked(criterion: Any) -> bool:
    return bool(criterion.counting != "never")


def _names(condition: Condition) -> set[str]:
    views = set() if condition.measure.code == "posts_counted" else {"post_views"}
    where = condition.posts.where if condition.posts else None
    return views | ({one.measure.code for one in where.criteria()} if where else set())
