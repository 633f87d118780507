"""What was learnt, what it was judged by, and what is in force."""

from typing import Any

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from marketplace.core.desk import Decision, Desk
from marketplace.learning.actions import policies
from marketplace.learning.enums import PolicyState
from marketplace.learning.models import Policy
from marketplace.learning.queries import published


def _withdraw(*, actor: Any, row: Policy, reason: str) -> None:
    policies.withdraw(actor=actor, reason=reason)


def _is_in_force(row: Policy) -> bool:
    now = published()
    return now is not None and now.pk == row.pk


@admin.register(Policy)
class PolicyAdmin(Desk):
    list_display = ("__str__", "at", "seen_until", "why")
    list_filter = ("state",)
    ordering = ("-pk",)
    fields = ("state", "at", "seen_until", "why", "brand", "creator", "figures", "set_by")
    readonly_fields = ("why",)
    decisions = (
        Decision(
            "withdraw", _("Go back to the hand-set weights"), _withdraw, "learning.withdraw_policy", fits=_is_in_force,
            help=_("Nobody is told any more how likely a yes is, until something better is learnt."), is_grave=True,
        ),
    )  # fmt: skip

    @admin.display(description=_("reasons"))
    def why(self, row: Policy) -> str:
        """Why it was not promoted, or was taken back."""
        return "; ".join(row.reasons) if row.state != PolicyState.PUBLISHED else ""
