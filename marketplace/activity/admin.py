"""What happened, for staff to read."""

from django.contrib import admin

from marketplace.activity.models import Event
from marketplace.core.desk import ReadOnly


@admin.register(Event)
class EventAdmin(ReadOnly):
    list_display = ("at", "verb", "actor", "subject_type", "subject_id")
    list_filter = ("subject_type",)
    list_select_related = ("actor",)
    search_fields = ("verb", "actor__email")
    ordering = ("-pk",)
    fields = ("at", "verb", "actor", "subject_type", "subject_id", "data")
