"""What programmes answer somebody who says their facts and keeps nothing here."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from marketplace.eligibility import Outcome, RuleSet, Verdict, Voice
from marketplace.eligibility.facts import Facts
from marketplace.programmes.models import Programme
from marketplace.programmes.queries.rule_sets import variants
from marketplace.programmes.queries.steps import Step, steps_of
from marketplace.programmes.queries.verdicts import country_in, judge

#: How a list of answers is cut into parts: what is open to somebody first.
GROUPS = (
    ("qualifies", (Outcome.PASS, Outcome.EXEMPT)),
    ("review", (Outcome.REVIEW,)),
    ("not_yet", (Outcome.FAIL,)),
    ("unknown", (Outcome.UNKNOWN,)),
    ("closed", (Outcome.NOT_YET_OPEN, Outcome.CLOSED)),
)


@dataclass(frozen=True)
class Checked:
    """A programme's verdict, step by step."""

    programme: Programme
    verdict: Verdict
    steps: Sequence[Step]

    @property
    def outcome(self) -> Outcome:
        return self.verdict.outcome

    @property
    def standing_steps(self) -> list[Step]:
        """Those that stand in the way."""
        return [step for step in self.steps if step.result.counts and not step.is_met]


def rule_sets_of(programmes: Iterable[Programme], on: datetime.date) -> list[RuleSet]:
    """Every rule set of the day, whatever the country."""
    return [rules for programme in programmes for rules in variants(programme, on).values()]


def check(programme: Programme, facts: Facts, on: datetime.date) -> Checked:
    """The verdict on facts that somebody tells of themself."""
    verdict = judge(programme, facts, on, voice=Voice.CREATOR)
    return Checked(programme, verdict, steps_of(programme, verdict, country_in(facts)))


def grouped(checked: Iterable[Checked]) -> dict[str, list[Checked]]:
    """By outcome, in the order of GROUPS; where less stands in the way comes first."""
    listed = sorted(checked, key=lambda one: (len(one.standing_steps), one.programme.slug))
    return {name: [one for one in listed if one.outcome in outcomes] for name, outcomes in GROUPS}
