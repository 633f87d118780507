"""A large run in shards: planned, gone through by several workers, merged by one.

Each of the three may be killed at any moment and repeats what it had not committed; what it had is kept by unique keys.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from brands.models import Campaign
from marketplace.core.jobs import Step
from marketplace.matching.actions import packing, results
from marketplace.matching.actions.partials import Partial, decide_all
from marketplace.matching.engine.columns import BUCKETS
from marketplace.matching.jobs import MERGE, SHARD
from marketplace.matching.models import MatchRun, PartialResult, RunShard
from marketplace.matching.models.match import KEPT
from marketplace.matching.snapshot import campaigns, current


def wanted(run: MatchRun) -> int:
    """Into how many shards a run that has begun is divided: a large one over everything, the others not at all."""
    is_large = run.campaign_id is None and run.total > settings.MATCHING_SHARD_PAIRS
    return max(1, min(settings.MATCHING_SHARDS, BUCKETS)) if is_large else 1


@transaction.atomic
def plan(run: MatchRun, count: int) -> None:
    """Divide a run into so many ranges of buckets, each a job."""
    edges = [BUCKETS * place // count for place in range(count + 1)]
    for first, stop in pairwise(edges):
        shard = RunShard.objects.create(run=run, first=first, stop=stop)
        shard.job = SHARD.enqueue(key=f"{run.pk}:{first}", shard_id=shard.pk)
        shard.save(update_fields=["job"])


def block_of(waiting: Sequence[int], share: float = 1.0) -> Sequence[int]:
    """As many of these campaigns as one step may take, of so large a share of the creators."""
    creators = max(1, int(len(current.columns().creator_starts) * share))
    return waiting[: max(1, min(settings.MATCHING_CAMPAIGNS_A_STEP, settings.MATCHING_PAIRS_A_STEP // creators))]


def published(after: int = 0) -> list[int]:
    """The campaigns that runs over everything decide, in their order."""
    return list(Campaign.objects.published().filter(pk__gt=after).order_by("pk").values_list("pk", flat=True))


def go_on(shard: RunShard, step: Step) -> None:
    """Decide the next campaigns for the creators of this shard; behind the last one the shard is finished."""
    run = shard.run
    assert run.epoch is not None
    assert run.generation is not None
    waiting = published(after=step.cursor.get("after", 0))
    block = block_of(waiting, (shard.stop - shard.first) / BUCKETS)
    step.total = run.total * (shard.stop - shard.first) // BUCKETS
    spoken = campaigns.with_everything(Campaign.objects.filter(pk__in=block))
    found = decide_all(spoken, run.epoch, shard.first, shard.stop, kept=KEPT)
    lines = [packing.to_row(one, run.generation, shard.first, shard.stop) for one in found]
    PartialResult.objects.bulk_create(lines, ignore_conflicts=True)
    decided = sum(one.tally.creators for one in found)
    step.done += decided
    if block:
        step.cursor = {"after": block[-1]}
    MatchRun.objects.filter(pk=run.pk).update(done=F("done") + decided)
    if len(waiting) <= len(block):
        _finish(shard)


def _finish(shard: RunShard) -> None:
    # Two that end at once meet at the run's row, so the later one sees that all are done.
    run = MatchRun.objects.select_for_update().get(pk=shard.run_id)
    shard.finished_at = timezone.now()
    shard.save(update_fields=["finished_at"])
    if not run.shards.filter(finished_at=None).exists():
        run.job = MERGE.enqueue(key=str(run.pk), run_id=run.pk)
        run.save(update_fields=["job", "updated_at"])


def found_by_shards(run: MatchRun, block: Iterable[int]) -> dict[int, list[Partial]]:
    """By campaign, the partials that make up all buckets. A campaign that was published meanwhile has a run of its own;
    one that only some shards have seen is left out."""
    salts = {campaign.pk: campaigns.salt_of(campaign) for campaign in Campaign.objects.filter(pk__in=block)}
    found: dict[int, list[Partial]] = defaultdict(list)
    covered: dict[int, int] = defaultdict(int)
    for row in PartialResult.objects.filter(generation=run.generation or 0, campaign__in=block).order_by("first"):
        found[row.campaign_id].append(packing.from_row(row, salts[row.campaign_id]))
        covered[row.campaign_id] += row.stop - row.first
    return {pk: several for pk, several in found.items() if covered[pk] == BUCKETS}


def merge_some(run: MatchRun, step: Step) -> bool:
    """Make the results of the next campaigns from what the shards found; False behind the last."""
    assert run.epoch is not None
    waiting = published(after=step.cursor.get("after", 0))
    block = waiting[: settings.MATCHING_CAMPAIGNS_A_STEP]
    step.total = step.done + len(waiting)
    stored = results.put(found_by_shards(run, block), run.epoch, run)
    run.versions |= results.versions(stored)
    step.done += len(block)
    if block:
        step.cursor = {"after": block[-1]}
    return len(waiting) > len(block)
