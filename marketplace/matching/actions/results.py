"""Writing what was decided, many campaigns in one transaction under the locks of their results. Readers see all of a
campaign or none: its counts and the generation of its matches change in one statement."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils import timezone

from brands.models import Campaign
from marketplace.eligibility.outcomes import Outcome
from marketplace.matching.actions import generations, rows
from marketplace.matching.actions.partials import Partial, caught_up, decide_all, merge
from marketplace.matching.actions.pieces import Pieces
from marketplace.matching.engine.columns import BUCKETS
from marketplace.matching.engine.tally import Tally
from marketplace.matching.models import CampaignResult, Change, Epoch, Generation, Match, MatchRun
from marketplace.matching.models.match import KEPT
from marketplace.matching.queries.contacts import creators_in_contact
from marketplace.matching.snapshot import campaigns

#: What a new computation says anew of a result.
WRITTEN = (
    *("epoch", "run", "campaign_version", "rule_set_hash", "change_seen", "criteria", "counts", "sole", "tallies"),
    *("tally_ends", "creators", "qualified", "generation", "computed_at", "updated_at"),
)

#: If creators of more buckets than these have changed, deciding everybody again is cheaper.
FEW_BUCKETS = 32


def lock(wanted: Sequence[int]) -> dict[int, CampaignResult]:
    """The results of these campaigns, made where they are the first, held until the transaction ends. Always in one
    order, so that two jobs never wait for each other."""
    held = _held(wanted)
    if missing := sorted(set(wanted) - held.keys()):
        CampaignResult.objects.bulk_create([CampaignResult(campaign_id=pk) for pk in missing], ignore_conflicts=True)
        held = _held(wanted)
    return held


def _held(wanted: Sequence[int]) -> dict[int, CampaignResult]:
    found = CampaignResult.objects.filter(campaign__in=wanted).select_for_update().order_by("campaign_id")
    return {result.campaign_id: result for result in found}


def recompute(wanted: Sequence[int], epoch: Epoch, run: MatchRun | None = None) -> list[CampaignResult]:
    """Decide every pair of these campaigns and replace what is stored. Repeating it changes nothing."""
    if not wanted:
        return []
    spoken = campaigns.with_everything(Campaign.objects.filter(pk__in=wanted))
    return put({one.campaign_id: [one] for one in decide_all(spoken, epoch, kept=KEPT)}, epoch, run)


def put(found: Mapping[int, Sequence[Partial]], epoch: Epoch, run: MatchRun | None = None) -> list[CampaignResult]:
    """Store what partials say of campaigns: for each those that make up all buckets.

    What happened since they were computed is put right before anybody sees them: a campaign that has changed is decided
    again, and of creators who have changed the buckets are.
    """
    if not found:
        return []
    held = lock(sorted(found))
    merged = _up_to_date(found, epoch)
    contacts = creators_in_contact(merged)
    stored, now = [], timezone.now()
    for campaign_id, several in sorted(merged.items()):
        result = held[campaign_id]
        tally, kept = merge(several, contacts.get(campaign_id, set()), KEPT)
        stored.append(kept)
        result.epoch, result.computed_at, result.updated_at = epoch, now, now
        result.run_id = result.run_id if run is None else run.pk
        result.change_seen = min(one.seen for one in several)
        result.campaign_version, result.rule_set_hash = several[0].version, several[0].rules
        set_tally(result, tally)
    save([held[pk] for pk in sorted(merged)], epoch, stored)
    return [held[pk] for pk in sorted(merged)]


def _up_to_date(found: Mapping[int, Sequence[Partial]], epoch: Epoch) -> dict[int, Sequence[Partial]]:
    """What was found, put right by what happened since, now that nobody else can write these results."""
    versions = dict(Campaign.objects.filter(pk__in=found).values_list("pk", "version"))
    again = {pk for pk, several in found.items() if any(one.version != versions[pk] for one in several)}
    seen = min((one.seen for several in found.values() for one in several), default=0)
    changed = set(Change.objects.filter(pk__gt=seen).values_list("creator", flat=True))
    if not changed and not again:
        return dict(found)
    spoken = list(campaigns.with_everything(Campaign.objects.filter(pk__in=found)))
    buckets = {creator % BUCKETS for creator in changed if creator is not None}
    caught: dict[int, Sequence[Partial] | None] = dict(found)
    if None in changed or len(buckets) > FEW_BUCKETS:
        again = set(found)
    elif buckets:
        fresh = [decide_all(spoken, epoch, bucket, bucket + 1, kept=KEPT) for bucket in sorted(buckets)]
        for of_campaign in zip(*fresh, strict=True):
            pk = of_campaign[0].campaign_id
            caught[pk] = caught_up(found[pk], dict(zip(sorted(buckets), of_campaign, strict=True)), KEPT)
    again |= {pk for pk, several in caught.items() if several is None}
    whole = decide_all([campaign for campaign in spoken if campaign.pk in again], epoch, kept=KEPT) if again else []
    return {pk: several for pk, several in caught.items() if several} | {one.campaign_id: [one] for one in whole}


def save(results: Sequence[CampaignResult], epoch: Epoch, stored: Sequence[rows.Stored]) -> None:
    """Replace the matches of these results and show them, in a fixed number of statements."""
    generation = generations.current()
    # What stands in an older partition goes with it; only what would stay is taken away.
    written = [result.campaign_id for result in results]
    Match.stored.filter(campaign__in=written, generation__in=[Generation.AT_REST, generation]).delete()
    rows.insert(generation, epoch.pk, stored)
    for result in results:
        result.generation = generation
    update(results)


def update(results: Sequence[CampaignResult]) -> None:
    """Write what a computation has set of these results, which are held, in one statement."""
    CampaignResult.objects.bulk_create(
        results, update_conflicts=True, unique_fields=["campaign"], update_fields=list(WRITTEN)
    )


def set_tally(result: CampaignResult, tally: Tally) -> None:
    """Keep the counts by bucket, and their sums."""
    kept, result.criteria = Pieces.of(tally.table), list(tally.criteria)
    result.tallies, result.tally_ends = kept.tallies, kept.ends
    result.counts, result.sole = tally.counts, tally.alone
    result.creators = tally.creators
    result.qualified = tally.counts[Outcome.PASS.name.lower()]


def versions(found: Sequence[CampaignResult]) -> dict[str, Any]:
    """What each campaign was computed from, as `MatchRun.versions` holds it."""
    weights = dict(Campaign.objects.filter(match_result__in=found).values_list("pk", "weights"))
    return {
        str(result.campaign_id): {
            "version": result.campaign_version,
            "rules": result.rule_set_hash,
            "weights": weights[result.campaign_id],
            "change": result.change_seen,
        }
        for result in found
    }
