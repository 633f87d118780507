"""A verdict as steps towards joining: each rule with how far it is, how long that may take, and what to do."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from marketplace.eligibility import CriterionResult, Outcome, Verdict
from marketplace.eligibility.comparators import bounds
from marketplace.eligibility.nodes import Counting
from marketplace.eligibility.quantities import day as day_in_words
from marketplace.eligibility.quantities import quantity
from marketplace.eligibility.values import Unit
from marketplace.programmes.models import Programme
from marketplace.programmes.pace import Pace, about
from marketplace.programmes.queries.progress import WHOLE, nearness
from marketplace.programmes.queries.rule_sets import COUNTRY_RULE
from marketplace.programmes.queries.texts import Text, texts_in_force

#: Measures that time alone moves, one a day.
DAILY = "account_age_days"


@dataclass(frozen=True)
class Step:
    """One criterion of a verdict. `percent` (0 to 100) says how much of a threshold is reached, where there is one."""

    result: CriterionResult
    label: str
    text: Text | None
    percent: int | None
    pace: str
    is_informational: bool

    @property
    def is_met(self) -> bool:
        return self.result.outcome.qualifies

    @property
    def goal(self) -> str:
        """The threshold from below, as people read it."""
        low = bounds(self.result.op, self.result.criterion.condition.value)[0]
        return quantity(self.result.measure, low) if low is not None else ""

    @property
    def advice(self) -> str:
        """What to do, for somebody who says their facts here and keeps no profile."""
        if self.result.outcome is Outcome.UNKNOWN:
            return _("You left this out. Say it below and check again.")
        return self.result.fix


def steps_of(
    programme: Programme, verdict: Verdict, country: str = "", paces: Mapping[str, Pace] | None = None
) -> list[Step]:
    """Every criterion, what stands in the way first; `paces` by the code of a measure."""
    texts = {text.rule.code: text for text in texts_in_force(programme, verdict.as_of, country)}
    found = [_step(result, texts, paces or {}, verdict.as_of) for result in verdict.criteria]
    return sorted(found, key=lambda step: (step.is_met, step.is_informational, step.result.outcome))


def _step(result: CriterionResult, texts: Mapping[str, Text], paces: Mapping[str, Pace], on: datetime.date) -> Step:
    is_place = result.code == COUNTRY_RULE and result.measure.code == COUNTRY_RULE
    text = None if is_place else texts.get(result.code) or texts.get(result.code.partition(".")[0])
    label = text.rule.label if text and text.rule.code == result.code else ""
    return Step(
        result=result,
        label=label or result.label,
        text=text,
        percent=_percent(result),
        pace=_pace(result, paces, on),
        is_informational=result.criterion.counting is Counting.NEVER
        or (result.criterion.counting is Counting.UNLESS_KNOWN and result.outcome is Outcome.UNKNOWN),
    )


def _percent(result: CriterionResult) -> int | None:
    """How much of a threshold from below is reached, 0 to 99 until it is met; None where that means nothing."""
    low = bounds(result.op, result.criterion.condition.value)[0]
    if not result.gap or result.observed is None or low is None or result.observed >= low:
        return None
    return nearness(result) * 100 // WHOLE


def _pace(result: CriterionResult, paces: Mapping[str, Pace], on: datetime.date) -> str:
    low = bounds(result.op, result.criterion.condition.value)[0]
    if result.outcome is not Outcome.FAIL or not result.gap or low is None or result.observed >= low:
        return ""
    if result.measure.code == DAILY:
        return _("On %(day)s.") % {"day": day_in_words(on + datetime.timedelta(days=result.gap))}
    pace = paces.get(result.measure.code)
    if pace is None or result.measure.unit is Unit.YEARS:
        return ""
    span = about(pace.days_to(result.gap, on))
    return _("At your pace of the last 30 days, %(span)s.") % {"span": span} if span else ""
