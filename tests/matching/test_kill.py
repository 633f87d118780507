"""kill -9 of a real worker in the middle of a match run: nothing is lost, nothing is doubled.

Each time the worker is caught inside a step: the test holds the lock that the step needs, waits until the worker has
committed everything before it, and kills it there. In the long form 20 times, over the 5,000 creators of a real list.
"""

import os
import time
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import transaction

from marketplace.activity.record import SYSTEM
from marketplace.core.models import Job, JobState
from marketplace.matching.actions import runs
from marketplace.matching.enums import RunState
from marketplace.matching.models import CampaignResult, Match
from tests.factories.matching import campaigns, crowd
from tests.matching.test_runs import stored, work
from tests.workers import all_jobs_done, kill, wait_for, worker

pytestmark = pytest.mark.django_db(transaction=True)
IS_FULL = os.environ.get("ENTENTE_TEST_PROFILE") == "full"
KILLS = 20 if IS_FULL else 3
SHARED = Path(os.environ.get("ENTENTE_SHARED") or settings.BASE_DIR.parent / "shared") / "data"
REAL = SHARED / "creators_tiktok_5k" / "tiktok_influencers.csv"


@pytest.fixture
def market(tmp_path, settings):
    """Creators, and a campaign more than there are kills."""
    settings.MEDIA_ROOT = tmp_path
    crowd(20)
    if IS_FULL and REAL.is_file():
        call_command("import_creators", REAL, platform="tiktok")
    return [campaign.pk for campaign in campaigns(KILLS + 1)]


def kill_within_the_step_of(campaign_id, job):
    """Catch a worker in the step of this campaign, and kill it there."""
    with transaction.atomic():
        CampaignResult.objects.select_for_update().get(campaign_id=campaign_id)
        with worker(beat=True) as process:
            wait_for(lambda: stands_before(campaign_id, job.pk), 120)
            time.sleep(0.3)
            kill(process)
    # What 120 seconds of silence would do.
    Job.objects.filter(pk=job.pk).update(lease_until="2026-01-01T00:00Z", nudged_at=None)


def stands_before(campaign_id, job_id):
    """It runs, and has committed everything that comes before this campaign (nothing comes before the first)."""
    job = Job.objects.get(pk=job_id)
    before = CampaignResult.objects.filter(campaign_id__lt=campaign_id).order_by("-campaign_id").first()
    reached = job.cursor.get("after") == before.campaign_id if before else job.total is not None
    return job.state == JobState.RUNNING and reached


def test_a_run_survives_the_death_of_its_workers(market):
    runs.start(actor=SYSTEM)
    work()
    undisturbed = stored()
    Match.objects.all().delete()
    CampaignResult.objects.all().delete()
    CampaignResult.objects.bulk_create(CampaignResult(campaign_id=pk) for pk in market)
    run = runs.start(actor=SYSTEM)
    Job.objects.filter(pk=run.job_id).update(max_attempts=KILLS + 2)
    for campaign_id in market[:KILLS]:
        kill_within_the_step_of(campaign_id, run.job)
    with worker(beat=True):
        wait_for(all_jobs_done, 120)
    run.refresh_from_db()
    assert (run.state, run.done) == (RunState.DONE, run.total)
    assert Job.objects.values_list("state", "attempts").get(pk=run.job_id) == (JobState.DONE, KILLS + 1)
    assert stored() == undisturbed
