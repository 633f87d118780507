"""The bodies of the jobs: each step commits a campaign's results together with how far the job is."""

from typing import Any

from django.utils import timezone

from brands.models import Campaign
from marketplace.activity.record import SYSTEM
from marketplace.core.jobs import LongJob
from marketplace.core.models import Job
from marketplace.matching.actions import comparison, epochs, results, runs, upkeep
from marketplace.matching.enums import Reason, RunState
from marketplace.matching.jobs import COMPARE, CREATOR, RENEW, RUN
from marketplace.matching.models import CampaignResult, Comparison, Epoch, MatchRun
from marketplace.matching.snapshot import current


@RUN.steps
def run(job: LongJob, *, run_id: int) -> None:
    """Decide all pairs, a campaign a step. A successor goes on with the campaign after the last one committed."""
    run = _begin(job, run_id)
    assert run.epoch is not None
    for campaign_id in _campaigns_of(run, after=job.cursor.get("after", 0)):
        with job.step() as step:
            result = results.recompute(campaign_id, run.epoch, run)
            step.done, step.cursor = step.done + result.creators, {"after": campaign_id}
            run.done, run.versions[str(campaign_id)] = step.done, _versions(result)
            run.save(update_fields=["done", "versions", "updated_at"])
    with job.step():
        run.state, run.finished_at = RunState.DONE, timezone.now()
        run.save(update_fields=["state", "finished_at", "updated_at"])


def _begin(job: LongJob, run_id: int) -> MatchRun:
    run = MatchRun.objects.select_related("epoch").get(pk=run_id)
    if run.state != RunState.WAITING:
        return run
    with job.step() as step:
        run.epoch, run.state, run.started_at = epochs.ensure(), RunState.RUNNING, timezone.now()
        columns = current.columns()
        run.total = step.total = len(_campaigns_of(run)) * len(columns.creator_starts)
        run.save()
    return run


def _campaigns_of(run: MatchRun, after: int = 0) -> list[int]:
    published = Campaign.objects.published().filter(pk__gt=after).order_by("pk")
    if run.campaign_id is not None:
        published = published.filter(pk=run.campaign_id)
    return list(published.values_list("pk", flat=True))


def _versions(result: CampaignResult) -> dict[str, Any]:
    weights = Campaign.objects.values_list("weights", flat=True).get(pk=result.campaign_id)
    return {
        "version": result.campaign_version,
        "rules": result.rule_set_hash,
        "weights": weights,
        "change": result.change_seen,
    }


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
            result = results.lock(campaign_id)
            found = comparison.differences(result)
            if found and result.epoch is not None:
                results.recompute(campaign_id, result.epoch)
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
