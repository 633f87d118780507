"""The nightly proof that what was kept up to date is what a full computation gives."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from marketplace.core.models import AppendOnly


class StandingComparison(AppendOnly):
    """One comparison of all standings with a full computation. `differences` should be []: each names a creator, a
    programme and a channel by their ids, with the outcome that was stored and the one that was found."""

    creators = models.PositiveIntegerField()
    standings = models.PositiveBigIntegerField()
    differences = models.JSONField(default=list)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("comparison of standings")
        verbose_name_plural = _("comparisons of standings")
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{len(self.differences)} differences in {self.standings} standings"

    @property
    def agrees(self) -> bool:
        return not self.differences
