"""One go over many creators."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from marketplace.core.models import Job, JobState, TimeStamped
from marketplace.matching.enums import Reason, RunState, Scope


class MatchRunQuerySet(models.QuerySet["MatchRun"]):
    def unfinished(self) -> "MatchRunQuerySet":
        return self.filter(state__in=[RunState.WAITING, RunState.RUNNING])


class MatchRun(TimeStamped):
    """A run over one campaign or all: who and what started it, how far it is, and what it was computed from.

    `total` and `done` count pairs (campaign × creator). `versions` says what each campaign was computed from:
    {"12": {"version": 3, "rules": "sha256…", "weights": {…}, "change": 812}}. The epoch is chosen when it begins.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    epoch = models.ForeignKey("matching.Epoch", null=True, on_delete=models.PROTECT, related_name="runs")
    scope = models.CharField(_("scope"), max_length=10, choices=Scope)
    reason = models.CharField(_("reason"), max_length=10, choices=Reason)
    campaign = models.ForeignKey(
        "brands.Campaign", null=True, blank=True, on_delete=models.CASCADE, related_name="match_runs"
    )
    state = models.CharField(_("state"), max_length=10, choices=RunState, default=RunState.WAITING)
    #: Where a run with shards keeps what they come to.
    generation = models.BigIntegerField(_("generation"), null=True)
    job = models.ForeignKey(Job, null=True, on_delete=models.SET_NULL, related_name="+")
    total = models.BigIntegerField(default=0)
    done = models.BigIntegerField(default=0)
    versions = models.JSONField(default=dict)
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    objects = MatchRunQuerySet.as_manager()

    class Meta:
        verbose_name = _("match run")
        verbose_name_plural = _("match runs")
        ordering = ["-id"]
        indexes = [models.Index(fields=["campaign", "-id"], name="run_of_campaign")]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=RunState.values), name="run_state_known"),
            models.CheckConstraint(
                condition=Q(scope=Scope.FULL, campaign=None) | Q(scope=Scope.CAMPAIGN, campaign__isnull=False),
                name="run_campaign_or_full",
            ),
            models.CheckConstraint(condition=Q(done__gte=0, total__gte=0), name="run_progress_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.scope} #{self.pk} ({self.state})"

    @property
    def percent(self) -> int:
        """Progress 0…100."""
        if self.state == RunState.DONE:
            return 100
        return min(99, self.done * 100 // self.total) if self.total else 0

    @property
    def is_finished(self) -> bool:
        return self.state == RunState.DONE or self.is_dead

    @property
    def is_dead(self) -> bool:
        """One of its jobs was given up; staff can replay it, and it goes on where it stood."""
        if self.job is not None and self.job.state == JobState.DEAD:
            return True
        has_shards = self.generation is not None and self.state == RunState.RUNNING
        return has_shards and self.shards.filter(job__state=JobState.DEAD).exists()
