"""Does what was kept up to date equal what is computed afresh?"""

from typing import Any

from brands.models import Campaign
from marketplace.matching.actions import results, rows
from marketplace.matching.actions.packing import tally_of
from marketplace.matching.actions.partials import decide_all, merge
from marketplace.matching.models import CampaignResult, Match
from marketplace.matching.queries.contacts import creators_in_contact
from marketplace.matching.snapshot import campaigns

#: A comparison names at most so many pairs of a campaign that differ.
NAMED = 20


def differences(result: CampaignResult) -> list[dict[str, Any]]:
    """How a stored result differs from a full recomputation in its own epoch; [] if not at all. Hold its lock."""
    if result.epoch is None:
        return []
    campaign = campaigns.with_everything(Campaign.objects.all()).get(pk=result.campaign_id)
    (partial,) = decide_all([campaign], result.epoch, kept=results.KEPT)
    tally, kept = merge([partial], creators_in_contact([campaign.pk])[campaign.pk], results.KEPT)
    found: list[dict[str, Any]] = []
    if tally.to_bytes() != tally_of(result).to_bytes():
        found.append({"campaign": campaign.pk, "stored": result.counts, "afresh": tally.counts})
    stored = {row[1]: row for row in Match.objects.filter(campaign=campaign).values_list(*rows.TOLD)}
    afresh = {row[1]: row for row in rows.told(kept, result.epoch.pk)}
    for creator in sorted(stored.keys() | afresh.keys()):
        if stored.get(creator) != afresh.get(creator):
            found.append({"campaign": campaign.pk, "creator": creator})
    return found[:NAMED]
