"""The only two Celery tasks: run one job, and wake those that stand still."""

from celery import shared_task

from marketplace.core import jobs


@shared_task(name="core.run_job")
def run_job(job_id: int) -> None:
    """Run the job whose row is `job_id`, if it is due and nobody else runs it."""
    jobs.run(job_id)


@shared_task(name="core.nudge_standing_jobs")
def nudge_standing_jobs() -> None:
    """Sent by beat every few seconds."""
    jobs.nudge_standing()
