"""Looking after the list: jobs that stand still, dead ones, how much waits."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Count, Min, Q
from django.utils import timezone

from marketplace.core.errors import DomainError
from marketplace.core.jobs.declare import nudge
from marketplace.core.models import Job, JobState

#: A nudge that was not followed within this time is taken for lost.
NUDGE_LOST_AFTER = timedelta(seconds=30)


def nudge_standing(limit: int = 1_000) -> int:
    """Nudge again every job that is due and that nobody runs; return how many.

    Due: waiting past `run_after` and not nudged lately, or running past its lease (its worker died).
    """
    now = timezone.now()
    forgotten = Q(nudged_at=None) | Q(nudged_at__lt=now - NUDGE_LOST_AFTER)
    due = Q(state=JobState.WAITING, run_after__lte=now) | Q(state=JobState.RUNNING, lease_until__lt=now)
    with transaction.atomic():
        rows = list(
            Job.objects.filter(due & forgotten)
            .select_for_update(skip_locked=True)
            .order_by("run_after")
            .values_list("pk", "queue")[:limit]
        )
        Job.objects.filter(pk__in=[pk for pk, _ in rows]).update(nudged_at=now)
    for pk, queue in rows:
        nudge(pk, queue)
    return len(rows)


class NotDead(DomainError):
    """Only a dead job can be replayed."""


class Overtaken(DomainError):
    """A newer job of the same key waits already."""


def replay(*, job: Job) -> Job:
    """Give a dead job a fresh set of attempts; it goes on from its cursor. Raises NotDead or Overtaken otherwise."""
    with transaction.atomic():
        row = Job.objects.select_for_update().get(pk=job.pk)
        if row.state != JobState.DEAD:
            raise NotDead(f"The job {row.pk} is {row.state}; only a dead job can be replayed.")
        if row.key and Job.objects.waiting().filter(name=row.name, key=row.key).exists():
            raise Overtaken(f"The job {row.pk} need not be replayed: a newer one of the same key waits already.")
        row.state, row.attempts, row.run_after = JobState.WAITING, 0, timezone.now()
        row.nudged_at, row.finished_at, row.lease_until = timezone.now(), None, None
        row.save()
        transaction.on_commit(lambda: nudge(row.pk, row.queue), robust=True)
    return row


def backlog() -> dict[str, int]:
    """How much waits (counts), how much is dead, and the age in seconds of the oldest job that is due."""
    now = timezone.now()
    row = Job.objects.filter(state__in=[JobState.WAITING, JobState.RUNNING, JobState.DEAD]).aggregate(
        waiting=Count("pk", filter=Q(state=JobState.WAITING)),
        running=Count("pk", filter=Q(state=JobState.RUNNING)),
        dead=Count("pk", filter=Q(state=JobState.DEAD)),
        oldest=Min("run_after", filter=Q(state=JobState.WAITING, run_after__lte=now)),
    )
    oldest = row.pop("oldest")
    return {**row, "oldest_due_seconds": int((now - oldest).total_seconds()) if oldest else 0}
