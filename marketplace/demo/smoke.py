"""One full match run through a real worker, and what came of it as counts."""

import os
import time

from django.core.management.base import CommandError
from django.db.models import Sum

from brands.models import Campaign
from creators.models import Channel, Creator
from marketplace.activity.record import SYSTEM
from marketplace.core import jobs
from marketplace.matching.actions import runs
from marketplace.matching.models import CampaignResult, Match, MatchRun

#: How long the run may take (seconds).
PATIENCE = 600


def run() -> dict[str, int | float]:
    """Start a full run, wait for a worker to finish it and count. Raises CommandError if none did."""
    match_run = runs.start(actor=SYSTEM)
    _wait(match_run)
    return {
        "creators": Creator.objects.discoverable().count(),
        "channels": Channel.objects.live().filter(creator__in=Creator.objects.discoverable()).count(),
        "campaigns": Campaign.objects.published().count(),
        "verdicts": CampaignResult.objects.aggregate(pairs=Sum("creators"))["pairs"] or 0,
        "matches": Match.objects.count(),
        "jobs_dead": jobs.backlog()["dead"],
    }


def _wait(match_run: MatchRun) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        match_run.refresh_from_db()
        if match_run.is_finished:
            break
        time.sleep(0.1)
    else:
        raise CommandError(f"No worker finished the match run within {PATIENCE} s; see the logs of worker and beat.")
    job = match_run.job
    if job is None or match_run.is_dead:
        raise CommandError(f"The match run's job died:\n{job.error if job else ''}")
    if job.worker.rpartition(":")[2] in ("", str(os.getpid())):
        raise CommandError("The match run did not go through a Celery worker.")
