"""How a worker takes a job, runs it and closes it."""

import contextlib
import os
import socket
import traceback
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import structlog
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from marketplace.core.jobs.declare import JobKind, registry
from marketplace.core.models import Job, JobState

log = structlog.get_logger(__name__)


class LostLease(Exception):
    """Another worker has taken the job over; this one must write nothing more."""


@dataclass
class Step:
    """One committed chunk of a long job: set `cursor`, `done` and `total`; they are saved with the chunk's writes."""

    cursor: dict[str, Any]
    done: int
    total: int | None


class LongJob:
    """What the body of a long job is handed."""

    def __init__(self, row: Job, kind: JobKind) -> None:
        self.pk, self.payload, self.attempt = row.pk, row.payload, row.attempts
        self.cursor: dict[str, Any] = row.cursor
        self.done, self.total = row.done, row.total
        self._kind = kind

    @contextlib.contextmanager
    def step(self) -> Iterator[Step]:
        """One transaction: the caller's writes, the cursor, the progress and a renewed lease, or nothing.

        Raises LostLease if the job was taken over.
        """
        step = Step(dict(self.cursor), self.done, self.total)
        with transaction.atomic():
            row = _hold(self.pk, self.attempt)
            yield step
            row.cursor, row.done, row.total = step.cursor, step.done, step.total
            row.lease_until = timezone.now() + timedelta(seconds=self._kind.lease_seconds)
            # Attempts are counted from the last progress: a job that goes on may be killed as often as it likes.
            row.max_attempts = max(row.max_attempts, row.attempts + self._kind.max_attempts - 1)
            row.save(update_fields=["cursor", "done", "total", "lease_until", "max_attempts"])
        self.cursor, self.done, self.total = step.cursor, step.done, step.total


def run(job_id: int) -> bool:
    """Claim and run one job; False if there was nothing to do (done already, leased to another, not yet due)."""
    row = _claim(job_id)
    if row is None:
        return False
    kind = registry.get(row.name)
    with structlog.contextvars.bound_contextvars(job=row.name, job_id=row.pk, attempt=row.attempts):
        try:
            if kind is None or kind.function is None:
                raise LookupError(f"no body is registered for the job {row.name}")
            if kind.is_long:
                kind.function(LongJob(row, kind), **row.payload)
                with transaction.atomic():
                    _close(_hold(row.pk, row.attempts))
            else:
                with transaction.atomic():
                    held = _hold(row.pk, row.attempts)
                    kind.function(held, **row.payload)
                    _close(held)
        except LostLease:
            log.warning("job_taken_over")
        except Exception as error:
            _fail(row, error)
        else:
            log.info("job_done")
    return True


def _claim(job_id: int) -> Job | None:
    now = timezone.now()
    due = Q(state=JobState.WAITING, run_after__lte=now) | Q(state=JobState.RUNNING, lease_until__lt=now)
    with transaction.atomic():
        row = Job.objects.select_for_update(skip_locked=True).filter(due, pk=job_id).first()
        if row is None:
            return None
        if row.attempts >= row.max_attempts:
            # Its worker died silently each time: no exception was ever seen, so say that.
            row.error = row.error or "The worker was killed or lost at every attempt."
            _bury(row)
            return None
        kind = registry.get(row.name)
        row.state, row.attempts = JobState.RUNNING, row.attempts + 1
        row.lease_until = now + timedelta(seconds=kind.lease_seconds if kind else 60)
        row.worker = f"{socket.gethostname()}:{os.getpid()}"
        row.started_at = row.started_at or now
        row.save(update_fields=["state", "attempts", "lease_until", "worker", "started_at"])
    return row


def _hold(job_id: int, attempt: int) -> Job:
    row = Job.objects.select_for_update().filter(pk=job_id, state=JobState.RUNNING, attempts=attempt).first()
    if row is None:
        raise LostLease(job_id)
    return row


def _close(row: Job) -> None:
    row.state, row.finished_at, row.lease_until, row.error = JobState.DONE, timezone.now(), None, ""
    row.save(update_fields=["state", "finished_at", "lease_until", "error"])


def _bury(row: Job) -> None:
    row.state, row.finished_at, row.lease_until = JobState.DEAD, timezone.now(), None
    row.save(update_fields=["state", "finished_at", "lease_until", "error"])
    log.error("job_dead", job=row.name, job_id=row.pk)


def _fail(claimed: Job, error: Exception) -> None:
    """Put the job back with a growing pause, or bury it after its last attempt."""
    log.exception("job_failed")
    with transaction.atomic():
        try:
            row = _hold(claimed.pk, claimed.attempts)
        except LostLease:
            return
        row.error = "".join(traceback.format_exception(error))[-8_000:]
        if row.attempts >= row.max_attempts:
            _bury(row)
            return
        # A waiting job of the same key already covers the same facts: this one need not come back.
        if row.key and Job.objects.waiting().filter(name=row.name, key=row.key).exists():
            row.error += "\nA newer job of the same key takes over."
            row.state, row.finished_at, row.lease_until = JobState.DONE, timezone.now(), None
        else:
            pause = min(2**row.attempts, 300)
            row.state, row.lease_until = JobState.WAITING, None
            row.run_after, row.nudged_at = timezone.now() + timedelta(seconds=pause), None
        row.save(update_fields=["state", "finished_at", "lease_until", "run_after", "nudged_at", "error"])
