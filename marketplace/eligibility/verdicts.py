"""The verdict on one creator: every criterion with what was observed, what is needed, and how far that is.

Nothing is written in words here: a result renders its sentences when they are read (see `sentences`).
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

from . import sentences
from .comparators import Op, gap_to, within
from .facts import Fact, Facts, fact_for, is_granted, is_stale
from .measures import Kind, Measure
from .nodes import Condition, Counting, Criterion, Group
from .of_posts import interval
from .outcomes import Outcome
from .rules import RuleSet


class Voice(StrEnum):
    """To whom it speaks: the creator ("you"), or anybody else, who does not see private values."""

    CREATOR = "creator"
    NEUTRAL = "neutral"


class CriterionResult(NamedTuple):
    criterion: Criterion
    outcome: Outcome
    #: What was observed; None if it is not known, or not for this reader.
    fact: Fact | None
    is_stale: bool
    lang: str | None
    voice: Voice
    #: Exempted by name (see `facts.GRANTED`), whatever was observed.
    granted: bool = False
    #: The most it can be, where not all is known of some posts (2^63 − 1 where nobody knows); None where what was
    #: observed is exact.
    high: int | None = None

    @property
    def code(self) -> str:
        return self.criterion.code

    @property
    def measure(self) -> Measure:
        return self.criterion.measure

    @property
    def op(self) -> Op:
        return self.criterion.op

    @property
    def needed(self) -> Any:
        """The threshold as plain data; of a cadence the number of weeks."""
        needed = self.criterion.needed
        return needed[1] if self.op is Op.CADENCE else needed

    @property
    def observed(self) -> Any:
        value = self.fact.value if self.fact else None
        return sorted(value) if isinstance(value, set | frozenset) else value

    @property
    def gap(self) -> int | None:
        """How far a number is from passing; 0 when it passes; None where distance means nothing."""
        if self.fact is None or self.is_stale or self.measure.kind is not Kind.INT:
            return None
        if self.high is not None and self.outcome is Outcome.UNKNOWN:
            return None
        return gap_to(self.op, self.criterion.condition.value, self.fact.value)

    @property
    def as_of(self) -> date | None:
        return self.fact.as_of if self.fact else None

    @property
    def source(self) -> str:
        return self.fact.source if self.fact else ""

    @property
    def unit(self) -> str:
        return str(self.measure.unit)

    @property
    def counts(self) -> bool:
        """Whether the outcome of the whole depends on it."""
        if self.outcome >= Outcome.CLOSED:
            return False
        counting = self.criterion.counting
        return counting is Counting.ALWAYS or (
            counting is Counting.UNLESS_KNOWN and self.outcome is not Outcome.UNKNOWN
        )

    @property
    def message(self) -> str:
        return sentences.message(self)

    @property
    def label(self) -> str:
        return self.measure.label_in(self.lang) if self.lang else self.measure.label

    @property
    def figures(self) -> dict[str, str]:
        """Observed, needed and gap as short texts, for a table; empty where a sentence says it better."""
        return sentences.figures(self)

    @property
    def fix(self) -> str:
        return sentences.fix(self)

    def as_json(self) -> dict[str, Any]:
        return {
            "code": self.code, "outcome": self.outcome.name, "measure": self.measure.code, "op": str(self.op),
            "observed": self.observed, "needed": self.needed, "gap": self.gap, "unit": self.unit,
            "as_of": self.as_of and self.as_of.isoformat(), "source": self.source, "counts": self.counts,
            "message": self.message, "fix": self.fix, "rule_source": self.criterion.source,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Verdict:
    outcome: Outcome
    criteria: tuple[CriterionResult, ...]
    rule_set_hash: str
    as_of: date

    def bits(self, outcome: Outcome) -> int:
        """Which criteria have this outcome, as a mask: criterion i is bit i."""
        return sum(1 << place for place, result in enumerate(self.criteria) if result.outcome is outcome)

    def as_json(self) -> dict[str, Any]:
        return {
            "outcome": self.outcome.name,
            "rule_set": self.rule_set_hash,
            "on": self.as_of.isoformat(),
            "criteria": [result.as_json() for result in self.criteria],
        }


def explain(
    rule_set: RuleSet, facts: Facts, as_of: date, lang: str | None = None, voice: Voice = Voice.NEUTRAL
) -> Verdict:
    """Every criterion of the rule set against these facts on that day, and the outcome of the whole.

    `lang` fixes the language of the sentences; without it they follow the reader.
    """
    if type(as_of) is not date:
        raise TypeError(f"as_of is a day, not {type(as_of).__name__}: take the day in the creator's time zone.")
    results = tuple([_judge(criterion, facts, as_of, lang, voice) for criterion in rule_set.criteria])
    whole = rule_set.dated_out(as_of)
    if whole is None:
        whole = _combine(rule_set.root, iter(results))
    return Verdict(Outcome.PASS if whole is None else whole, results, rule_set.hash, as_of)


def answer(condition: Condition, facts: Facts, as_of: date) -> bool | None:
    """Whether a condition holds; None where that is not known, for its fact is missing or stale."""
    fact = fact_for(condition.measure, facts, as_of)
    if fact is None or is_stale(condition.measure, fact, as_of):
        return None
    if condition.posts is not None:
        return within(condition.op, condition.value, *interval(condition, fact.value, as_of))
    return condition.test(_normal(condition.measure, fact.value))


def _judge(criterion: Criterion, facts: Facts, as_of: date, lang: str | None, voice: Voice) -> CriterionResult:
    condition = criterion.condition
    measure = condition.measure
    fact, high = fact_for(measure, facts, as_of), None
    stale = fact is not None and is_stale(measure, fact, as_of)
    if fact is not None and condition.posts is not None:
        low, high = interval(condition, fact.value, as_of)
        fact = Fact(low, fact.as_of, fact.source)
    outcome, granted = criterion.dated_out(as_of), False
    if outcome is None:
        outcome = Outcome.UNKNOWN if fact is None or stale else _outcome(criterion, fact, high, facts, as_of)
        if outcome is not Outcome.PASS and is_granted(criterion.code, facts):
            outcome, granted = Outcome.EXEMPT, True
    hidden = measure.is_private and voice is Voice.NEUTRAL
    if fact is not None and high == fact.value:
        high = None
    return CriterionResult(criterion, outcome, None if hidden else fact, stale, lang, voice, granted, high)


def _outcome(criterion: Criterion, fact: Fact, high: int | None, facts: Facts, as_of: date) -> Outcome:
    condition = criterion.condition
    if high is None:
        holds: bool | None = condition.test(_normal(condition.measure, fact.value))
    else:
        holds = within(condition.op, condition.value, fact.value, high)
    if holds is None:
        return Outcome.UNKNOWN
    if holds:
        return Outcome.PASS
    exemption = criterion.exemption
    if exemption is not None and answer(exemption.condition, facts, as_of):
        return exemption.grants
    return Outcome.FAIL


def _normal(measure: Measure, value: Any) -> Any:
    return measure.values.normal(value) if measure.kind is Kind.CODE else value


def _combine(group: Group, results: Any) -> Outcome | None:
    """The outcome of a group, reading results in the order of its criteria; None where nothing in it counts."""
    counted = []
    for member in group.members:
        if isinstance(member, Group):
            outcome = _combine(member, results)
            if outcome is not None:
                counted.append(outcome)
        else:
            result = next(results)
            if result.counts:
                counted.append(result.outcome)
    return group.combine(counted) if counted else None


__all__ = ["CriterionResult", "Fact", "Verdict", "Voice", "explain"]
