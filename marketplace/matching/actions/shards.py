"""A large run in shards: planned, gone through by several workers, and merged where creators were divided too.

Each of them may be killed at any moment and repeats what it had not committed; what it had is kept by unique keys.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import F, JSONField, Value
from django.db.models.expressions import CombinedExpression
from django.utils import timezone

from brands.models import Campaign
from marketplace.core.jobs import JobKind, Step
from marketplace.matching.actions import packing, results, runs
from marketplace.matching.actions.partials import Partial, decide_all
from marketplace.matching.engine.columns import BUCKETS
from marketplace.matching.jobs import MERGE, SHARD
from marketplace.matching.models import MatchRun, PartialResult, RunShard
from marketplace.matching.models.match import KEPT
from marketplace.matching.snapshot import campaigns, current


def are_worth_it(run: MatchRun) -> bool:
    """Whether a run that has begun is divided: a large one over everything is."""
    is_large = run.campaign_id is None and run.total > settings.MATCHING_SHARD_PAIRS
    return is_large and settings.MATCHING_SHARDS * settings.MATCHING_RANGES > 1


@transaction.atomic
def plan(run: MatchRun) -> None:
    """Divide a run: its campaigns, and of each share of them the creators."""
    ranges = max(1, min(settings.MATCHING_RANGES, BUCKETS))
    edges = [BUCKETS * place // ranges for place in range(ranges + 1)]
    modulus = max(1, settings.MATCHING_SHARDS)
    for residue in range(modulus):
        for first, stop in pairwise(edges):
            _enqueue(SHARD, RunShard(run=run, modulus=modulus, residue=residue, first=first, stop=stop))
        if ranges > 1:
            RunShard.objects.create(run=run, modulus=modulus, residue=residue, first=0, stop=BUCKETS)


def _enqueue(kind: JobKind, shard: RunShard) -> None:
    shard.save()
    shard.job = kind.enqueue(key=shard.key, shard_id=shard.pk)
    shard.save(update_fields=["job"])


def block_of(waiting: Sequence[int], share: float = 1.0) -> Sequence[int]:
    """As many of these campaigns as one step may take, of so large a share of the creators."""
    creators = max(1, int(len(current.columns().creator_starts) * share))
    return waiting[: max(1, min(settings.MATCHING_CAMPAIGNS_A_STEP, settings.MATCHING_PAIRS_A_STEP // creators))]


def published(after: int = 0) -> list[int]:
    """The campaigns that runs over everything decide, in their order."""
    return list(Campaign.objects.published().filter(pk__gt=after).order_by("pk").values_list("pk", flat=True))


def _waiting(shard: RunShard, step: Step) -> list[int]:
    """The campaigns of a shard that are not decided yet."""
    return [pk for pk in published(step.cursor.get("after", 0)) if pk % shard.modulus == shard.residue]


def go_on(shard: RunShard, step: Step) -> None:
    """Decide the next campaigns for the creators of this shard; behind the last one the shard is finished."""
    run, share = shard.run, (shard.stop - shard.first) / BUCKETS
    waiting = _waiting(shard, step)
    block = block_of(waiting, share)
    step.total = int(run.total * share) // shard.modulus
    decided, versions = _store(block, run) if shard.is_whole else (_leave(block, shard), {})
    step.done += decided
    _commit(shard, step, block, versions, decided)
    if len(waiting) <= len(block):
        _finish(shard)


def _store(block: Sequence[int], run: MatchRun) -> tuple[int, dict[str, Any]]:
    """Results of campaigns over everybody: how many pairs they are, and what they were computed from."""
    assert run.epoch is not None
    stored = results.recompute(block, run.epoch, run)
    return sum(result.creators for result in stored), results.versions(stored)


def _leave(block: Sequence[int], shard: RunShard) -> int:
    """Partials of campaigns, to be merged; how many pairs they are."""
    run = shard.run
    assert run.epoch is not None
    assert run.generation is not None
    spoken = campaigns.with_everything(Campaign.objects.filter(pk__in=block))
    found = decide_all(spoken, run.epoch, shard.first, shard.stop, kept=KEPT)
    lines = [packing.to_row(one, run.generation, shard.first, shard.stop) for one in found]
    PartialResult.objects.bulk_create(lines, ignore_conflicts=True)
    return sum(one.tally.creators for one in found)


def _commit(shard: RunShard, step: Step, block: Sequence[int], versions: dict[str, Any], decided: int = 0) -> None:
    """How far the shard and its run are. Others of the run write the same row: what they said stays."""
    if block:
        step.cursor = {"after": block[-1]}
    added = CombinedExpression(F("versions"), "||", Value(versions, JSONField()))
    MatchRun.objects.filter(pk=shard.run_id).update(done=F("done") + decided, versions=added)


def _finish(shard: RunShard) -> None:
    # Two that end at once meet at the run's row, so the later one sees that all are done.
    run = MatchRun.objects.select_for_update().get(pk=shard.run_id)
    shard.finished_at = timezone.now()
    shard.save(update_fields=["finished_at"])
    left = list(run.shards.filter(finished_at=None))
    if not left:
        runs.end(run)
    same = [other for other in left if other.residue == shard.residue]
    if len(same) == 1 and same[0].is_whole:
        _enqueue(MERGE, same[0])


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


def merge_some(shard: RunShard, step: Step) -> None:
    """Make the results of the next campaigns from what the shards of their buckets found."""
    run = shard.run
    assert run.epoch is not None
    waiting = _waiting(shard, step)
    block = waiting[: settings.MATCHING_CAMPAIGNS_A_STEP]
    step.total = step.done + len(waiting)
    stored = results.put(found_by_shards(run, block), run.epoch, run)
    step.done += len(block)
    _commit(shard, step, block, results.versions(stored))
    if len(waiting) <= len(block):
        _finish(shard)
