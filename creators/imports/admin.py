"""Claims of imported profiles, at the desk of those who check ownership."""

from typing import Any

from django.contrib import admin
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from creators.actions import claims
from creators.models import ClaimRequest
from marketplace.accounts.models import Person
from marketplace.core.desk import Decision, Desk, InQueue, queue

queue(
    "claims",
    label=_("Claims of imported profiles"),
    icon="how_to_reg",
    right="creators.prove_ownership",
    model="creators.claimrequest",
    rows=lambda: ClaimRequest.objects.filter(decided_at=None, placed_at__isnull=False).order_by("placed_at"),
)


def grant(*, actor: Person, row: ClaimRequest, reason: str) -> None:
    claims.grant(actor=actor, claim=row)


def refuse(*, actor: Person, row: ClaimRequest, reason: str) -> None:
    claims.refuse(actor=actor, claim=row, reason=reason)


def waits(claim: ClaimRequest) -> bool:
    return claim.decided_at is None and claim.placed_at is not None


@admin.register(ClaimRequest)
class ClaimRequestAdmin(Desk):
    list_display = ("channel", "person", "wish", "placed_at", "decided_at", "is_granted")
    list_filter = (InQueue, "wish")
    list_select_related = ("channel__platform", "person")
    search_fields = ("channel__handle", "person__email")
    ordering = ("-pk",)
    fields = (
        *("channel", "link", "person", "wish", "code", "placed_at", "decided_at", "decided_by", "is_granted", "reason"),
    )
    readonly_fields = ("link",)
    decisions = (
        Decision(
            "grant",
            _("The code is there"),
            grant,
            "creators.prove_ownership",
            fits=waits,
            needs_reason=False,
            help=_("Open the account and look for the code in its bio. The wish is then carried out at once."),
        ),
        Decision(
            "refuse",
            _("The code is not there"),
            refuse,
            "creators.prove_ownership",
            fits=waits,
            help=_("The person reads the reason and may ask again."),
        ),
    )

    @admin.display(description=_("account"))
    def link(self, claim: ClaimRequest) -> Any:
        url = claim.channel.url
        return format_html('<a href="{0}" rel="noreferrer noopener">{0}</a>', url) if url else "—"
