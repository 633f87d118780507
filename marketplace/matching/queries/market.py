"""What the rooms below may know about everybody at once: for how many campaigns each creator fits, and what keeps most
of them out."""

from collections import Counter

import numpy as np

from brands.models import Campaign
from marketplace.eligibility.outcomes import Outcome
from marketplace.exposure.providers import Market
from marketplace.exposure.words import OWN_CONDITIONS
from marketplace.matching.engine import decide
from marketplace.matching.models import CampaignResult, Epoch
from marketplace.matching.snapshot import campaigns, current

NOTHING = np.zeros(0, np.int64)


def market(minimum_score: int) -> Market:
    """Every matched creator against every published campaign, in the newest epoch; scores below the minimum count for
    nothing. A creator's size is that of their largest channel."""
    epoch = Epoch.objects.first()
    if epoch is None:
        return Market(NOTHING, NOTHING, NOTHING, NOTHING)
    prepared, _seen = current.creators_in(epoch)
    owners = np.asarray(prepared.columns.creator, np.int64)
    creators, at = np.unique(owners, return_inverse=True)
    tiers, fits, merit = (np.zeros(len(creators), np.int64) for _ in range(3))
    np.maximum.at(tiers, at, np.asarray(prepared.tiers, np.int64))
    for campaign in campaigns.with_everything(Campaign.objects.published()).order_by("pk"):
        decisions = decide(campaigns.spec_of(campaign), campaigns.rules_of(campaign), prepared)
        # Whoever passes at all passes through their best channel.
        found = decisions.pairs(decisions.best[decisions.outcome[decisions.best] == Outcome.PASS])
        who, scores = np.searchsorted(creators, found.creator), found.score.astype(np.int64)
        fits[who] += 1
        merit[who] += np.where(scores >= minimum_score, scores, 0)
    return Market(creators, tiers, fits, merit, _excluded())


def _excluded() -> dict[str, int]:
    """Pairs that one thing alone rules out, by the measure of the rule; creators' own conditions together."""
    found: Counter[str] = Counter()
    stored = CampaignResult.objects.filter(campaign__in=Campaign.objects.published(), epoch__isnull=False)
    for result in stored.select_related("campaign"):
        measures = {one.code: one.measure.base for one in campaigns.rules_of(result.campaign).criteria}
        for code, alone in result.sole.items():
            measure = measures.get(code.removeprefix("rule:"), "") if code.startswith("rule:") else OWN_CONDITIONS
            if measure:
                found[measure] += alone["all"]
    return dict(found)
