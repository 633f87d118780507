from marketplace.matching.queries.contacts import campaigns_in_contact, creators_in_contact
from marketplace.matching.queries.explain import BRAND, CREATOR, Explanation, explain_match
from marketplace.matching.queries.fair import fair_order, in_fair_order, seen_by_brand, seen_by_creator
from marketplace.matching.queries.for_creator import (
    CampaignForCreator,
    campaigns_for_creator,
    campaigns_to_explain,
    open_campaigns,
)
from marketplace.matching.queries.matches import (
    Page,
    campaigns_to_match,
    matches_for_campaign,
    narrowed,
    page_of,
    parts_of,
    result_of,
    run_under_way,
)
from marketplace.matching.queries.preview import Preview, RuleEffect, effects_of, preview, told
from marketplace.matching.queries.steadiness import Steadiness, steadiness_of

__all__ = [
    "BRAND",
    "CREATOR",
    "CampaignForCreator",
    "Explanation",
    "Page",
    "Preview",
    "RuleEffect",
    "Steadiness",
    "campaigns_for_creator",
    "campaigns_in_contact",
    "campaigns_to_explain",
    "campaigns_to_match",
    "creators_in_contact",
    "effects_of",
    "explain_match",
    "fair_order",
    "in_fair_order",
    "matches_for_campaign",
    "narrowed",
    "open_campaigns",
    "page_of",
    "parts_of",
    "preview",
    "result_of",
    "run_under_way",
    "seen_by_brand",
    "seen_by_creator",
    "steadiness_of",
    "told",
]
