"""What happened, for staff to read: of what they may see anyway."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from marketplace.activity.models import Event
from marketplace.activity.rights import events_for
from marketplace.core.desk import ReadOnly


@admin.register(Event)
class EventAdmin(ReadOnly):
    list_display = ("at", "verb", "actor", "subject_type", "subject_id")
    list_filter = ("subject_type",)
    list_select_related = ("actor",)
    search_fields = ("verb", "actor__email")
    ordering = ("-pk",)
    fields = ("at", "verb", "actor", "subject_type", "subject_id", "data")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Everybody with the right to read events reads those of their own work."""
        return super().get_queryset(request).filter(pk__in=events_for(request.user).values("pk"))
