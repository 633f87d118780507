"""Profiles to review, ownership proofs, consents and imports."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from creators.actions import channels, consents, reviews
from creators.enums import CreatorState, Ownership
from creators.imports import admin as _claims  # noqa: F401
from creators.models import NUMBERS, Channel, Consent, Creator, ImportBatch, Measurement
from creators.policies import IN_SIGHT
from marketplace.accounts.models import Person
from marketplace.core.desk import Decision, Desk, InQueue, ReadOnly, queue

PRIVATE = "creators.view_private_creator"

queue(
    "profiles",
    label=_("Profiles to review"),
    icon="person_search",
    right="creators.review_creator",
    model="creators.creator",
    rows=lambda: Creator.objects.filter(state=CreatorState.PUBLISHED, reviewed_at=None).order_by("published_at"),
)
queue(
    "proofs",
    label=_("Ownership proofs"),
    icon="key",
    right="creators.prove_ownership",
    model="creators.channel",
    rows=lambda: Channel.objects.filter(ownership=Ownership.PENDING, removed_at=None).order_by("updated_at"),
)
queue(
    "consents",
    label=_("Parental consents"),
    icon="family_restroom",
    right="creators.confirm_consent",
    model="creators.consent",
    rows=lambda: Consent.objects.filter(confirmed_at=None, withdrawn_at=None).order_by("pk"),
)


def approve(*, actor: Person, row: Creator, reason: str) -> None:
    reviews.approve(actor=actor, creator=row, note=reason)


def take_down(*, actor: Person, row: Creator, reason: str) -> None:
    reviews.take_down(actor=actor, creator=row, reason=reason)


def prove(*, actor: Person, row: Channel, reason: str) -> None:
    channels.prove(actor=actor, channel=row)


def refuse(*, actor: Person, row: Channel, reason: str) -> None:
    channels.refuse(actor=actor, channel=row, reason=reason)


def confirm(*, actor: Person, row: Consent, reason: str) -> None:
    consents.confirm(actor=actor, consent=row)


def withdraw(*, actor: Person, row: Consent, reason: str) -> None:
    consents.withdraw(actor=actor, consent=row, reason=reason)


@admin.register(Creator)
class CreatorAdmin(Desk):
    list_display = ("display_name", "state", "home_country", "availability", "published_at", "reviewed_at", "source")
    list_filter = (InQueue, "state", ("person", admin.EmptyFieldListFilter), "availability")
    search_fields = ("display_name", "person__email", "channels__handle")
    ordering = ("-pk",)
    fields: tuple[str, ...] = (
        "display_name", "page", "person", "state", "bio", "languages", "home_country", "city", "availability",
        "paid_only", "published_at", "reviewed_at", "identity_verified_at", "source", "created_at",
    )  # fmt: skip
    readonly_fields = ("page",)
    decisions = (
        Decision(
            "approve",
            _("Mark as reviewed"),
            approve,
            "creators.review_creator",
            fits=lambda creator: creator.state in IN_SIGHT and creator.reviewed_at is None,
            needs_reason=False,
        ),
        Decision(
            "take-down",
            _("Take off the market"),
            take_down,
            "creators.review_creator",
            fits=lambda creator: creator.state in IN_SIGHT,
            help=_("The creator reads the reason and may publish again once it is put right."),
            is_grave=True,
        ),
    )

    def get_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        # The birth date is for those who check consents, and for nobody else.
        return (*self.fields, "birth_date") if request.user.has_perm(PRIVATE) else self.fields

    @admin.display(description=_("page"))
    def page(self, creator: Creator) -> str:
        url = reverse("creators:detail", args=[creator.public_id])
        return format_html('<a href="{}">{}</a>', url, url)


@admin.register(Channel)
class ChannelAdmin(Desk):
    list_display = ("handle", "platform", "creator", "ownership", "is_public", "country", "updated_at")
    list_filter = (InQueue, "ownership", "platform", "community_standing")
    list_select_related = ("platform", "creator")
    search_fields = ("handle", "creator__display_name")
    ordering = ("-pk",)
    fields = (
        "creator", "platform", "handle", "link", "ownership", "ownership_code", "ownership_note", "proven_at",
        "proven_by", "is_public", "is_business", "country", "community_standing", "account_created_on", "removed_at",
    )  # fmt: skip
    readonly_fields = ("link",)
    decisions = (
        Decision(
            "prove",
            _("The code is there"),
            prove,
            "creators.prove_ownership",
            fits=lambda channel: channel.ownership == Ownership.PENDING,
            needs_reason=False,
            help=_("Open the account and look for the code in its bio."),
        ),
        Decision(
            "refuse",
            _("The code is not there"),
            refuse,
            "creators.prove_ownership",
            fits=lambda channel: channel.ownership == Ownership.PENDING,
            help=_("The creator reads the reason and may ask again."),
        ),
    )

    @admin.display(description=_("account"))
    def link(self, channel: Channel) -> str:
        if not channel.url:
            return "—"
        return format_html('<a href="{0}" rel="noreferrer noopener">{0}</a>', channel.url)


@admin.register(Consent)
class ConsentAdmin(Desk):
    list_display = ("creator", "guardian_name", "starts_on", "ends_on", "confirmed_at", "withdrawn_at")
    list_filter = (InQueue,)
    list_select_related = ("creator",)
    fields = (
        "creator", "born", "guardian_name", "guardian_email", "starts_on", "ends_on", "paper", "confirmed_at",
        "confirmed_by", "withdrawn_at", "withdrawn_reason",
    )  # fmt: skip
    readonly_fields = ("born", "paper")
    decisions = (
        Decision(
            "confirm",
            _("Confirm"),
            confirm,
            "creators.confirm_consent",
            fits=lambda consent: consent.confirmed_at is None and consent.withdrawn_at is None,
            needs_reason=False,
            help=_("Read the paper, and compare the names and the dates."),
        ),
        Decision(
            "withdraw",
            _("Refuse or withdraw"),
            withdraw,
            "creators.confirm_consent",
            fits=lambda consent: consent.withdrawn_at is None,
            is_grave=True,
        ),
    )

    @admin.display(description=_("birth date"))
    def born(self, consent: Consent) -> Any:
        return consent.creator.birth_date

    @admin.display(description=_("paper"))
    def paper(self, consent: Consent) -> str:
        return format_html('<a href="{}">{}</a>', reverse("creators:evidence", args=[consent.pk]), _("Download"))


@admin.register(Measurement)
class MeasurementAdmin(ReadOnly):
    """Numbers are facts of a day: read, never changed. Private ones only for those with the right."""

    list_display = ("channel", "as_of", "source", "followers", "median_views_20", "recorded_at")
    list_filter = ("source",)
    list_select_related = ("channel",)
    search_fields = ("channel__handle",)
    ordering = ("-pk",)
    fields = (
        "channel", "as_of", "source", "is_private", "paper", "recorded_by", "recorded_at", *NUMBERS,
        "audience_countries", "audience_ages", "audience_genders", "audience_languages",
    )  # fmt: skip
    readonly_fields = ("paper",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Measurement]:
        found = super().get_queryset(request)
        return found if request.user.has_perm(PRIVATE) else found.filter(is_private=False)

    @admin.display(description=_("proof"))
    def paper(self, row: Measurement) -> str:
        if not row.proof:
            return "—"
        return format_html('<a href="{}">{}</a>', reverse("creators:proof", args=[row.public_id]), _("Download"))


@admin.register(ImportBatch)
class ImportBatchAdmin(ReadOnly):
    list_display = ("pk", "source", "uploaded_by", "dry_run", "counts", "created_at", "finished_at")
    list_select_related = ("source", "uploaded_by")
    ordering = ("-pk",)
    fields = (
        "source", "uploaded_by", "file_name", "encoding", "delimiter", "mapping", "as_of", "dry_run", "counts",
        "reasons", "problem", "created_at", "finished_at",
    )  # fmt: skip
