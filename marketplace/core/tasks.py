"""The Celery tasks: run one job, wake those that stand still, put a regular one on the list. Core's own job bodies."""

from celery import shared_task

from marketplace.core import jobs
from marketplace.core.api import idempotency
from marketplace.core.models import Job


@shared_task(name="core.run_job")
def run_job(job_id: int) -> None:
    """Run the job whose row is `job_id`, if it is due and nobody else runs it."""
    jobs.run(job_id)


@shared_task(name="core.nudge_standing_jobs")
def nudge_standing_jobs() -> None:
    """Sent by beat every few seconds."""
    jobs.nudge_standing()


@shared_task(name="core.enqueue_job")
def enqueue_job(name: str) -> None:
    """Sent by beat for work that is due regularly: the job goes on the list once, however often beat asks."""
    jobs.registry[name].enqueue(key=name)


@idempotency.FORGET.body
def forget_kept_answers(job: Job) -> None:
    """Remove the answers to old Idempotency-Keys."""
    idempotency.forget_old()
