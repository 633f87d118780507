"""The written consent of a parent or guardian, for creators of 16 and 17."""

import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from creators.models.creator import Creator
from marketplace.core.models import TimeStamped


class ConsentQuerySet(models.QuerySet["Consent"]):
    def in_force(self, on: datetime.date) -> Self:
        """Confirmed by staff, not withdrawn, and covering the day (both ends included)."""
        return self.filter(confirmed_at__isnull=False, withdrawn_at=None, starts_on__lte=on, ends_on__gte=on)


class Consent(TimeStamped):
    """What a guardian signed, until when, and who on our side checked the paper."""

    creator = models.ForeignKey(Creator, on_delete=models.CASCADE, related_name="consents")
    guardian_name = models.CharField(_("name of the parent or guardian"), max_length=120)
    guardian_email = models.EmailField(_("their e-mail address"))
    starts_on = models.DateField(_("from"))
    ends_on = models.DateField(_("until"))
    evidence = models.FileField(_("signed consent"), upload_to="private/consents/", max_length=200)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    confirmed_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_reason = models.CharField(max_length=300, blank=True)

    objects = ConsentQuerySet.as_manager()

    class Meta:
        verbose_name = _("parental consent")
        verbose_name_plural = _("parental consents")
        permissions = [("confirm_consent", _("Can confirm parental consents"))]
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="consent_dates_in_order"),
            models.CheckConstraint(
                condition=Q(confirmed_at=None, confirmed_by=None)
                | Q(confirmed_at__isnull=False, confirmed_by__isnull=False),
                name="consent_confirmed_by_someone",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.guardian_name} → {self.ends_on}"

    def covers(self, day: datetime.date) -> bool:
        """In force on the day: confirmed, not withdrawn, within its dates."""
        return self.confirmed_at is not None and self.withdrawn_at is None and self.starts_on <= day <= self.ends_on
