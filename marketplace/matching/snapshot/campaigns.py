"""A campaign as the engine sees it."""

import hashlib

from django.db.models import Prefetch, QuerySet

from brands.enums import Objective
from brands.models import Campaign, CampaignDeliverable
from marketplace.eligibility import RuleSet, marketplace_criteria
from marketplace.matching.engine import PARTS, CampaignSpec, Deliverable
from marketplace.matching.engine.spec import ENGAGEMENTS, NO_RESULT, VIEWS

#: What a campaign is after, as far as it can be counted.
RESULTS: dict[str, str] = {
    Objective.AWARENESS: VIEWS,
    Objective.SALES: ENGAGEMENTS,
    Objective.EVENT: ENGAGEMENTS,
    Objective.RECRUITMENT: ENGAGEMENTS,
}


def with_everything(campaigns: QuerySet[Campaign]) -> QuerySet[Campaign]:
    """Campaigns with all that a spec is made of, in a fixed number of queries."""
    lines = CampaignDeliverable.objects.select_related("kind", "platform").order_by("pk")
    return campaigns.select_related("product_sector", "brand__sector").prefetch_related(
        "niches", "styles", "platforms", Prefetch("deliverables", lines)
    )


def spec_of(campaign: Campaign) -> CampaignSpec:
    """What the campaign asks. Read it with `with_everything` first where there are many."""
    # "The sector of the brand" is what an empty sector means.
    sector = campaign.product_sector or campaign.brand.sector
    lines = list(campaign.deliverables.all())
    codes = {platform.pk: platform.code for platform in campaign.platforms.all()}
    codes |= {line.platform.pk: line.platform.code for line in lines if line.platform}
    return CampaignSpec(
        salt=salt_of(campaign),
        weights=tuple(int(campaign.weights.get(part, 0)) for part in PARTS),
        niches=tuple(sorted(niche.code for niche in campaign.niches.all())),
        styles=frozenset(style.code for style in campaign.styles.all()),
        words=tuple(campaign.words),
        platforms=frozenset(codes[pk] for pk in campaign.wanted_platform_ids),
        countries=frozenset(campaign.countries),
        languages=frozenset(campaign.languages),
        audience=campaign.audience_wanted or {},
        deliverables=tuple(
            Deliverable(line.kind.code, line.platform.code if line.platform else "", line.count) for line in lines
        ),
        result=RESULTS.get(campaign.objective, NO_RESULT),
        sector_path=tuple(sector.path) if sector else (),
        currency=campaign.currency,
        fee_min=campaign.fee_min_minor,
        fee_max=campaign.fee_max_minor,
        budget=campaign.budget_minor,
        seats=campaign.seats,
        is_barter=campaign.is_barter,
        content_from=campaign.content_from,
        content_until=campaign.content_until,
    )


def salt_of(campaign: Campaign) -> int:
    """Decides ties: its own for every campaign, and the same for good."""
    return int.from_bytes(hashlib.sha256(campaign.public_id.bytes).digest()[:8], "big")


def rules_of(campaign: Campaign) -> RuleSet:
    """The marketplace's rules for everybody, then the campaign's own. Raises RuleError if they are no rule set
    (publishing does not let that happen)."""
    return with_general(RuleSet.parse(campaign.rules))


def with_general(own: RuleSet) -> RuleSet:
    """Rules as every campaign is decided by."""
    return own.inheriting(marketplace_criteria())
