"""What every score of one night is measured against."""

from django.db import models

from marketplace.core.models import AppendOnly


class Epoch(AppendOnly):
    """The day that ages count from and the cohort tables that percentiles come from, frozen together.

    Two results of one epoch can be compared whatever moment each was computed at; scores of different epochs cannot.
    `cohorts` is what `engine.cohorts.CohortTables` writes: integers only.
    """

    as_of = models.DateField()
    cohorts = models.JSONField()
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.as_of} #{self.pk}"
