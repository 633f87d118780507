"""What a campaign's rules say of a channel today; and what they said on the day a contact was opened."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from brands.models import Campaign
from creators.models import Channel
from creators.queries import facts_for, today_of
from marketplace.eligibility import (
    CriterionResult,
    Fact,
    Outcome,
    RuleSet,
    Verdict,
    Voice,
    explain,
    marketplace_criteria,
    marketplace_rules,
)
from marketplace.eligibility.measures import Kind


@dataclass(frozen=True)
class Standing:
    """Where a channel stands: with the rules the marketplace has for everybody and the campaign's own, together."""

    verdict: Verdict
    rules: RuleSet
    is_refused_by_marketplace: bool

    @property
    def is_refused(self) -> bool:
        return self.verdict.outcome is Outcome.FAIL

    def as_kept(self) -> dict[str, Any]:
        """The decision as facts and codes, with the rules themselves: any later reader gets the same sentences."""
        rows = [
            {
                "code": result.code,
                "outcome": result.outcome.name,
                # Nothing where a value is private to the creator, whoever asked.
                "observed": None if result.measure.is_private else result.observed,
                "as_of": result.as_of.isoformat() if result.as_of and not result.measure.is_private else None,
                "source": "" if result.measure.is_private else result.source,
                "is_stale": result.is_stale,
            }
            for result in self.verdict.criteria
        ]
        return {
            "outcome": self.verdict.outcome.name,
            "on": self.verdict.as_of.isoformat(),
            "rule_set": self.verdict.rule_set_hash,
            "rules": self.rules.as_json(),
            "criteria": rows,
        }


def standing_of(channel: Channel, campaign: Campaign, voice: Voice = Voice.NEUTRAL) -> Standing:
    """Decide a channel by a campaign, on today's date where the creator is (a run judges on its epoch's UTC day)."""
    today = today_of(channel.creator)
    facts = facts_for(channel, today)
    rules = RuleSet.parse(campaign.rules).inheriting(marketplace_criteria())
    return Standing(
        verdict=explain(rules, facts, today, voice=voice),
        rules=rules,
        is_refused_by_marketplace=explain(marketplace_rules(), facts, today).outcome is Outcome.FAIL,
    )


def criteria_of(kept: Mapping[str, Any], voice: Voice) -> list[CriterionResult]:
    """The criteria of a kept decision, which read in the language of whoever reads them."""
    return [
        CriterionResult(
            criterion=criterion,
            outcome=Outcome[row["outcome"]],
            fact=_fact(criterion.measure.kind, row),
            is_stale=row["is_stale"],
            lang=None,
            voice=voice,
        )
        for criterion, row in zip(RuleSet.parse(kept["rules"]).criteria, kept["criteria"], strict=True)
    ]


def _fact(kind: Kind, row: Mapping[str, Any]) -> Fact | None:
    value = row["observed"]
    if value is None:
        return None
    day = date.fromisoformat(row["as_of"]) if row["as_of"] else None
    return Fact(frozenset(value) if kind is Kind.SET else value, day, row["source"])
