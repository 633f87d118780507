"""What the rules of a programme say of somebody who enters one of its cohorts."""

from dataclasses import dataclass
from typing import Any

from creators.models import Channel, Creator
from marketplace.cohorts.models import Cohort
from marketplace.eligibility import Outcome, Verdict
from marketplace.programmes.actions.decisions import keep_rule_sets
from marketplace.programmes.queries.standings import of_creator

#: That all seats are taken does not refuse by itself: one may wait for a seat.
SEATS = "seats_taken"


@dataclass(frozen=True)
class Standing:
    """The verdict of the day, in the creator's voice. None where the programme cannot judge them yet."""

    verdict: Verdict | None

    @property
    def outcome(self) -> Outcome | None:
        return self.verdict.outcome if self.verdict else None

    @property
    def is_refused(self) -> bool:
        """A rule is missed, or the programme is closed where they are. What is not known refuses nobody."""
        if self.verdict is None:
            return False
        if self.verdict.outcome.is_dated_out:
            return True
        missed = [one for one in self.verdict.criteria if one.counts and one.outcome is Outcome.FAIL]
        return self.verdict.outcome is Outcome.FAIL and any(one.measure.code != SEATS for one in missed)

    def as_kept(self) -> dict[str, Any]:
        """Columns of an entry: codes and outcomes, nothing that is private to the creator."""
        if self.verdict is None:
            return {}
        criteria = [{"code": one.code, "outcome": one.outcome.name} for one in self.verdict.criteria]
        kept = {"outcome": self.verdict.outcome.name, "on": self.verdict.as_of.isoformat(), "criteria": criteria}
        return {
            "verdict": kept,
            "verdict_outcome": int(self.verdict.outcome),
            "rule_set_hash": self.verdict.rule_set_hash,
        }


def standing_of(cohort: Cohort, creator: Creator, channel: Channel | None, *, keep: bool = False) -> Standing:
    """Judge a creator, through one channel where the programme has a platform. `keep` records the rule set whole."""
    found = of_creator(creator, [cohort.programme])
    fitting = [one for one in found if one.channel is None or channel is None or one.channel.pk == channel.pk]
    if not fitting:
        return Standing(None)
    if keep:
        keep_rule_sets([fitting[0].judgement.rules.entering])
    return Standing(fitting[0].verdict)
