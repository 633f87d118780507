"""The order in which creators changed, as far as matching is concerned."""

from django.db import models

from marketplace.core.models import AppendOnly


class Change(AppendOnly):
    """One creator changed; without a creator, so many did that everything should be read again.

    Rows are inserted under one lock (`changes.note`), so the numbers commit in order: who has read up to a number has
    seen every change below it.
    """

    creator = models.ForeignKey("creators.Creator", null=True, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.pk}: {self.creator_id or 'everyone'}"
