"""One pair, explained: the same functions as a run, for one creator, with the evidence in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from brands.models import Campaign
from creators.models import Channel, Creator
from creators.queries.facts import facts_of_many
from marketplace.eligibility.outcomes import Outcome
from marketplace.eligibility.verdicts import CriterionResult, Verdict, Voice, explain
from marketplace.matching import words
from marketplace.matching.engine import PARTS, CampaignSpec, Decisions, Frame, Row, decide, points, prepare, score_pair
from marketplace.matching.engine import refusals as gates
from marketplace.matching.engine.counterfactuals import Change, counterfactuals
from marketplace.matching.engine.sentences import (
    change_sentence,
    label,
    refusal_label,
    refusal_sentence,
    sentence,
)
from marketplace.matching.models import CampaignResult, Epoch
from marketplace.matching.snapshot import campaigns, current
from marketplace.matching.snapshot.load import load

#: Who reads: the creator sees their own private values, the brand side only outcomes of those.
CREATOR, BRAND = "creator", "brand"


@dataclass(frozen=True)
class PartLine:
    """A part of the score as it is shown; `points` of all parts add up to the score."""

    code: str
    label: str
    value: int
    weight: int
    points: int
    is_known: bool
    sentence: str


@dataclass(frozen=True)
class GateLine:
    """One of the creator's own conditions."""

    code: str
    label: str
    outcome: Outcome
    sentence: str


@dataclass(frozen=True)
class ChangeLine:
    """What the reader could do, raising the score by `gain` (of 10,000); `at_most` where it depends on the unknown."""

    code: str
    side: str
    gain: int
    after: int
    at_most: bool
    sentence: str


@dataclass(frozen=True)
class Explanation:
    """Everything that is said about a pair, for one side."""

    campaign: Campaign
    creator: Creator
    channel: Channel
    outcome: Outcome
    score: int
    verdict: Verdict
    gates: tuple[GateLine, ...]
    parts: tuple[PartLine, ...]
    changes: tuple[ChangeLine, ...]
    as_of: date
    measured_on: date | None
    source: str
    tier: str

    @property
    def bar(self) -> list[dict[str, Any]]:
        """The parts as `score_bar` shows them."""
        return [dict(vars(part)) for part in self.parts]

    @property
    def handle_on(self) -> str:
        return _("@%(handle)s on %(platform)s") % {
            "handle": self.channel.handle,
            "platform": self.channel.platform.label,
        }

    @property
    def may_apply(self) -> bool:
        """Nothing that is known stands against an application."""
        return self.outcome != Outcome.FAIL and self.campaign.is_published

    @property
    def criteria(self) -> Sequence[CriterionResult]:
        return self.verdict.criteria

    @property
    def standing_gates(self) -> list[GateLine]:
        """The creator's conditions that do not simply fit."""
        return [gate for gate in self.gates if gate.outcome != Outcome.PASS]

    @property
    def met_gates(self) -> list[GateLine]:
        return [gate for gate in self.gates if gate.outcome == Outcome.PASS]

    @property
    def standing_criteria(self) -> list[CriterionResult]:
        """Rules that are not simply met, those that rule out in front."""
        return sorted((one for one in self.criteria if not one.outcome.qualifies), key=lambda one: one.outcome)

    @property
    def met_criteria(self) -> list[CriterionResult]:
        return [one for one in self.criteria if one.outcome.qualifies]

    @property
    def met(self) -> int:
        """How many rules and conditions are met."""
        return len(self.met_gates) + len(self.met_criteria)

    @property
    def fixes(self) -> list[CriterionResult]:
        """Criteria that stand against the pair, with what would fix them."""
        return [one for one in self.criteria if one.counts and not one.outcome.qualifies]

    def as_json(self) -> dict[str, Any]:
        """Integers, codes and sentences in the reader's language."""
        return {
            "outcome": self.outcome.name,
            "score": self.score,
            "as_of": self.as_of.isoformat(),
            "channel": str(self.channel.public_id),
            "measured_on": self.measured_on and self.measured_on.isoformat(),
            "source": self.source,
            "verdict": self.verdict.as_json(),
            "conditions": [vars(gate) | {"outcome": gate.outcome.name} for gate in self.gates],
            "parts": [dict(vars(part)) for part in self.parts],
            "changes": [dict(vars(change)) for change in self.changes],
        }


def explain_match(campaign: Campaign, creator: Creator, side: str = BRAND) -> Explanation | None:
    """Why this pair stands where it stands, told to one side; None if the creator is not matched (not published).

    Who may ask is for the caller: look the campaign and the creator up through what the person may see.
    """
    pair = judged(campaign, creator)
    if pair is None:
        return None
    facts = facts_of_many([pair.channel], pair.frame.as_of, newest=True)[pair.channel.pk]
    voice = Voice.CREATOR if side == CREATOR else Voice.NEUTRAL
    verdict = explain(pair.decisions.rules.rule_set, facts, pair.frame.as_of, voice=voice)
    return Explanation(
        campaign=campaign,
        creator=creator,
        channel=pair.channel,
        outcome=Outcome(int(pair.decisions.outcome[pair.at])),
        score=int(pair.decisions.score[pair.at]),
        verdict=verdict,
        gates=pair.gate_lines(side),
        parts=pair.part_lines,
        changes=tuple(line for line in pair.change_lines if line.side == side),
        as_of=pair.frame.as_of,
        measured_on=None if pair.row.measured_on is None else date(1970, 1, 1) + timedelta(days=pair.row.measured_on),
        source=pair.row.source,
        tier=words.tier(words.TIERS[int(pair.decisions.creators.tiers[pair.at])]),
    )


def judged(campaign: Campaign, creator: Creator) -> Pair | None:
    """The pair as a run would judge it now, through the creator's best channel; None if they are not matched."""
    columns = load([creator.pk])
    if not len(columns):
        return None
    frame = current.frame_of(epoch_of(campaign))
    spec = campaigns.spec_of(campaign)
    decisions = decide(spec, campaigns.rules_of(campaign), prepare(columns, frame))
    at = int(decisions.best[0])
    channel = Channel.objects.select_related("platform", "creator__person").get(pk=int(columns.channel[at]))
    return Pair(spec, columns.row(at), frame, decisions, at, channel)


def epoch_of(campaign: Campaign) -> Epoch | None:
    """The epoch its stored results belong to, else the newest."""
    result = CampaignResult.objects.select_related("epoch").filter(campaign=campaign).first()
    return result.epoch if result is not None and result.epoch is not None else Epoch.objects.first()


@dataclass(frozen=True, eq=False)
class Pair:
    """A judged pair with what it was judged by."""

    spec: CampaignSpec
    row: Row
    frame: Frame
    decisions: Decisions
    at: int
    channel: Channel

    @cached_property
    def part_lines(self) -> tuple[PartLine, ...]:
        readings, _ = score_pair(self.spec, self.row, self.frame)
        shares = points([reading.value for reading in readings], self.spec.weights)
        return tuple(
            PartLine(code, label(code), reading.value, weight, share, reading.is_known, sentence(reading, words))
            for code, reading, weight, share in zip(PARTS, readings, self.spec.weights, shares, strict=True)
        )

    def gate_lines(self, side: str) -> tuple[GateLine, ...]:
        """The creator's conditions; the brand's side does not learn which private one stands against it."""
        found = gates.pair(self.spec, self.row)
        return tuple(
            GateLine(gate.code, refusal_label(gate.code), gate.outcome, refusal_sentence(gate, words))
            for gate in (found if side == CREATOR else gates.for_brands(found))
        )

    @cached_property
    def change_lines(self) -> tuple[ChangeLine, ...]:
        return tuple(map(_change_line, counterfactuals(self.spec, self.row, self.frame)))


def _change_line(change: Change) -> ChangeLine:
    said = change_sentence(change, words)
    return ChangeLine(change.code, change.side, change.gain, change.after, change.at_most, said)
