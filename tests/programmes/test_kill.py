"""kill -9 of a real worker between two steps of a refresh of everybody: nothing is lost, nobody is told twice."""

import time

import pytest
from django.db import transaction

from marketplace.core.models import Job, JobState
from marketplace.notifications.models import Notice
from marketplace.programmes.actions import standings, upkeep
from marketplace.programmes.models import Standing, StandingChange
from marketplace.programmes.tasks import CHUNK
from marketplace.taxonomy.models import Platform
from tests.factories.programmes import a_programme
from tests.factories.standings import FOLLOWERS, measured, on_tiktok, somebody, work
from tests.workers import all_jobs_done, kill, wait_for, worker

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def crowd():
    """Two more creators than fit in a step, one follower short and then no longer, which no job has seen yet."""
    a_programme(platform=Platform.objects.get(code="tiktok"), rules={"followers": FOLLOWERS})
    channels = [on_tiktok(somebody(zone="UTC"), 9_999) for _ in range(CHUNK + 2)]
    standings.refresh_many(creator_ids=[channel.creator_id for channel in channels])
    work()
    Job.objects.all().delete()
    for channel in channels:
        measured(channel, 10_000)
    return [channel.creator_id for channel in channels]


def test_a_refresh_of_everybody_survives_the_death_of_its_worker(crowd):
    job = upkeep.everybody_changed()
    with transaction.atomic():
        # The second step needs this row: there the worker waits, with the first step committed.
        Standing.objects.select_for_update().get(creator=crowd[-1])
        with worker(beat=True) as process:
            wait_for(lambda: Job.objects.get(pk=job.pk).done == CHUNK, 120)
            time.sleep(0.3)
            kill(process)
    assert StandingChange.objects.filter(cause="facts").count() == CHUNK
    # What 120 seconds of silence would do.
    Job.objects.filter(pk=job.pk).update(lease_until="2026-01-01T00:00Z", nudged_at=None)
    with worker(concurrency=2, beat=True):
        wait_for(all_jobs_done, 120)
    job.refresh_from_db()
    assert (job.state, job.done, job.attempts) == (JobState.DONE, CHUNK + 2, 2)
    told = StandingChange.objects.filter(cause="facts").values_list("creator", flat=True)
    assert sorted(told) == sorted(crowd)
    assert Notice.objects.filter(verb="programmes.qualified").count() == CHUNK + 2
    assert set(Standing.objects.values_list("shown_outcome", flat=True)) == {3}
