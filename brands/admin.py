"""Brands, their campaigns, and what each campaign asked for at each time."""

from typing import Any

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from brands.actions import brands, campaigns
from brands.admin_rules import RulesDesk
from brands.enums import CampaignState
from brands.models import Brand, Campaign, CampaignVersion, Member, MemberInvitation
from marketplace.accounts.models import Person
from marketplace.core.desk import Decision, Desk, InQueue, ReadOnly, queue
from marketplace.core.money import format_money

queue(
    "brands",
    label=_("Brands to verify"),
    icon="verified",
    right="brands.verify_brand",
    model="brands.brand",
    rows=lambda: Brand.objects.awaiting_verification(),
)


def verify(*, actor: Person, row: Brand, reason: str) -> None:
    brands.verify(actor=actor, brand=row, reason=reason)


def refuse(*, actor: Person, row: Brand, reason: str) -> None:
    brands.refuse_verification(actor=actor, brand=row, reason=reason)


def suspend(*, actor: Person, row: Brand, reason: str) -> None:
    brands.suspend(actor=actor, brand=row, reason=reason)


def restore(*, actor: Person, row: Brand, reason: str) -> None:
    brands.restore(actor=actor, brand=row, reason=reason)


def pause(*, actor: Person, row: Campaign, reason: str) -> None:
    campaigns.pause(actor=actor, campaign=row, reason=reason)


def resume(*, actor: Person, row: Campaign, reason: str) -> None:
    campaigns.resume(actor=actor, campaign=row, reason=reason)


def close(*, actor: Person, row: Campaign, reason: str) -> None:
    campaigns.close(actor=actor, campaign=row, reason=reason)


class MemberInline(admin.TabularInline):
    model = Member
    fields = ("person", "role", "created_at")
    readonly_fields = fields
    extra = 0
    can_delete = False

    def has_add_permission(self, request: Any, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: Any, obj: Any = None) -> bool:
        return False


@admin.register(Brand)
class BrandAdmin(Desk):
    list_display = ("name", "legal_name", "country", "state", "verification_requested_at", "verified_at")
    list_filter = (InQueue, "state", ("verified_at", admin.EmptyFieldListFilter))
    search_fields = ("name", "legal_name", "company_number", "members__person__email")
    inlines = (MemberInline,)
    fields = (
        "name", "legal_name", "company_number", "country", "site", "sector", "state", "suspended_reason",
        "verification_requested_at", "verified_at", "verified_by", "created_at",
    )  # fmt: skip
    readonly_fields = ("site",)
    decisions = (
        Decision(
            "verify",
            _("Verify"),
            verify,
            "brands.verify_brand",
            fits=lambda brand: not brand.is_verified,
            help=_("Say what you checked: the register, the website, who answers for it."),
        ),
        Decision(
            "refuse",
            _("Refuse verification"),
            refuse,
            "brands.verify_brand",
            fits=lambda brand: brand.is_verified or brand.verification_requested_at is not None,
            help=_("Its members read the reason and may ask again. A verified brand loses its badge."),
        ),
        Decision(
            "suspend",
            _("Suspend"),
            suspend,
            "brands.suspend_brand",
            fits=lambda brand: brand.is_active,
            help=_("Its campaigns leave the market at once; its members read the reason."),
            is_grave=True,
        ),
        Decision("restore", _("Restore"), restore, "brands.suspend_brand", fits=lambda brand: not brand.is_active),
    )

    @admin.display(description=_("website"))
    def site(self, brand: Brand) -> str:
        return format_html('<a href="{0}" rel="noreferrer noopener">{0}</a>', brand.website) if brand.website else "—"


@admin.register(Campaign)
class CampaignAdmin(RulesDesk):
    readonly_fields = (*RulesDesk.readonly_fields, "pay", "budget", "fees")
    list_display = ("title", "brand", "state", "version", "pay", "published_at", "locked_at")
    list_filter = ("state", "is_barter")
    list_select_related = ("brand",)
    search_fields = ("title", "brand__name")
    fields = (
        "title", "brand", "state", "version", "objective", "product", "product_sector", "brief", "seats", "pay",
        "budget", "fees", "apply_until", "content_from", "content_until",
        "rules_read", "weights_read", "history", "published_at", "paused_at", "closed_at", "locked_at",
    )  # fmt: skip
    decisions = (
        Decision(
            "pause",
            _("Pause"),
            pause,
            "brands.moderate_campaign",
            fits=lambda campaign: campaign.state == CampaignState.PUBLISHED,
        ),
        Decision(
            "resume",
            _("Publish again"),
            resume,
            "brands.moderate_campaign",
            fits=lambda campaign: campaign.state == CampaignState.PAUSED,
        ),
        Decision(
            "close",
            _("Close the campaign"),
            close,
            "brands.moderate_campaign",
            fits=lambda campaign: campaign.state in (CampaignState.PUBLISHED, CampaignState.PAUSED),
            help=_("It cannot be opened again."),
            is_grave=True,
        ),
    )

    @admin.display(description=_("pay"), ordering="is_barter")
    def pay(self, campaign: Campaign) -> str:
        """In words: a cross or a tick would judge what is only a kind."""
        return str(_("Barter")) if campaign.is_barter else pgettext("campaign", "Paid")

    @admin.display(description=_("budget"))
    def budget(self, campaign: Campaign) -> str:
        return format_money(campaign.budget_minor, campaign.currency)

    @admin.display(description=_("fee for one creator"))
    def fees(self, campaign: Campaign) -> str:
        ends = (campaign.fee_min_minor, campaign.fee_max_minor)
        return " – ".join(format_money(end, campaign.currency) for end in ends)

    def view_on_site(self, obj: Campaign) -> str | None:
        return reverse("brands:campaign", args=[obj.public_id]) if obj.is_published else None


@admin.register(CampaignVersion)
class CampaignVersionAdmin(ReadOnly):
    list_display = ("campaign", "version", "at", "actor", "changed", "reason")
    list_select_related = ("campaign", "actor")
    search_fields = ("campaign__title", "campaign__brand__name", "reason")
    ordering = ("-pk",)
    fields = ("campaign", "version", "at", "actor", "changed", "reason", "rules", "weights", "snapshot")


@admin.register(MemberInvitation)
class MemberInvitationAdmin(ReadOnly):
    list_display = ("email", "brand", "role", "invited_by", "expires_at", "accepted_at", "revoked_at")
    list_select_related = ("brand", "invited_by")
    search_fields = ("email", "brand__name")
    fields = ("email", "brand", "role", "invited_by", "expires_at", "accepted_at", "accepted_by", "revoked_at")
