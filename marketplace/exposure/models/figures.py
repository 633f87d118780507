"""What is published about one month."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from marketplace.core.models import TimeStamped


class MonthFigures(TimeStamped):
    """The fairness figures of a calendar month (UTC), counted every night until it is over and once after.

    `figures` is what `actions.figures` writes: integers, shares in basis points, null for fewer than five.
    """

    month = models.DateField(_("month"), unique=True)
    counted_until = models.DateField()
    figures = models.JSONField()

    class Meta:
        verbose_name = _("fairness of a month")
        verbose_name_plural = _("fairness by month")
        ordering = ["-month"]

    def __str__(self) -> str:
        return f"{self.month:%Y-%m}"
