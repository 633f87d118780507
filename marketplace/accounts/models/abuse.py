"""Somebody tells staff that something is wrong."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from marketplace.accounts.enums import AbuseKind, ReportState
from marketplace.core.models import TimeStamped


class AbuseReportQuerySet(models.QuerySet["AbuseReport"]):
    def open(self) -> "AbuseReportQuerySet":
        return self.filter(state=ReportState.OPEN)


class AbuseReport(TimeStamped):
    """A report about one row of a room above; its name and address are kept as they were."""

    reporter = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    subject_type = models.CharField(_("about"), max_length=80)
    subject_id = models.BigIntegerField()
    subject_name = models.CharField(_("name"), max_length=200)
    subject_url = models.CharField(_("page"), max_length=300)
    kind = models.CharField(_("kind"), max_length=12, choices=AbuseKind)
    text = models.TextField(_("what happened"))
    state = models.CharField(_("state"), max_length=10, choices=ReportState, default=ReportState.OPEN)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    settled_at = models.DateTimeField(_("settled"), null=True, blank=True)
    settled_reason = models.TextField(_("reason"), blank=True)

    objects = AbuseReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("report of abuse")
        verbose_name_plural = _("reports of abuse")
        permissions = [("settle_abusereport", _("Can settle reports of abuse"))]
        indexes = [
            models.Index(fields=["created_at"], condition=models.Q(state="open"), name="abuse_open"),
            models.Index(fields=["subject_type", "subject_id"], name="abuse_subject"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["reporter", "subject_type", "subject_id"],
                condition=models.Q(state="open"),
                name="one_open_report_a_person_and_subject",
            ),
            models.CheckConstraint(condition=models.Q(state__in=ReportState.values), name="abuse_state_known"),
            models.CheckConstraint(
                condition=models.Q(state=ReportState.OPEN, settled_at=None)
                | (~models.Q(state=ReportState.OPEN) & models.Q(settled_at__isnull=False, settled_by__isnull=False)),
                name="abuse_settled_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject_name} · {self.get_kind_display()}"
