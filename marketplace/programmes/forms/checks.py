"""The forms of people who check themselves without an account."""

import datetime
from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from marketplace.eligibility import RuleSet
from marketplace.eligibility.facts import Facts
from marketplace.eligibility.measures import Measure
from marketplace.eligibility.values import Subject
from marketplace.programmes.forms.facts import FactsForm
from marketplace.programmes.forms.posts import asked_of_posts, post_rows
from marketplace.programmes.models import Programme


class CheckForm(FactsForm):
    """What one programme asks; of posts a row each, where its rules are about posts."""

    use_required_attribute = False

    def __init__(self, data: Any = None, *, rule_sets: Iterable[RuleSet], **options: Any) -> None:
        every = list(rule_sets)
        asked = asked_of_posts(every)
        super().__init__(data, rule_sets=every, **options)
        self.posts = None if asked is None else post_rows(data, asked)

    @property
    def wants_more(self) -> bool:
        """Was the button for more rows pressed? Then nothing is judged."""
        return bool(self.is_bound and self.data.get("do") == "more-posts")

    def is_valid(self) -> bool:
        # Both are asked, so that every mistake is marked at once.
        return all([super().is_valid(), self.posts is None or self.posts.is_valid()]) and not self.wants_more

    @property
    def has_errors(self) -> bool:
        wrong = bool(self.errors) or (self.posts is not None and self.posts.is_bound and not self.posts.is_valid())
        return self.is_bound and wrong and not self.wants_more

    def plain(self) -> dict[str, Any]:
        posts = [post for row in self.posts if (post := row.as_plain)] if self.posts is not None else []
        return super().plain() | ({"posts": posts} if posts else {})


class CheckAllForm(FactsForm):
    """What all programmes ask of a channel on one platform; their particular conditions are asked one by one."""

    def __init__(self, data: Any = None, *, programmes: Sequence[Programme], **options: Any) -> None:
        platforms = {one.platform.code: one.platform.label for one in programmes if one.platform}
        super().__init__(data, **options)
        choices = sorted(platforms.items(), key=lambda choice: choice[1])
        field = forms.ChoiceField(
            label=_("Platform"), choices=choices, help_text=_("The figures are those of one channel.")
        )
        self.fields = {"platform": field, **self.fields}

    def asks(self, measure: Measure) -> bool:
        particular = bool(measure.key) or measure.subject in (Subject.INVITATION, Subject.PROFILE)
        return not particular and super().asks(measure)

    def concerns(self, programme: Programme) -> bool:
        """Is it a programme of the chosen platform, or of none?"""
        return programme.platform is None or programme.platform.code == self.cleaned_data["platform"]

    def facts(self, on: datetime.date, **known: Any) -> Facts:
        return super().facts(on, platform=self.cleaned_data["platform"], **known)
