"""Cohorts and entries, for staff to read; they are run from the pages of their programme. What people wrote to each
other is not shown here."""

from typing import Any

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from marketplace.cohorts.enums import LIVE, EntryState
from marketplace.cohorts.models import Cohort, Entry, EntryEvent
from marketplace.core.desk import InQueue, ReadOnly, queue

RUN = "cohorts.run_cohort"

queue(
    "entries",
    label=_("Applications to cohorts"),
    icon="group_add",
    right=RUN,
    model="cohorts.entry",
    rows=lambda: Entry.objects.filter(
        state=EntryState.SUBMITTED, cohort__state__in=LIVE, cohort__programme__brand=None
    ).order_by("pk"),
)


@admin.register(Cohort)
class CohortAdmin(ReadOnly):
    list_display = ("name", "programme", "state", "seats_taken", "seats", "starts_on")
    list_filter = ("state", "programme__space")
    list_select_related = ("programme",)
    search_fields = ("name", "programme__slug")
    fields = (
        "name", "programme", "run_it", "state", "state_reason", "seats_taken", "seats", "opens_on", "closes_on",
        "answers_by", "starts_on", "cycles", "weeks", "posts_per_week", "is_by_invitation",
    )  # fmt: skip
    readonly_fields = ("run_it",)

    @admin.display(description=_("run it"))
    def run_it(self, cohort: Cohort) -> str:
        return format_html(
            '<a href="{}">{}</a>', reverse("cohorts:run", args=[cohort.public_id]), _("Run it")
        )  # fmt: skip


class StepInline(admin.TabularInline):
    model = EntryEvent
    fields = ("at", "state", "side", "reason_code", "reason")
    readonly_fields = fields
    extra = 0
    can_delete = False

    def has_add_permission(self, request: Any, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: Any, obj: Any = None) -> bool:
        return False


@admin.register(Entry)
class EntryAdmin(ReadOnly):
    list_display = ("creator", "cohort", "kind", "state", "answer_until", "decided_at")
    list_filter = (InQueue, "state", "kind")
    list_select_related = ("creator", "cohort")
    search_fields = ("creator__display_name", "cohort__name")
    inlines = (StepInline,)
    fields = (
        "cohort", "creator", "kind", "state", "verdict_outcome", "rule_set_hash", "answer_until", "reason_code",
        "created_at", "decided_at",
    )  # fmt: skip
