"""What the marketplace itself asks of everybody before any campaign: its own rules, inherited by all."""

from functools import lru_cache

from .nodes import Criterion
from .rules import RuleSet

_SOURCE = "marketplace-general"

_RULES = {
    "all": [
        {
            "code": "mp-minimum-age",
            "measure": "age_years",
            "op": "gte",
            "value": 16,
            "source": f"{_SOURCE}: nobody under 16 is matched",
        },
        {
            "code": "mp-adult-or-consent",
            "measure": "age_years",
            "op": "gte",
            "value": 18,
            "exemption": {"measure": "parental_consent", "op": "eq", "value": True, "grants": "REVIEW"},
            "source": f"{_SOURCE}: 18, or 16 with a parent's consent that a person has looked at",
        },
        {
            "code": "mp-standing",
            "measure": "community_standing",
            "op": "eq",
            "value": "good",
            "source": f"{_SOURCE}: in good standing under the rules of the platform",
        },
        {
            "code": "mp-public",
            "measure": "is_public",
            "op": "eq",
            "value": True,
            "source": f"{_SOURCE}: a brand can see what it buys",
        },
    ]
}


@lru_cache(maxsize=1)
def marketplace_rules() -> RuleSet:
    """The rules that every campaign inherits, each with its source."""
    return RuleSet.parse(_RULES)


def marketplace_criteria() -> tuple[Criterion, ...]:
    """The same as criteria: `campaign_rules.inheriting(marketplace_criteria())` is what a campaign is decided by."""
    return marketplace_rules().criteria
