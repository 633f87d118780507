"""Where each creator stands with each programme, what that was before, and by which rules."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from creators.models import Channel, Creator
from marketplace.core.models import AppendOnly, TimeStamped
from marketplace.eligibility import Outcome
from marketplace.programmes.enums import Cause
from marketplace.programmes.models.programme import Programme


class RuleSetRecord(AppendOnly):
    """A rule set that decided something, kept whole: any decision can be replayed from it."""

    hash = models.CharField(max_length=64, unique=True)
    body = models.JSONField()
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("recorded rule set")
        verbose_name_plural = _("recorded rule sets")

    def __str__(self) -> str:
        return self.hash[:12]


class Decision(models.Model):
    """One verdict as it is kept: integers and facts, no sentences.

    `observed` is {measure code: [value, as-of day or null, source]} of every measure asked for, enough to replay it;
    it holds private values and never leaves the creator and staff. `bits` are the masks of criteria per outcome,
    criterion i as bit i, in the order of `Outcome`.
    """

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    creator = models.ForeignKey(Creator, on_delete=models.CASCADE, related_name="+")
    channel = models.ForeignKey(Channel, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    outcome = models.PositiveSmallIntegerField(_("outcome"))
    bits = models.JSONField(default=list)
    rule_set = models.ForeignKey(RuleSetRecord, on_delete=models.PROTECT, related_name="+")
    as_of = models.DateField(_("decided for the day"))
    data_as_of = models.DateField(_("newest figure of"), null=True, blank=True)
    observed = models.JSONField(default=dict)

    class Meta:
        abstract = True

    @property
    def verdict_outcome(self) -> Outcome:
        return Outcome(self.outcome)


class Standing(TimeStamped, Decision):
    """The verdict as it is now, one a programme and channel (one without a channel where the programme is for people).

    `progress_bp` is how near the farthest missed threshold is, 10,000 when nothing is missing. `changes_on` is the
    next day on which time alone may change the verdict. `shown_outcome` differs from `outcome` only while hysteresis
    or days of grace keep what the creator had.
    """

    shown_outcome = models.PositiveSmallIntegerField(_("outcome shown"))
    since = models.DateField(_("since"))
    grace_until = models.DateField(_("grace until"), null=True, blank=True)
    progress_bp = models.PositiveSmallIntegerField(_("progress"), default=0)
    changes_on = models.DateField(_("time changes it on"), null=True, blank=True)

    class Meta:
        verbose_name = _("standing")
        verbose_name_plural = _("standings")
        ordering = ["programme", "creator", "channel"]
        indexes = [
            models.Index(fields=["creator", "shown_outcome"], name="standing_of_creator"),
            models.Index(fields=["changes_on"], name="standing_due", condition=Q(changes_on__isnull=False)),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "creator", "channel"], nulls_distinct=False, name="one_standing_a_channel"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.programme_id} × {self.creator_id}: {self.verdict_outcome.name}"


class StandingChange(AppendOnly, Decision):
    """A verdict, or what is shown of it, that became another one: from, to, why, and all that replays it.

    `from_outcome` and `shown_outcome` are what the creator was shown before and since; `outcome` is the verdict.
    """

    from_outcome = models.PositiveSmallIntegerField(null=True, blank=True)
    shown_outcome = models.PositiveSmallIntegerField(_("outcome shown"))
    grace_until = models.DateField(_("grace until"), null=True, blank=True)
    cause = models.CharField(_("why"), max_length=12, choices=Cause)
    changed_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("change of standing")
        verbose_name_plural = _("changes of standing")
        ordering = ["-id"]
        indexes = [models.Index(fields=["creator", "programme", "-id"], name="standing_history")]

    def __str__(self) -> str:
        return f"{self.programme_id} × {self.creator_id}: {self.from_outcome} → {self.shown_outcome}"


class Exemption(TimeStamped):
    """Somebody, or a whole country, need not meet a rule for a time; who said so, and on what evidence."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="exemptions")
    rule_code = models.CharField(_("code of the rule"), max_length=40)
    creator = models.ForeignKey(Creator, null=True, blank=True, on_delete=models.CASCADE, related_name="+")
    country = models.CharField(_("country"), max_length=2, blank=True)
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("first day no longer exempt"), null=True, blank=True)
    reason = models.TextField(_("reason"), max_length=1_000)
    evidence = models.FileField(_("evidence"), upload_to="private/exemptions/", max_length=200, blank=True)
    granted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("exemption")
        verbose_name_plural = _("exemptions")
        ordering = ["-id"]
        permissions = [("grant_exemption", _("Can grant and revoke exemptions"))]
        constraints = [
            models.CheckConstraint(
                condition=(Q(creator__isnull=False) & Q(country="")) | (Q(creator=None) & ~Q(country="")),
                name="exemption_is_for_a_creator_or_a_country",
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gt=F("starts_on")), name="exemption_dates_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.programme_id} {self.rule_code}"
