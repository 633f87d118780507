"""Match runs and what they stored, for staff to read."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from unfold.admin import TabularInline

from marketplace.core.desk import ReadOnly
from marketplace.matching.models import CampaignResult, Comparison, Epoch, Match, MatchRun, RunShard


class ShardsInline(TabularInline):
    """How far each shard of a large run is, and who works on it."""

    model = RunShard
    fields = readonly_fields = ("residue", "modulus", "first", "stop", "progress", "worker", "attempts", "finished_at")
    extra = 0
    can_delete = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[RunShard]:
        return super().get_queryset(request).select_related("job")

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm("matching.view_matchrun")

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.display(description=_("progress"))
    def progress(self, shard: RunShard) -> str:
        return f"{shard.percent} %"

    @admin.display(description=_("worker"))
    def worker(self, shard: RunShard) -> str:
        return shard.job.worker if shard.job else ""

    @admin.display(description=_("attempts"))
    def attempts(self, shard: RunShard) -> int | None:
        return shard.job.attempts if shard.job else None


@admin.register(MatchRun)
class MatchRunAdmin(ReadOnly):
    list_display = ("public_id", "scope", "reason", "campaign", "state", "progress", "started_at", "finished_at")
    list_filter = ("scope", "state", "reason")
    list_select_related = ("campaign",)
    ordering = ("-pk",)
    inlines = (ShardsInline,)
    fields = (
        "public_id", "epoch", "scope", "reason", "campaign", "state", "total", "done", "generation", "versions",
        "created_at", "started_at", "finished_at",
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
        "campaign", "campaign_version", "epoch", "rule_set_hash", "generation", "creators", "qualified", "counts",
        "sole", "criteria", "computed_at",
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
