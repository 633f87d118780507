"""The row that is the truth about one piece of background work."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class JobState(models.TextChoices):
    WAITING = "waiting", _("Waiting")
    RUNNING = "running", _("Running")
    DONE = "done", _("Done")
    DEAD = "dead", _("Dead")


class JobQuerySet(models.QuerySet["Job"]):
    def waiting(self) -> "JobQuerySet":
        return self.filter(state=JobState.WAITING)

    def dead(self) -> "JobQuerySet":
        return self.filter(state=JobState.DEAD)

    def unfinished(self) -> "JobQuerySet":
        return self.filter(state__in=[JobState.WAITING, JobState.RUNNING])


class Job(models.Model):
    """One job. The broker only says "look here"; everything that matters stands in this row.

    `key` coalesces: at most one *waiting* job of a name has a given non-empty key. `cursor` is where a long job goes
    on after its worker was killed; `done`/`total` (counts) are its progress. `attempts` also fences: a worker whose
    lease was taken over holds an older number and may write nothing more.
    """

    name = models.CharField(max_length=80)
    key = models.CharField(max_length=200, blank=True, default="")
    queue = models.CharField(max_length=40, default="default")
    payload = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=JobState, default=JobState.WAITING)
    run_after = models.DateTimeField()
    nudged_at = models.DateTimeField(null=True)
    lease_until = models.DateTimeField(null=True)
    worker = models.CharField(max_length=120, blank=True, default="")
    attempts = models.PositiveIntegerField(default=0)
    max_attempts = models.PositiveIntegerField(default=5)
    cursor = models.JSONField(default=dict)
    done = models.PositiveBigIntegerField(default=0)
    total = models.PositiveBigIntegerField(null=True)
    error = models.TextField(blank=True, default="")
    created_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        permissions = [("replay_job", _("Can give a dead job another try"))]
        constraints = [
            models.UniqueConstraint(
                fields=["name", "key"],
                condition=models.Q(state="waiting") & ~models.Q(key=""),
                name="one_waiting_job_a_key",
            ),
        ]
        indexes = [
            models.Index(fields=["run_after"], condition=models.Q(state="waiting"), name="job_waiting"),
            models.Index(fields=["lease_until"], condition=models.Q(state="running"), name="job_running"),
            models.Index(fields=["-finished_at"], condition=models.Q(state="dead"), name="job_dead"),
        ]

    def __str__(self) -> str:
        return f"{self.name} #{self.pk} ({self.state})"

    @property
    def is_finished(self) -> bool:
        """True once nothing more will happen without a person."""
        return self.state in (JobState.DONE, JobState.DEAD)

    @property
    def percent(self) -> int | None:
        """Progress 0…100, or None while the total is not known."""
        if self.state == JobState.DONE:
            return 100
        return None if not self.total else min(100, self.done * 100 // self.total)
