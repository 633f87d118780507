"""The forms of people who check themselves without an account."""

import datetime
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from marketplace.eligibility.facts import Facts
from marketplace.eligibility.measures import Measure
from marketplace.eligibility.values import Subject
from marketplace.programmes.forms.facts import FactsForm
from marketplace.programmes.models import Programme


class CheckForm(FactsForm):
    """What one programme asks."""

    use_required_attribute = False


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
