"""One recorded event."""

from django.conf import settings
from django.db import models

from marketplace.core.models import AppendOnly


class Event(AppendOnly):
    """Something that happened to one subject. `actor` is empty when the product itself did it."""

    verb = models.CharField(max_length=80)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    subject_type = models.CharField(max_length=80)
    subject_id = models.BigIntegerField()
    data = models.JSONField(default=dict)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [
            models.Index(fields=["subject_type", "subject_id", "-id"], name="event_subject"),
            models.Index(fields=["verb", "-id"], name="event_verb"),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.subject_type}:{self.subject_id}"
