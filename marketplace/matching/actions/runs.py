"""Starting runs, and ending them."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from brands.models import Campaign
from marketplace.accounts.models import Person
from marketplace.activity.record import System
from marketplace.core.errors import DomainError, Refused
from marketplace.core.models import Job
from marketplace.matching import policies
from marketplace.matching.enums import Reason, RunState, Scope
from marketplace.matching.jobs import RUN, SWEEP
from marketplace.matching.models import MatchRun

Actor = Person | System


class NotPublished(DomainError):
    """Only a published campaign is matched."""


@transaction.atomic
def start(*, actor: Actor, campaign: Campaign | None = None, reason: str = Reason.ASKED) -> MatchRun:
    """Start a run over one campaign, or over all that are published. One that waits already is returned instead: it
    will see everything that is committed until it begins.

    Raises Refused if the actor may not, NotPublished if the campaign is not.
    """
    if not policies.may_start_run(actor, campaign):
        raise Refused(_("You may not start a match run."))
    if campaign is not None and not Campaign.objects.published().filter(pk=campaign.pk).exists():
        raise NotPublished(_("Only a published campaign is matched."))
    key = f"campaign:{campaign.pk}" if campaign else "full"
    job = RUN.enqueue(key=key)
    waiting = MatchRun.objects.unfinished().filter(job=job).first()
    if waiting is not None:
        return _anew(waiting, job)
    run = MatchRun.objects.create(
        scope=Scope.CAMPAIGN if campaign else Scope.FULL,
        reason=reason,
        campaign=campaign,
        job=job,
    )
    job.payload = {"run_id": run.pk}
    job.save(update_fields=["payload"])
    return run


def end(run: MatchRun) -> None:
    """Everything a run had to decide is stored. Behind one over everything lie partitions that nobody reads."""
    run.state, run.finished_at = RunState.DONE, timezone.now()
    run.save(update_fields=["state", "finished_at", "updated_at"])
    if run.campaign_id is None:
        SWEEP.enqueue(key="sweep")


def _anew(run: MatchRun, job: Job) -> MatchRun:
    """The run of a job that waits. One that failed on its way has decided some campaigns before what happened now."""
    if run.state == RunState.RUNNING:
        job.cursor, job.done, job.total = {}, 0, None
        job.save(update_fields=["cursor", "done", "total"])
        run.state, run.done, run.versions = RunState.WAITING, 0, {}
        run.save(update_fields=["state", "done", "versions", "updated_at"])
    return run
