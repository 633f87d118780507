"""Rosters, for staff to read."""

from typing import Any

from django.contrib import admin

from marketplace.core.desk import ReadOnly
from marketplace.rosters.models import Roster, RosterMiss, RosterPick


class LineInline(admin.TabularInline):
    extra = 0
    can_delete = False

    def has_add_permission(self, request: Any, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: Any, obj: Any = None) -> bool:
        return False


class PickInline(LineInline):
    model = RosterPick
    fields = ("place", "creator", "score", "marginal", "cost_minor", "is_pinned", "refused")
    readonly_fields = fields


class MissInline(LineInline):
    model = RosterMiss
    fields = ("creator", "score", "cost_minor", "loss", "enough_cost")
    readonly_fields = fields


@admin.register(Roster)
class RosterAdmin(ReadOnly):
    list_display = ("public_id", "campaign", "version", "state", "value", "bound", "is_exact", "created_at")
    list_filter = ("state", "is_exact")
    list_select_related = ("campaign",)
    search_fields = ("campaign__title", "campaign__brand__name")
    ordering = ("-pk",)
    inlines = (PickInline, MissInline)
    fields = (
        "public_id", "campaign", "campaign_version", "version", "state", "wishes", "epoch", "considered", "left_out",
        "value", "bound", "is_exact", "cost_minor", "relaxations", "budgets", "created_by", "created_at", "finished_at",
    )  # fmt: skip
