"""Contacts and their course, for staff to read. What people wrote to each other is not shown here."""

from typing import Any

from django.contrib import admin

from marketplace.core.desk import ReadOnly
from marketplace.deals.models import Contact, ContactEvent


class EventInline(admin.TabularInline):
    model = ContactEvent
    fields = ("at", "state", "actor")
    readonly_fields = fields
    extra = 0
    can_delete = False

    def has_add_permission(self, request: Any, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: Any, obj: Any = None) -> bool:
        return False


@admin.register(Contact)
class ContactAdmin(ReadOnly):
    list_display = ("public_id", "kind", "campaign", "creator", "state", "created_at", "decided_at")
    list_filter = ("kind", "state")
    list_select_related = ("campaign", "creator")
    search_fields = ("campaign__title", "campaign__brand__name", "creator__display_name")
    ordering = ("-pk",)
    inlines = (EventInline,)
    fields = (
        "public_id", "kind", "campaign", "campaign_version", "creator", "channel", "state", "price_minor", "currency",
        "verdict_outcome", "rule_set_hash", "created_by", "created_at", "expires_at", "decided_at", "decided_by",
        "decision_reason_code",
    )  # fmt: skip
