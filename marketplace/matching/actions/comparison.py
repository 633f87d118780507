"""Does what was kept up to date equal what is computed afresh?"""

from typing import Any

from brands.models import Campaign
from marketplace.matching.actions import results
from marketplace.matching.engine import decide
from marketplace.matching.models import CampaignResult, Match
from marketplace.matching.snapshot import campaigns, current

#: A comparison names at most so many pairs of a campaign that differ.
NAMED = 20


def differences(result: CampaignResult) -> list[dict[str, Any]]:
    """How a stored result differs from a full recomputation in its own epoch; [] if not at all. Hold its lock."""
    if result.epoch is None:
        return []
    campaign = campaigns.with_everything(Campaign.objects.all()).get(pk=result.campaign_id)
    creators, _ = current.creators_in(result.epoch)
    decisions = decide(campaigns.spec_of(campaign), campaigns.rules_of(campaign), creators)
    found: list[dict[str, Any]] = []
    tally = decisions.tally()
    if tally.to_bytes() != bytes(result.tallies):
        found.append({"campaign": campaign.pk, "stored": result.counts, "afresh": tally.counts})
    stored = {row[1]: row for row in Match.objects.filter(campaign=campaign).values_list(*results.COLUMNS)}
    afresh = {row[1]: row for row in results.wanted_rows(campaign.pk, result.epoch, decisions)}
    for creator in sorted(stored.keys() | afresh.keys()):
        if _plain(stored.get(creator)) != _plain(afresh.get(creator)):
            found.append({"campaign": campaign.pk, "creator": creator})
    return found[:NAMED]


def _plain(row: tuple[Any, ...] | None) -> list[Any] | None:
    return None if row is None else [list(value) if isinstance(value, list | tuple) else value for value in row]
