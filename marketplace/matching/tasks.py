"""The bodies of the jobs: each step commits some campaigns' results together with how far the job is."""

from typing import Any

from django.utils import timezone

from brands.models import Campaign
from marketplace.activity.record import SYSTEM
from marketplace.core.jobs import LongJob, Step
from marketplace.core.models import Job
from marketplace.matching.actions import comparison, epochs, generations, results, runs, shards, upkeep
from marketplace.matching.enums import Reason, RunState
from marketplace.matching.jobs import COMPARE, CREATOR, MERGE, RENEW, RUN, SHARD, SWEEP
from marketplace.matching.models import CampaignResult, Comparison, Epoch, MatchRun, RunShard
from marketplace.matching.snapshot import current


@RUN.steps
def run(job: LongJob, *, run_id: int) -> None:
    """Decide all pairs, some campaigns a step; a run of few pairs is one step, a large one leaves it to its shards. A
    successor goes on behind the last campaign that was committed."""
    run = MatchRun.objects.select_related("epoch").get(pk=run_id)
    while run.state != RunState.DONE and run.generation is None:
        with job.step() as step:
            if run.state == RunState.WAITING:
                step.total = _begin(run)
            if run.generation is None:
                _decide_some(run, step)


def _begin(run: MatchRun) -> int:
    """Choose the epoch and count the pairs. Runs over everything write where nothing stands yet."""
    run.epoch, run.state, run.started_at = epochs.ensure(), RunState.RUNNING, timezone.now()
    run.total = len(_campaigns_of(run)) * len(current.columns().creator_starts)
    opened = generations.begin() if run.campaign_id is None else None
    if shards.are_worth_it(run):
        run.generation = opened
        shards.plan(run)
    run.save()
    return run.total


def _campaigns_of(run: MatchRun, after: int = 0) -> list[int]:
    waiting = shards.published(after)
    return waiting if run.campaign_id is None else [pk for pk in waiting if pk == run.campaign_id]


def _decide_some(run: MatchRun, step: Step) -> None:
    """The next campaigns, and the end of the run if there are no more."""
    assert run.epoch is not None
    waiting = _campaigns_of(run, after=step.cursor.get("after", 0))
    block = shards.block_of(waiting)
    found = results.recompute(block, run.epoch, run)
    step.done += sum(result.creators for result in found)
    run.done, run.versions = step.done, run.versions | results.versions(found)
    if block:
        step.cursor = {"after": block[-1]}
    run.save()
    if len(waiting) <= len(block):
        runs.end(run)


@SHARD.steps
def shard(job: LongJob, *, shard_id: int) -> None:
    """Decide some campaigns, for everybody or for the creators of some buckets."""
    shard = RunShard.objects.select_related("run__epoch").get(pk=shard_id)
    while shard.finished_at is None:
        with job.step() as step:
            shards.go_on(shard, step)


@MERGE.steps
def merge(job: LongJob, *, shard_id: int) -> None:
    """Put together what the shards over some buckets found, and show it."""
    shard = RunShard.objects.select_related("run__epoch").get(pk=shard_id)
    while shard.finished_at is None:
        with job.step() as step:
            shards.merge_some(shard, step)


@SWEEP.steps
def sweep(job: LongJob) -> None:
    """Drop the partitions that nobody reads any more; what paused campaigns have in them is put at rest first."""
    while waiting := generations.left_behind():
        with job.step() as step:
            generations.put_at_rest(waiting)
            step.done += len(waiting)
    with job.step():
        generations.drop_old()


@CREATOR.body
def creator_changed(job: Job, *, creator_id: int) -> None:
    """Bring every campaign up to date with one creator."""
    upkeep.creator_changed(creator_id)


@COMPARE.steps
def compare(job: LongJob, **_: Any) -> None:
    """Compare every stored result with a full recomputation of its epoch, put right what differs, and say so."""
    current.forget()
    waiting = CampaignResult.objects.filter(campaign_id__gt=job.cursor.get("after", 0), epoch__isnull=False)
    published = waiting.filter(campaign__in=Campaign.objects.published()).order_by("campaign_id")
    for campaign_id in list(published.values_list("campaign_id", flat=True)):
        with job.step() as step:
            result = results.lock([campaign_id])[campaign_id]
            found = comparison.differences(result)
            if found and result.epoch is not None:
                results.recompute([campaign_id], result.epoch)
            step.done += result.creators
            named = [*step.cursor.get("found", []), *found]
            step.cursor = {"after": campaign_id, "found": named, "campaigns": step.cursor.get("campaigns", 0) + 1}
    with job.step() as step:
        epoch = Epoch.objects.first()
        if epoch is not None and not step.cursor.get("said"):
            seen = step.cursor.get("campaigns", 0)
            Comparison.objects.create(
                epoch=epoch, campaigns=seen, pairs=step.done, differences=step.cursor.get("found", [])
            )
        step.cursor = {**step.cursor, "said": True}
        RENEW.enqueue(key="renew")


@RENEW.body
def renew(job: Job) -> None:
    """A new day: freeze new tables and run every campaign against them."""
    epochs.begin()
    runs.start(actor=SYSTEM, reason=Reason.NIGHTLY)
