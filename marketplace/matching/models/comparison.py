"""The nightly proof that what was kept up to date equals what is computed afresh."""

from django.db import models

from marketplace.core.models import AppendOnly


class Comparison(AppendOnly):
    """One comparison of every stored result with a full recomputation of the same epoch; `differences` should be []."""

    epoch = models.ForeignKey("matching.Epoch", on_delete=models.PROTECT, related_name="comparisons")
    campaigns = models.PositiveIntegerField()
    pairs = models.PositiveBigIntegerField()
    differences = models.JSONField(default=list)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.epoch_id}: {len(self.differences)} differences in {self.campaigns} campaigns"

    @property
    def agrees(self) -> bool:
        return not self.differences
