"""A verdict as steps towards joining: each rule with how far it is, how long that may take, and what to do."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from creators.queries.facts import PLAIN
from marketplace.eligibility import CriterionResult, Outcome, Verdict
from marketplace.eligibility.comparators import bounds
from marketplace.eligibility.measures import Kind
from marketplace.eligibility.nodes import Counting
from marketplace.eligibility.quantities import day as day_in_words
from marketplace.eligibility.values import Unit
from marketplace.programmes.models import Programme
from marketplace.programmes.pace import Pace, about
from marketplace.programmes.queries.rule_sets import COUNTRY_RULE
from marketplace.programmes.queries.texts import Text, texts_in_force

WHOLE = 10_000
#: Measures that time alone moves, one a day.
DAILY = "account_age_days"
#: The order in which the best of several channels is chosen, the last being best.
RANK = (
    Outcome.CLOSED, Outcome.NOT_YET_OPEN, Outcome.FAIL, Outcome.UNKNOWN, Outcome.REVIEW, Outcome.EXEMPT, Outcome.PASS,
)  # fmt: skip


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
    def advice(self) -> str:
        """What to do, for somebody who says their facts here and keeps no profile."""
        if self.result.outcome is Outcome.UNKNOWN:
            return _("You left this out. Say it above and check again.")
        return self.result.fix


def steps_of(
    programme: Programme, verdict: Verdict, country: str = "", paces: Mapping[str, Pace] | None = None
) -> list[Step]:
    """Every criterion, what stands in the way first; `paces` by the code of a measure."""
    texts = {text.rule.code: text for text in texts_in_force(programme, verdict.as_of, country)}
    found = [_step(result, texts, paces or {}, verdict.as_of) for result in verdict.criteria]
    return sorted(found, key=lambda step: (step.is_met, step.is_informational, step.result.outcome))


def reached(result: CriterionResult) -> int | None:
    """How much of a threshold from below is reached, in basis points; None where that means nothing."""
    measure = result.measure
    if measure.kind is not Kind.INT or result.gap is None or result.observed is None:
        return None
    low = bounds(result.op, result.criterion.condition.value)[0]
    if not low:
        return None
    return min(WHOLE, result.observed * WHOLE // low)


def _step(result: CriterionResult, texts: Mapping[str, Text], paces: Mapping[str, Pace], on: datetime.date) -> Step:
    text = texts.get(result.code) or texts.get(result.code.partition(".")[0])
    label = text.rule.label if text and text.rule.code == result.code else ""
    share = reached(result)
    return Step(
        result=result,
        label=label or (_("Country") if result.code == COUNTRY_RULE else result.label),
        text=text,
        percent=None if share is None else share // 100,
        pace=_pace(result, paces, on),
        is_informational=result.criterion.counting is Counting.NEVER
        or (result.criterion.counting is Counting.UNLESS_KNOWN and result.outcome is Outcome.UNKNOWN),
    )


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


def rank_of(outcome: Outcome) -> int:
    return RANK.index(outcome)


#: Measures a pace can be told of, by their column of a measurement.
PACED: dict[str, str] = PLAIN


def points_by_measure(rows: Sequence[object]) -> dict[str, list[tuple[datetime.date, int]]]:
    """(day, value) points by the code of a measure, of measurements in the order they were recorded."""
    points: dict[str, list[tuple[datetime.date, int]]] = {}
    for row in rows:
        for column, code in PACED.items():
            value = getattr(row, column)
            if value is not None:
                points.setdefault(code, []).append((row.as_of, value))  # type: ignore[attr-defined]
    return points
