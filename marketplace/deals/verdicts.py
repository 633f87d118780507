"""What a campaign's rules say of a channel today; and what they said on the day a contact was opened."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from brands.models import Campaign
from creators.models import Channel
from creators.queries import facts_for, today_of
from marketplace.eligibility import CriterionResult, Fact, Outcome, RuleSet, Verdict, Voice, explain, marketplace_rules
from marketplace.eligibility.measures import Kind


@dataclass(frozen=True)
class Standing:
    """The campaign's own rules, and the rules that the marketplace has for everybody."""

    campaign: Verdict
    marketplace: Verdict
    rules: RuleSet

    @property
    def is_refused(self) -> bool:
        """Either says no."""
        return Outcome.FAIL in (self.campaign.outcome, self.marketplace.outcome)

    @property
    def is_refused_by_marketplace(self) -> bool:
        return self.marketplace.outcome is Outcome.FAIL

    def as_kept(self) -> dict[str, Any]:
        """The decision as facts and codes, with the rules themselves: any later reader gets the same sentences."""
        return {
            "campaign": _kept(self.rules, self.campaign),
            "marketplace": _kept(marketplace_rules(), self.marketplace),
        }


def standing_of(channel: Channel, campaign: Campaign, voice: Voice = Voice.NEUTRAL) -> Standing:
    """Decide a channel by a campaign, on today's date where the creator is."""
    today = today_of(channel.creator)
    facts = facts_for(channel, today)
    rules = RuleSet.parse(campaign.rules)
    return Standing(
        campaign=explain(rules, facts, today, voice=voice),
        marketplace=explain(marketplace_rules(), facts, today, voice=voice),
        rules=rules,
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


def _kept(rules: RuleSet, verdict: Verdict) -> dict[str, Any]:
    rows = [
        {
            "code": result.code,
            "outcome": result.outcome.name,
            # Nothing where a value is private to the creator: the neutral voice does not know it.
            "observed": result.observed,
            "as_of": result.as_of and result.as_of.isoformat(),
            "source": result.source,
            "is_stale": result.is_stale,
        }
        for result in verdict.criteria
    ]
    return {
        "outcome": verdict.outcome.name,
        "on": verdict.as_of.isoformat(),
        "rule_set": verdict.rule_set_hash,
        "rules": rules.as_json(),
        "criteria": rows,
    }


def _fact(kind: Kind, row: Mapping[str, Any]) -> Fact | None:
    value = row["observed"]
    if value is None:
        return None
    day = date.fromisoformat(row["as_of"]) if row["as_of"] else None
    return Fact(frozenset(value) if kind is Kind.SET else value, day, row["source"])
