"""One campaign against many channels: the rules, the refusals and the score, put together.

Outcomes are bits of every row. Only who can be among the best is scored.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from marketplace.eligibility.bitmaps import Bitmaps, BitVerdict
from marketplace.eligibility.outcomes import Outcome
from marketplace.eligibility.rules import RuleSet
from marketplace.matching.engine import best, compiled, rank, refusals
from marketplace.matching.engine.arrays import Bools, Ints
from marketplace.matching.engine.bits import MASKS, masks
from marketplace.matching.engine.columns import rows_of
from marketplace.matching.engine.layout import bits_at
from marketplace.matching.engine.members import Member, Met, Rows, outcomes_at
from marketplace.matching.engine.pairs import Pairs
from marketplace.matching.engine.prepared import Prepared
from marketplace.matching.engine.score import score_columns
from marketplace.matching.engine.spec import CampaignSpec
from marketplace.matching.engine.tally import Tally


@dataclass(frozen=True, eq=False)
class Decisions:
    """What was decided for every channel; nothing is worked out before it is asked for."""

    spec: CampaignSpec
    rule_set: RuleSet
    creators: Prepared
    bitmaps: Bitmaps
    #: What the rules ask, then what each refusal asks, in the order of REFUSALS.
    by_rules: list[Member]
    by_refusals: list[Member]
    met: Met
    #: CLOSED or NOT_YET_OPEN where the rules are out of their dates: then that is everybody's outcome.
    dated: Outcome | None
    #: Rows from which compiled loops are used.
    many: int = compiled.MANY

    def __len__(self) -> int:
        return len(self.creators.columns)

    @property
    def rules(self) -> BitVerdict:
        """What the rules say of every row."""
        return BitVerdict(self.bitmaps, self.rule_set)

    @cached_property
    def refused(self) -> dict[str, refusals.Outcomes]:
        """What each refusal says of every row."""
        return refusals.columns(self.spec, self.creators.columns)

    @cached_property
    def outcome(self) -> np.ndarray:
        """The outcome of every row."""
        return self.outcomes(np.arange(len(self)))

    @cached_property
    def _scored(self) -> tuple[Ints, Ints]:
        return score_columns(self.spec, self.creators)

    @property
    def parts(self) -> Ints:
        """The parts of every row, one column a part."""
        return self._scored[0]

    @property
    def score(self) -> Ints:
        """The score of every row."""
        return self._scored[1]

    @cached_property
    def best(self) -> Ints:
        """The row of each creator's best channel."""
        return _best_among(self, np.arange(len(self)))

    def best_of(self, creators: Ints) -> Ints:
        """The rows of the best channels of these creators, ascending; who is not among the columns has none."""
        return _best_among(self, rows_of(self.creators.columns, creators))

    def top(self, most: int) -> Ints:
        """The rows of the best creators who are not ruled out, the first in front: those that pass, then those to be
        reviewed, then those of whom something is not known, each through their best channel."""
        if self.dated is not None:
            return np.zeros(0, np.int64)
        return best.of_met(self.spec, self.creators, self.met, most, self.many)[0]

    def pairs(self, rows: Ints) -> Pairs:
        """What was decided of these rows, ready to be stored."""
        creators = self.creators.take(rows)
        parts, score = score_columns(self.spec, creators)
        by_rule = [outcomes_at(one, self.bitmaps, rows) for one in self.rule_set.criteria]
        refused = [_stand(one, rows) for one in self.by_refusals]
        return Pairs(
            creator=creators.columns.creator,
            channel=creators.columns.channel,
            outcome=self.outcomes(rows),
            tier=creators.tiers.astype(np.uint8),
            score=score,
            parts=parts,
            **{name: masks(by_rule, outcome, len(rows)) for name, outcome in MASKS.items()},
            refused=masks(refused, Outcome.FAIL, len(rows)),
            to_agree=masks(refused, Outcome.REVIEW, len(rows)),
        )

    def tally(self) -> Tally:
        """How many creators have each outcome, through their best channel; and whom each refusal and criterion alone
        keeps out: no channel of theirs is let in, and one fails by it alone."""
        layout, alone = self.creators.layout, self._alone()
        if self.dated is not None:
            return Tally.of_one(tuple(alone), self.dated, layout.by_bucket(layout.starts))
        let_in = [self.met.unknown, self.met.review, self.met.passed]
        counted = compiled.tally(layout, let_in, self.met.but_one, list(alone.values()), self.many)
        return Tally.of_counts(tuple(alone), counted)

    def alone(self) -> dict[str, Bools]:
        """By refusal and criterion: the channels that it rules out and that nothing else does."""
        rows = np.arange(len(self))
        return {code: bits_at(found.within(self.met.but_one), rows) for code, found in self._alone().items()}

    def _alone(self) -> dict[str, Rows]:
        """By refusal and criterion, rows of which those that fail one member alone fail by it."""
        nobody, found = Rows(self.bitmaps.nobody), {}
        for code, member in zip(refusals.REFUSALS, self.by_refusals, strict=True):
            found[code] = Rows(member.unknown, is_flipped=True)
        found |= dict.fromkeys((f"rule:{one.code}" for one in self.rule_set.criteria), nobody)
        for member in self.by_rules:
            for code, rescued in member.rescues.items():
                found[f"rule:{code}"] = Rows(member.unknown, True) if rescued is None else Rows(rescued)
        return found if self.dated is None else dict.fromkeys(found, nobody)

    def outcomes(self, rows: Ints) -> np.ndarray:
        """The outcome of some rows: how many steps of the chain each reaches."""
        if self.dated is not None:
            return np.full(len(rows), self.dated, np.uint8)
        return _stand(Member(self.met.unknown, self.met.review, self.met.passed, {}), rows)


def _best_among(decided: Decisions, rows: Ints) -> Ints:
    """The rows of the best channels of those creators who have some of `rows`; give all rows of each, ascending."""
    creators = decided.creators.take(rows)
    score = score_columns(decided.spec, creators)[1]
    return rows[rank.best_channels(creators.columns, decided.outcomes(rows), score, decided.spec.salt)]


def _stand(member: Member, rows: Ints) -> np.ndarray:
    reached = [bits_at(plane, rows).astype(np.uint8) for plane in (member.unknown, member.review, member.passed)]
    return reached[0] + reached[1] + reached[2]


def decide(spec: CampaignSpec, rule_set: RuleSet, creators: Prepared, many: int = compiled.MANY) -> Decisions:
    """Judge every channel; with compiled loops from `many` rows on."""
    asked = creators.asked
    bitmaps = asked.bitmaps
    by_rules, by_refusals = asked.of_rules(rule_set, bitmaps), asked.of_refusals(spec)
    met = compiled.meet([*by_rules, *by_refusals], bitmaps.everybody, many)
    dated = rule_set.dated_out(bitmaps.as_of)
    return Decisions(spec, rule_set, creators, bitmaps, by_rules, by_refusals, met, dated, many)
