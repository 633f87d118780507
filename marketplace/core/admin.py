"""Background work, and giving a dead job another try."""

from typing import Any

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from marketplace.core import jobs
from marketplace.core.desk import Decision, Desk, InQueue, queue
from marketplace.core.models import Job, JobState

queue(
    "dead_jobs",
    label=_("Dead jobs"),
    icon="error",
    right="core.replay_job",
    model="core.job",
    rows=lambda: Job.objects.dead(),
)


def replay(*, actor: Any, row: Job, reason: str) -> None:
    jobs.replay(job=row)


@admin.register(Job)
class JobAdmin(Desk):
    list_display = ("name", "state", "attempts", "progress", "run_after", "finished_at")
    list_filter = (InQueue, "state", "name", "queue")
    search_fields = ("name", "key")
    ordering = ("-pk",)
    fields = (
        "name", "key", "queue", "state", "payload", "cursor", "done", "total", "attempts", "max_attempts", "run_after",
        "worker", "created_at", "started_at", "finished_at", "error",
    )  # fmt: skip
    decisions = (
        Decision(
            "replay",
            _("Try again"),
            replay,
            "core.replay_job",
            fits=lambda job: job.state == JobState.DEAD,
            needs_reason=False,
            help=_("It gets a fresh set of attempts and goes on from where it stopped."),
        ),
    )

    @admin.display(description=_("progress"))
    def progress(self, job: Job) -> str:
        return "—" if job.percent is None else f"{job.percent} %"
