"""What programmes paid a creator, as they say themselves. Nobody else reads it."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from creators.models import Creator
from marketplace.core.models import TimeStamped
from marketplace.core.money import LARGEST_MINOR
from marketplace.programmes.models.programme import Programme


class Earning(TimeStamped):
    """Money of one programme for one month. `month` is its first day.

    `reference` tells the lines of imported statements apart: one line is kept once, however often it is sent. It is
    empty for what was typed.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    creator = models.ForeignKey(Creator, on_delete=models.CASCADE, related_name="+")
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    month = models.DateField(_("month"))
    amount_minor = models.BigIntegerField(_("amount"))
    currency = models.CharField(_("currency"), max_length=3)
    note = models.CharField(_("note"), max_length=200, blank=True)
    reference = models.CharField(_("reference"), max_length=64, blank=True)

    class Meta:
        verbose_name = _("earning")
        verbose_name_plural = _("earnings")
        ordering = ["-month", "-id"]
        indexes = [models.Index(fields=["creator", "-month", "-id"], name="earning_of_creator")]
        constraints = [
            models.UniqueConstraint(
                fields=["creator", "programme", "reference"],
                condition=~Q(reference=""),
                name="one_earning_a_line",
            ),
            models.CheckConstraint(
                condition=Q(amount_minor__gt=0, amount_minor__lte=LARGEST_MINOR), name="earning_amount_in_range"
            ),
            models.CheckConstraint(condition=Q(month__day=1), name="earning_month_is_a_first_day"),
        ]

    def __str__(self) -> str:
        return f"{self.programme_id} {self.month:%Y-%m}"
