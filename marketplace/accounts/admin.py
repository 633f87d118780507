"""People and reports of abuse."""

from typing import Any

from django.contrib import admin
from django.contrib.auth.models import Group
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from marketplace.accounts.actions import abuse, people, staff
from marketplace.accounts.enums import ReportState
from marketplace.accounts.models import AbuseReport, ApiKey, Person
from marketplace.accounts.roles import RIGHTS
from marketplace.core.desk import Decision, Desk, InQueue, ReadOnly, queue

queue(
    "abuse",
    label=_("Reports of abuse"),
    icon="flag",
    right="accounts.settle_abusereport",
    model="accounts.abusereport",
    rows=lambda: AbuseReport.objects.open(),
)


def suspend(*, actor: Person, row: Person, reason: str) -> None:
    people.suspend(actor=actor, person=row, reason=reason)


def reinstate(*, actor: Person, row: Person, reason: str) -> None:
    people.reinstate(actor=actor, person=row, reason=reason)


def leave_staff(*, actor: Person, row: Person, reason: str) -> None:
    staff.leave(actor=actor, person=row, reason=reason)


def joining(group: str) -> Decision:
    """Making a person staff of one group. The right is in no group: only superusers have it."""

    def join(*, actor: Person, row: Person, reason: str) -> None:
        staff.join(actor=actor, person=row, group=group, reason=reason)

    label = format_lazy(_("Add to staff: {group}"), group=group)
    return Decision(f"join-{group}", label, join, "accounts.change_person", fits=lambda person: not person.is_superuser)


def uphold(*, actor: Person, row: AbuseReport, reason: str) -> None:
    abuse.uphold(actor=actor, report=row, reason=reason)


def dismiss(*, actor: Person, row: AbuseReport, reason: str) -> None:
    abuse.dismiss(actor=actor, report=row, reason=reason)


@admin.register(Person)
class PersonAdmin(Desk):
    list_display = ("email", "name", "active_side", "is_staff", "suspended_at", "created_at")
    list_filter = ("is_staff", "active_side", ("suspended_at", admin.EmptyFieldListFilter), "groups")
    search_fields = ("email", "name")
    ordering = ("-pk",)
    fields = (
        "email", "name", "language", "time_zone", "uses_creator_side", "uses_brand_side", "is_staff", "groups",
        "last_login", "created_at", "suspended_at", "suspended_reason",
    )  # fmt: skip
    decisions = (
        Decision(
            "suspend",
            _("Suspend"),
            suspend,
            "accounts.suspend_person",
            fits=lambda person: not person.is_suspended,
            help=_("The person can still sign in, read and export, and is told the reason."),
            is_grave=True,
        ),
        Decision(
            "reinstate",
            _("Reinstate"),
            reinstate,
            "accounts.suspend_person",
            fits=lambda person: person.is_suspended,
        ),
        *(joining(group) for group in RIGHTS),
        Decision(
            "leave-staff",
            _("Take every staff right"),
            leave_staff,
            "accounts.change_person",
            fits=lambda person: person.is_staff,
            is_grave=True,
        ),
    )


@admin.register(AbuseReport)
class AbuseReportAdmin(Desk):
    list_display = ("created_at", "kind", "subject_name", "reporter", "state")
    list_filter = (InQueue, "state", "kind", "subject_type")
    list_select_related = ("reporter",)
    search_fields = ("subject_name", "text", "reporter__email")
    ordering = ("created_at",)
    fields = (
        "created_at", "kind", "subject_type", "subject", "text", "reporter", "state", "settled_by", "settled_at",
        "settled_reason",
    )  # fmt: skip
    readonly_fields = ("subject",)
    decisions = (
        Decision(
            "uphold",
            _("Uphold"),
            uphold,
            "accounts.settle_abusereport",
            fits=lambda report: report.state == ReportState.OPEN,
            help=_("Say what was done about it. Suspending somebody is a decision of its own, on their page."),
        ),
        Decision(
            "dismiss",
            _("Dismiss"),
            dismiss,
            "accounts.settle_abusereport",
            fits=lambda report: report.state == ReportState.OPEN,
        ),
    )

    @admin.display(description=_("page"))
    def subject(self, report: AbuseReport) -> str:
        return format_html('<a href="{}">{}</a>', report.subject_url, report.subject_name)


@admin.register(ApiKey)
class ApiKeyAdmin(ReadOnly):
    """Which keys exist. Their hashes are nobody's business."""

    list_display = ("prefix", "name", "person", "scopes", "last_used_at", "expires_at", "revoked_at")
    list_select_related = ("person",)
    search_fields = ("prefix", "person__email")
    fields = ("prefix", "name", "person", "scopes", "created_at", "last_used_at", "expires_at", "revoked_at")


class StaffGroupAdmin(ReadOnly):
    """The staff groups and their rights; both come with the code."""

    fields = ("name", "permissions")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).prefetch_related("permissions__content_type")


admin.site.unregister(Group)
admin.site.register(Group, StaffGroupAdmin)
