"""One campaign against many channels: the rules, the refusals and the score, put together."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, reduce

import numpy as np

from marketplace.eligibility.columns import ColumnVerdict, evaluate
from marketplace.eligibility.outcomes import Outcome
from marketplace.eligibility.rules import RuleSet
from marketplace.matching.engine import rank, refusals
from marketplace.matching.engine.arrays import Bools, Ints
from marketplace.matching.engine.bits import MASKS, masks
from marketplace.matching.engine.measured import fact_columns
from marketplace.matching.engine.pairs import Pairs
from marketplace.matching.engine.prepared import Prepared
from marketplace.matching.engine.score import score_columns
from marketplace.matching.engine.spec import CampaignSpec
from marketplace.matching.engine.tally import Tally


@dataclass(frozen=True, eq=False)
class Decisions:
    """What was decided for every channel; the properties speak of creators, through their best channel."""

    spec: CampaignSpec
    creators: Prepared
    rules: ColumnVerdict
    refused: dict[str, refusals.Outcomes]
    outcome: np.ndarray
    parts: Ints
    score: Ints

    def __len__(self) -> int:
        return len(self.outcome)

    @cached_property
    def best(self) -> Ints:
        """The row of each creator's best channel."""
        return rank.best_channels(self.creators.columns, self.outcome, self.score, self.spec.salt)

    def top(self, most: int) -> Ints:
        """The rows of the best creators who are not ruled out, the first in front."""
        columns = self.creators.columns
        return rank.best_first(columns, self.best, self.outcome, self.score, self.spec.salt, most)

    def best_of(self, creators: Ints) -> Ints:
        """The rows of the best channels of these creators, ascending; who is not among the columns has none."""
        return self.best[np.isin(self.creators.columns.creator[self.best], creators)]

    def pairs(self, rows: Ints) -> Pairs:
        """What was decided of these rows, ready to be stored."""
        columns = self.creators.columns
        return Pairs(
            columns.creator[rows],
            columns.channel[rows],
            self.outcome[rows],
            self.creators.tiers[rows].astype(np.uint8),
            self.score[rows],
            self.parts[rows],
            *(masks(self.rules.criteria, rows, outcome) for outcome in MASKS.values()),
            masks(self.refused, rows, Outcome.FAIL),
            masks(self.refused, rows, Outcome.REVIEW),
        )

    def tally(self) -> Tally:
        """How many creators have each outcome, and whom each criterion alone keeps out."""
        rows = self.best
        alone = {code: kept_out[rows] for code, kept_out in self.alone().items()}
        return Tally.count(self.creators.columns.bucket[rows], self.creators.tiers[rows], self.outcome[rows], alone)

    def alone(self) -> dict[str, Bools]:
        """By refusal and criterion: the channels that it rules out and that nothing else does."""
        fails = self.outcome == Outcome.FAIL
        lets_in = {code: outcome != Outcome.FAIL for code, outcome in self.refused.items()}
        by_rules = self.rules.outcome != Outcome.FAIL
        found = {}
        for code in lets_in:
            others = [passes for other, passes in lets_in.items() if other != code]
            found[code] = reduce(np.logical_and, others, fails & by_rules)
        unrefused = reduce(np.logical_and, lets_in.values(), fails)
        for code in self.rules.criteria:
            found[f"rule:{code}"] = unrefused & (self.rules.without(code) != Outcome.FAIL)
        return found


def decide(spec: CampaignSpec, rule_set: RuleSet, creators: Prepared) -> Decisions:
    """Judge every channel."""
    columns, as_of = creators.columns, creators.frame.as_of
    facts = fact_columns(columns, rule_set.measures(), creators.frame)
    rules = evaluate(rule_set, facts, as_of, size=len(columns))
    refused = refusals.columns(spec, columns)
    parts, score = score_columns(spec, creators)
    return Decisions(spec, creators, rules, refused, together(rules.outcome, refused.values()), parts, score)


def together(rules: np.ndarray, refused: object) -> np.ndarray:
    """The lowest of the rule set's outcome and every refusal's; a rule set out of its dates stands as it is."""
    lowest = reduce(np.minimum, refused, np.minimum(rules, np.uint8(Outcome.PASS)))  # type: ignore[call-overload]
    return np.where(rules > Outcome.EXEMPT, rules, lowest).astype(np.uint8)
