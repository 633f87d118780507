"""A job is never lost, never done twice at once, and never silent."""

import threading
import time
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError
from django.utils import timezone

from marketplace.core import jobs
from marketplace.core.models import Job, JobState

pytestmark = pytest.mark.django_db

SEEN: list[object] = []
NOTE = jobs.declare("tests.note", max_attempts=2)
COUNT = jobs.declare("tests.count", max_attempts=3)
BREAK = jobs.declare("tests.break", max_attempts=2)


@NOTE.body
def note(job, *, word):
    SEEN.append(word)


@COUNT.steps
def count(job, *, limit, stop_at=None):
    while job.done < limit:
        with job.step() as step:
            step.done += 1
            step.total = limit
            step.cursor = {"last": step.done}
            if stop_at == step.done and job.attempt == 1:
                raise RuntimeError("killed in the middle of a chunk")
            SEEN.append(step.done)


@BREAK.body
def break_it(job):
    raise RuntimeError("no")


@pytest.fixture(autouse=True)
def _forget():
    SEEN.clear()


def due_now(job):
    Job.objects.filter(pk=job.pk).update(run_after=timezone.now() - timedelta(seconds=1))
    return Job.objects.get(pk=job.pk)


def test_a_job_runs_once_and_is_closed():
    job = NOTE.enqueue(word="hello")
    assert jobs.run(job.pk) is True
    assert jobs.run(job.pk) is False
    job.refresh_from_db()
    assert (SEEN, job.state, job.attempts) == (["hello"], JobState.DONE, 1)


def test_a_waiting_job_of_the_same_key_is_reused_and_a_finished_one_is_not():
    first = NOTE.enqueue(key="k", word="a")
    assert NOTE.enqueue(key="k", word="a").pk == first.pk
    jobs.run(first.pk)
    assert NOTE.enqueue(key="k", word="a").pk != first.pk


def test_a_failing_job_waits_longer_each_time_and_then_is_dead_and_can_be_replayed():
    job = BREAK.enqueue()
    jobs.run(job.pk)
    job.refresh_from_db()
    assert job.state == JobState.WAITING
    assert job.run_after > timezone.now()
    assert "RuntimeError: no" in job.error
    jobs.run(due_now(job).pk)
    job.refresh_from_db()
    assert job.state == JobState.DEAD
    assert jobs.replay(job=job).state == JobState.WAITING


def test_only_a_dead_job_is_replayed():
    job = NOTE.enqueue(word="a")
    with pytest.raises(jobs.watch.NotDead):
        jobs.replay(job=job)
    job.refresh_from_db()
    assert job.state == JobState.WAITING


def test_a_long_job_goes_on_from_its_cursor_and_repeats_only_the_broken_chunk():
    job = COUNT.enqueue(limit=5, stop_at=3)
    jobs.run(job.pk)
    job.refresh_from_db()
    assert (job.cursor, job.done, job.total) == ({"last": 2}, 2, 5)
    jobs.run(due_now(job).pk)
    job.refresh_from_db()
    assert (SEEN, job.state, job.percent) == ([1, 2, 3, 4, 5], JobState.DONE, 100)


def test_a_worker_whose_lease_was_taken_over_writes_nothing():
    job = COUNT.enqueue(limit=5)
    row = Job.objects.get(pk=job.pk)
    Job.objects.filter(pk=job.pk).update(state=JobState.RUNNING, attempts=2)
    row.attempts = 1
    slow = jobs.LongJob(row, COUNT)
    with pytest.raises(jobs.LostLease), slow.step() as step:
        step.done = 99
    job.refresh_from_db()
    assert job.done == 0


def test_a_dead_worker_is_noticed_when_its_lease_ends():
    job = NOTE.enqueue(word="again")
    past = timezone.now() - timedelta(seconds=61)
    Job.objects.filter(pk=job.pk).update(state=JobState.RUNNING, attempts=1, lease_until=past, nudged_at=past)
    assert jobs.nudge_standing() == 1
    assert jobs.run(job.pk) is True
    assert SEEN == ["again"]


def test_a_worker_killed_at_every_attempt_leaves_a_dead_job_with_a_reason():
    job = NOTE.enqueue(word="never")
    past = timezone.now() - timedelta(seconds=61)
    Job.objects.filter(pk=job.pk).update(state=JobState.RUNNING, attempts=2, lease_until=past)
    assert jobs.run(job.pk) is False
    job.refresh_from_db()
    assert job.state == JobState.DEAD
    assert "killed" in job.error


def test_the_runtime_role_may_not_change_the_schema_or_rewrite_history():
    from django.db import transaction

    for statement in (
        "TRUNCATE core_job",
        "ALTER TABLE core_job ADD COLUMN x int",
        "UPDATE activity_event SET verb = 'x'",
        "DELETE FROM activity_event",
    ):
        with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


def test_a_long_job_that_goes_on_may_be_killed_more_often_than_it_has_attempts():
    class Killed(BaseException):
        """What a worker that is killed leaves behind: nothing."""

    SLOW = jobs.registry.get("tests.slow") or jobs.declare("tests.slow", max_attempts=2)

    @SLOW.steps
    def slow(job):
        while job.done < 6:
            with job.step() as step:
                step.done += 1
            raise Killed

    job = SLOW.enqueue()
    for done in range(1, 7):
        with pytest.raises(Killed):
            jobs.run(job.pk)
        job.refresh_from_db()
        assert (job.done, job.attempts) == (done, done)
        Job.objects.filter(pk=job.pk).update(lease_until=timezone.now() - timedelta(seconds=1))
    assert jobs.run(job.pk) is True
    job.refresh_from_db()
    assert job.state == JobState.DONE


def test_a_dead_job_is_not_replayed_beside_a_newer_one_of_its_key():
    dead = NOTE.enqueue(key="k", word="old")
    Job.objects.filter(pk=dead.pk).update(state=JobState.DEAD)
    newer = NOTE.enqueue(key="k", word="new")
    with pytest.raises(jobs.watch.Overtaken):
        jobs.replay(job=dead)
    dead.refresh_from_db()
    assert (dead.state, newer.state) == (JobState.DEAD, JobState.WAITING)


@pytest.mark.django_db(transaction=True)
def test_enqueueing_waits_for_whoever_holds_the_waiting_job_for_a_moment():
    """The watch that nudges a job locks its row; a second job of the key would break the unique constraint."""
    job, held, done = NOTE.enqueue(key="k", word="one"), threading.Event(), []

    def nudge_slowly():
        with transaction.atomic():
            Job.objects.select_for_update().get(pk=job.pk)
            held.set()
            time.sleep(0.5)
        connection.close()

    def enqueue():
        held.wait(5)
        done.append(NOTE.enqueue(key="k", word="two").pk)
        connection.close()

    threads = [threading.Thread(target=one) for one in (nudge_slowly, enqueue)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    assert done == [job.pk]
