"""Cohorts and entries, for staff to read; they are run from the pages of their programme. What people wrote to each
other is not shown here."""

from typing import Any

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from marketplace.accounts.models import Person
from marketplace.cohorts.actions import mentors
from marketplace.cohorts.enums import LIVE, EntryState, MentorState
from marketplace.cohorts.models import Cohort, Entry, EntryEvent, Mentor
from marketplace.core.desk import Decision, Desk, InQueue, ReadOnly, queue

RUN = "cohorts.run_cohort"


def approve(*, actor: Person, row: Mentor, reason: str) -> None:
    mentors.approve(actor=actor, mentor=row, reason=reason)


def refuse(*, actor: Person, row: Mentor, reason: str) -> None:
    mentors.refuse(actor=actor, mentor=row, reason=reason)


def end(*, actor: Person, row: Mentor, reason: str) -> None:
    mentors.end(actor=actor, mentor=row, reason=reason)


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


queue(
    "mentors",
    label=_("Mentors to check"),
    icon="school",
    right=RUN,
    model="cohorts.mentor",
    rows=lambda: Mentor.objects.filter(state=MentorState.OFFERED).order_by("pk"),
)


@admin.register(Mentor)
class MentorAdmin(Desk):
    list_display = ("display_name", "programme", "state", "organisation", "capacity", "created_at")
    list_filter = (InQueue, "state", "programme")
    list_select_related = ("programme",)
    search_fields = ("display_name", "organisation", "person__email")
    fields = (
        "programme", "person", "display_name", "organisation", "fields", "about", "capacity", "state", "decided_by",
        "decided_at", "reason",
    )  # fmt: skip
    decisions = (
        Decision(
            "approve", _("Approve the mentor"), approve, RUN, fits=lambda row: row.state == MentorState.OFFERED,
            help=_("You have seen a paper that says who they are and that they are an adult. Say which."),
        ),
        Decision("refuse", _("Refuse the mentor"), refuse, RUN, fits=lambda row: row.state == MentorState.OFFERED,
                 is_grave=True),
        Decision("end", _("End it at once"), end, RUN, fits=lambda row: row.state == MentorState.APPROVED,
                 help=_("Their mentorships end too, with this reason."), is_grave=True),
    )  # fmt: skip
