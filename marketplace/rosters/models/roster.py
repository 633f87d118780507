"""One choice of creators for a campaign."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from marketplace.core.models import Job, JobState, TimeStamped
from marketplace.rosters.enums import RosterState

#: Reading the candidates, choosing, other budgets, who is next.
STEPS = 4


class Roster(TimeStamped):
    """A choice, numbered within its campaign: another wish is another version, and none is ever rewritten.

    `wishes` is what was asked (`wishes.Wishes`). `value` and `bound` are points of a score of 10,000 each, `cost` minor
    units. `left_out` counts matches that were no candidates by reason; `relaxations` say what would make a choice
    possible where none is; `budgets` what other budgets would buy: [{"budget": …, "cost": …, "value": …, "creators": 6,
    "in": [12], "out": [9]}].
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    campaign = models.ForeignKey("brands.Campaign", on_delete=models.CASCADE, related_name="rosters")
    version = models.PositiveIntegerField(_("version"))
    state = models.CharField(_("state"), max_length=10, choices=RosterState, default=RosterState.SOLVING)
    wishes = models.JSONField(default=dict)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    job = models.ForeignKey(Job, null=True, on_delete=models.SET_NULL, related_name="+")
    done = models.PositiveSmallIntegerField(default=0)
    campaign_version = models.PositiveIntegerField()
    epoch = models.ForeignKey("matching.Epoch", null=True, on_delete=models.PROTECT, related_name="+")
    considered = models.PositiveIntegerField(_("candidates"), default=0)
    left_out = models.JSONField(default=dict)
    value = models.BigIntegerField(_("value"), default=0)
    bound = models.BigIntegerField(_("bound"), default=0)
    cost_minor = models.BigIntegerField(_("cost"), default=0)
    is_exact = models.BooleanField(_("proved the best"), default=False)
    relaxations = models.JSONField(default=list)
    budgets = models.JSONField(default=list)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("roster")
        verbose_name_plural = _("rosters")
        ordering = ["-campaign", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["campaign", "version"], name="one_roster_a_version"),
            models.CheckConstraint(condition=Q(state__in=RosterState.values), name="roster_state_known"),
            models.CheckConstraint(condition=Q(value__lte=models.F("bound")), name="roster_within_its_bound"),
            models.CheckConstraint(condition=Q(done__lte=STEPS), name="roster_progress_in_range"),
        ]

    def __str__(self) -> str:
        return f"{self.campaign_id} v{self.version} ({self.state})"

    @property
    def is_ready(self) -> bool:
        return self.state == RosterState.READY

    @property
    def is_dead(self) -> bool:
        """Its job was given up; staff can replay it."""
        return self.state == RosterState.SOLVING and self.job is not None and self.job.state == JobState.DEAD

    @property
    def is_finished(self) -> bool:
        return self.state != RosterState.SOLVING or self.is_dead

    @property
    def total(self) -> int:
        return STEPS

    @property
    def percent(self) -> int:
        """Progress 0…100."""
        return 100 if self.state != RosterState.SOLVING else self.done * 100 // STEPS

    @property
    def regret_bp(self) -> int:
        """How much better any choice could be at most, in basis points, rounded up."""
        return -((self.value - self.bound) * 10_000 // self.bound) if self.bound > 0 else 0
