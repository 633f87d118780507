"""What every score of one night is measured against."""

from django.db import models

from marketplace.core.models import AppendOnly


class Epoch(AppendOnly):
    """The day that ages count from, the cohorts that percentiles come from and the counts that rarity comes from.

    Two results of one epoch can be compared whatever moment each was computed at; scores of different epochs cannot.
    `cohorts` is what `engine.cohorts.CohortTables` writes, `counts` what `engine.counts.Counts` does: integers only.
    """

    as_of = models.DateField()
    cohorts = models.JSONField()
    counts = models.JSONField(default=dict)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.as_of} #{self.pk}"
