"""The example on the home page: made-up people, judged by the real rules."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from marketplace.eligibility import Fact, RuleSet, Verdict, explain

RULES = {
    "all": [
        {"measure": "platform", "op": "in", "value": ["tiktok", "instagram"]},
        {"measure": "followers", "op": "gte", "value": 10_000},
        {"measure": "audience_country_bp:FR", "op": "gte", "value": 5_000},
        {"measure": "engagement_rate_bp", "op": "gte", "value": 400},
    ]
}


@dataclass(frozen=True)
class Example:
    """A campaign, a creator, and what the marketplace answers."""

    campaign: str
    creator: str
    verdict: Verdict


def example(today: date | None = None) -> Example:
    """Everything is within reach but one number, so that the distance shows."""
    day = (today or timezone.localdate()) - timedelta(days=4)
    facts: dict[str, Any] = {
        "platform": Fact("tiktok", day, "profile"),
        "followers": Fact(48_200, day, "fetched"),
        "audience_country_bp:FR": Fact(6_240, day, "proof"),
        "engagement_rate_bp": Fact(360, day, "declared"),
    }
    verdict = explain(RuleSet.parse(RULES), facts, day)
    return Example(_("Summer in the Alps, on foot"), "Léa Martin", verdict)
