"""Match runs and what they stored, for staff to read."""

from typing import Any

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from marketplace.core.desk import ReadOnly
from marketplace.matching.models import CampaignResult, Comparison, Epoch, Match, MatchRun


@admin.register(MatchRun)
class MatchRunAdmin(ReadOnly):
    list_display = ("public_id", "scope", "reason", "campaign", "state", "progress", "started_at", "finished_at")
    list_filter = ("scope", "state", "reason")
    list_select_related = ("campaign",)
    ordering = ("-pk",)
    fields = (
        "public_id", "epoch", "scope", "reason", "campaign", "state", "total", "done", "versions", "created_at",
        "started_at", "finished_at",
    )  # fmt: skip

    @admin.display(description=_("progress"))
    def progress(self, run: MatchRun) -> str:
        return f"{run.done} / {run.total}"


@admin.register(CampaignResult)
class CampaignResultAdmin(ReadOnly):
    list_display = ("campaign", "campaign_version", "creators", "qualified", "computed_at")
    list_select_related = ("campaign",)
    search_fields = ("campaign__title",)
    ordering = ("-pk",)
    fields = (
        "campaign", "campaign_version", "epoch", "rule_set_hash", "creators", "qualified", "counts", "sole", "criteria",
        "computed_at",
    )  # fmt: skip


@admin.register(Match)
class MatchAdmin(ReadOnly):
    list_display = ("campaign", "rank", "creator", "channel", "score", "outcome")
    list_select_related = ("campaign", "creator", "channel")
    search_fields = ("campaign__title", "creator__display_name")
    ordering = ("campaign", "rank")


@admin.register(Epoch, Comparison)
class FrozenAdmin(ReadOnly):
    ordering = ("-pk",)

    def get_list_display(self, request: Any) -> tuple[str, ...]:
        return ("__str__", "created_at" if self.model is Epoch else "at")
