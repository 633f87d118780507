"""Declaring a kind of job, and putting one on the list."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from celery import current_app
from django.db import connection, transaction
from django.utils import timezone

from marketplace.core.models import Job

Body = Callable[..., None]

#: Every declared kind by its name.
registry: dict[str, "JobKind"] = {}


@dataclass(eq=False)
class JobKind:
    """What all jobs of one name share: their queue, how often they are tried and how long a silence is a death."""

    name: str
    queue: str
    max_attempts: int
    lease_seconds: int
    function: Body | None = field(default=None, repr=False)
    is_long: bool = False

    def body(self, function: Body) -> Body:
        """Give the kind its body: it runs and the row is closed in one transaction."""
        return self._take(function, is_long=False)

    def steps(self, function: Body) -> Body:
        """Give the kind a long body, which commits chunk by chunk through `job.step()`."""
        return self._take(function, is_long=True)

    def _take(self, function: Body, *, is_long: bool) -> Body:
        if self.function is not None and self.function.__qualname__ != function.__qualname__:
            raise ValueError(f"the job {self.name} already has a body")
        self.function, self.is_long = function, is_long
        return function

    def enqueue(self, *, key: str = "", run_after: datetime | None = None, **payload: Any) -> Job:
        """Insert a job in the caller's transaction and return it; workers hear of it after the commit.

        With a `key`, a job of the same name and key that is still waiting is returned instead of a second one
        (it will see everything committed until it starts). Payload values must be JSON.
        """
        with transaction.atomic():
            job = self._waiting(key) if key else None
            job = job or Job.objects.create(
                name=self.name,
                key=key,
                queue=self.queue,
                payload=payload,
                max_attempts=self.max_attempts,
                run_after=run_after or timezone.now(),
                nudged_at=None if run_after else timezone.now(),
            )
        if run_after is None:
            transaction.on_commit(lambda: nudge(job.pk, self.queue), robust=True)
        return job

    def _waiting(self, key: str) -> Job | None:
        # Two transactions that enqueue the same key at once meet here, not in the unique constraint.
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"job:{self.name}:{key}"])
        # FOR UPDATE: a worker that is claiming this very job either sees our facts or is not chosen. Whoever claims or
        # nudges it holds it for a moment only: wait, and see whether it still waits.
        return Job.objects.waiting().filter(name=self.name, key=key).select_for_update().first()


def declare(name: str, *, queue: str = "default", max_attempts: int = 5, lease_seconds: int = 60) -> JobKind:
    """Declare a kind of job. Raises ValueError if the name is taken."""
    if name in registry:
        raise ValueError(f"the job {name} is declared twice")
    registry[name] = JobKind(name, queue, max_attempts, lease_seconds)
    return registry[name]


def nudge(job_id: int, queue: str) -> None:
    """Tell the workers that a job waits. If the broker is away, the beat task tells them later."""
    current_app.send_task("core.run_job", args=[job_id], queue=queue, retry=False)
