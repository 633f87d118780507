"""What rules would do, before they are saved: counts over everybody, in a few milliseconds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from brands.models import Campaign
from marketplace.eligibility.outcomes import Outcome
from marketplace.eligibility.rules import RuleSet
from marketplace.matching.engine import CampaignSpec, decide, prepare
from marketplace.matching.engine.cohorts import EMPTY, TIERS
from marketplace.matching.engine.frame import Frame
from marketplace.matching.models import CampaignResult, Epoch
from marketplace.matching.snapshot import campaigns, current

#: Fewer people are not counted out to a brand: with narrow enough rules a count is an answer about one person.
LEAST_TOLD = 5


def told(count: int) -> int | None:
    """A count as a brand reads it; None says "fewer than five"."""
    return count if count >= LEAST_TOLD else None


@dataclass(frozen=True)
class RuleEffect:
    """What one rule (or one of the creators' own conditions) does alone: exact, and as brands are told."""

    code: str
    alone: int
    by_tier: dict[str, int]
    share_bp: int
    #: How many creators nothing rules out.
    left: int

    @property
    def is_rule(self) -> bool:
        """One of the campaign's rules (or the marketplace's), not a condition that creators set."""
        return self.code.startswith("rule:")

    @property
    def rule_code(self) -> str:
        return self.code.removeprefix("rule:")

    @property
    def told_alone(self) -> int | None:
        return told(self.alone)

    @property
    def told_share_bp(self) -> int | None:
        """None where it would give away a count that is not told."""
        return self.share_bp if min(self.alone, self.left) >= LEAST_TOLD else None

    @property
    def told_tiers(self) -> dict[str, int | None]:
        """A single tier that is not told would be what the sum lacks: then the next smallest is not told either."""
        shown = {tier: told(count) for tier, count in self.by_tier.items()}
        if list(shown.values()).count(None) == 1 and self.told_alone is not None:
            known = [tier for tier, count in shown.items() if count is not None]
            shown[min(known, key=self.by_tier.__getitem__)] = None
        return shown

    def as_json(self) -> dict[str, Any]:
        """As brands are told; null is "fewer than five"."""
        return {"alone": self.told_alone, "share_bp": self.told_share_bp, "by_tier": self.told_tiers}


@dataclass(frozen=True)
class Preview:
    """How many creators would have each outcome, and whom each rule alone keeps out.

    `share_bp` of an effect: of those whom nothing else rules out, the share that it removes.
    """

    creators: int
    counts: dict[str, int]
    effects: list[RuleEffect]

    @property
    def qualified(self) -> int:
        return self.counts[Outcome.PASS.name.lower()]

    @property
    def told_counts(self) -> dict[str, int | None]:
        """By outcome. How many fail is what remains of everybody, so it is told only with all the others."""
        shown = {outcome: told(count) for outcome, count in self.counts.items()}
        if None in [shown[outcome.name.lower()] for outcome in (Outcome.PASS, Outcome.REVIEW, Outcome.UNKNOWN)]:
            shown[Outcome.FAIL.name.lower()] = None
        return shown

    def as_json(self) -> dict[str, Any]:
        """As brands are told; null is "fewer than five"."""
        return {
            "creators": self.creators,
            "qualified": told(self.qualified),
            "counts": self.told_counts,
            "rules": {effect.code: effect.as_json() for effect in self.effects},
        }


def preview(rules: Any, spec: CampaignSpec | Campaign) -> Preview:
    """Counts for these rules (JSON or a RuleSet) and this campaign, over every matched creator. Raises RuleError."""
    rule_set = campaigns.with_general(rules if isinstance(rules, RuleSet) else RuleSet.parse(rules))
    spec = campaigns.spec_of(spec) if isinstance(spec, Campaign) else spec
    tally = decide(spec, rule_set, _creators()).tally()
    effects = [_effect(code, line, tally.creators, tally.counts) for code, line in tally.alone.items()]
    return Preview(tally.creators, tally.counts, effects)


def effects_of(result: CampaignResult) -> list[RuleEffect]:
    """The same from a stored result."""
    return [_effect(code, result.sole[code], result.creators, result.counts) for code in result.criteria]


def _effect(code: str, line: dict[str, int], creators: int, counts: dict[str, int]) -> RuleEffect:
    alone = line["all"]
    left = creators - counts[Outcome.FAIL.name.lower()]
    by_tier = {tier: line[tier] for tier in TIERS}
    return RuleEffect(code, alone, by_tier, alone * 10_000 // (alone + left) if alone else 0, left)


def _creators() -> Any:
    """Everybody, in the newest epoch; before the first one, without cohorts (which outcomes do not need)."""
    epoch = Epoch.objects.first()
    if epoch is not None:
        return current.creators_in(epoch)[0]
    return prepare(current.columns(), Frame(current.today(), current.read_tree(), EMPTY))
