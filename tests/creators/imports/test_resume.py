"""A worker that is killed in the middle of a file: the next one goes on and doubles nothing."""

from datetime import timedelta

import pytest
from django.utils import timezone

from creators.models import Channel, ImportBatch, ImportRow, Measurement
from marketplace.core import jobs
from marketplace.core.models import Job
from tests import workers
from tests.creators.imports.conftest import bring, tally

ROWS, KILLS = 20_000, 3


@pytest.mark.django_db(transaction=True)
def test_a_killed_worker_resumes_without_doubling_a_row(settings, monkeypatch):
    lines = (f"killed{at},{at}\n" if at % 100 else f"not a handle {at},1\n" for at in range(1, ROWS + 1))
    monkeypatch.setenv("MEDIA_ROOT", str(settings.MEDIA_ROOT))
    batch = bring("username,followers\n" + "".join(lines), run=False)
    kills = 0
    while kills < KILLS:
        done = Job.objects.get(pk=batch.job_id).done
        with workers.worker():
            workers.wait_for(lambda done=done: Job.objects.get(pk=batch.job_id).done > done)
        kills += 1
        due_at_once(batch)
    assert 0 < Job.objects.get(pk=batch.job_id).done < ROWS
    with workers.worker(beat=True):
        workers.wait_for(lambda: ImportBatch.objects.get(pk=batch.pk).finished_at is not None, 120)
    batch.refresh_from_db()
    assert tally(batch) == (ROWS, ROWS - ROWS // 100, 0, 0, ROWS // 100)
    assert ImportRow.objects.filter(batch=batch).count() == ROWS
    assert Channel.objects.count() == Measurement.objects.count() == ROWS - ROWS // 100


def due_at_once(batch):
    """The lease of a killed worker ends after two minutes, and then the watch nudges its job; here it does so now."""
    long_ago = timezone.now() - timedelta(minutes=5)
    Job.objects.filter(pk=batch.job_id).update(lease_until=long_ago, nudged_at=None)
    assert jobs.nudge_standing() == 1
