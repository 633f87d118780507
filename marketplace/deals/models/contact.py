"""One side asking the other, and the one answer it gets."""

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from brands.models import Campaign
from creators.models import Channel, Creator
from marketplace.core.models import AppendOnly, TimeStamped
from marketplace.deals.enums import OPEN_STATES, ContactKind, ContactState, Reason, Side
from marketplace.eligibility import Outcome


class ContactQuerySet(models.QuerySet["Contact"]):
    def visible_to(self, person: Any) -> "ContactQuerySet":
        """A creator's own, and those of the brands a person is a member of."""
        if not getattr(person, "is_authenticated", False):
            return self.none()
        return self.filter(Q(creator__person=person) | Q(campaign__brand__members__person=person)).distinct()

    def open(self) -> "ContactQuerySet":
        """Waiting for an answer, or agreed."""
        return self.filter(state__in=OPEN_STATES)

    def pending(self) -> "ContactQuerySet":
        return self.filter(state=ContactState.PENDING)


class Contact(TimeStamped):
    """An application (the creator asks) or an invitation (the brand asks) for one campaign.

    `verdict` is what the campaign's rules said of the channel when the contact was opened, with the rules' hash and the
    campaign's version, so that the decision can be replayed. It holds no value that is private to the creator.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(_("kind"), max_length=12, choices=ContactKind)
    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="contacts")
    creator = models.ForeignKey(Creator, on_delete=models.PROTECT, related_name="contacts")
    channel = models.ForeignKey(Channel, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(_("state"), max_length=10, choices=ContactState, default=ContactState.PENDING)
    message = models.TextField(_("message"), max_length=1_000)
    price_minor = models.BigIntegerField(_("price"), null=True, blank=True)
    currency = models.CharField(_("currency"), max_length=3, blank=True)
    campaign_version = models.PositiveIntegerField()
    verdict = models.JSONField()
    verdict_outcome = models.PositiveSmallIntegerField()
    rule_set_hash = models.CharField(max_length=64)
    #: What agreeing costs the creator elsewhere, as it was when they agreed (see `costs`). Theirs alone to read.
    costs = models.JSONField(default=list, blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    expires_at = models.DateTimeField(_("answer until"))
    decided_at = models.DateTimeField(_("answered"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decision_reason_code = models.CharField(_("reason"), max_length=20, choices=Reason, blank=True)
    decision_note = models.TextField(_("note"), max_length=500, blank=True)

    objects = ContactQuerySet.as_manager()

    class Meta:
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["campaign", "state", "-id"], name="contact_of_campaign"),
            models.Index(fields=["creator", "state", "-id"], name="contact_of_creator"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "creator"], condition=Q(state__in=OPEN_STATES), name="one_open_contact_a_pair"
            ),
            models.CheckConstraint(condition=Q(state__in=ContactState.values), name="contact_state_known"),
            models.CheckConstraint(condition=Q(kind__in=ContactKind.values), name="contact_kind_known"),
            models.CheckConstraint(
                condition=Q(price_minor=None, currency="") | (Q(price_minor__gt=0) & ~Q(currency="")),
                name="contact_price_has_currency",
            ),
            models.CheckConstraint(
                condition=Q(state=ContactState.PENDING, decided_at=None)
                | (~Q(state=ContactState.PENDING) & Q(decided_at__isnull=False)),
                name="contact_decided_has_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[ContactState.DECLINED, ContactState.EXPIRED]) | ~Q(decision_reason_code=""),
                name="contact_ended_with_a_reason",
            ),
            models.CheckConstraint(condition=Q(expires_at__gt=F("created_at")), name="contact_expires_later"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.creator_id} × {self.campaign_id} ({self.state})"

    @property
    def is_application(self) -> bool:
        return self.kind == ContactKind.APPLICATION

    @property
    def asked_by(self) -> Side:
        """The side that wrote first; the other one answers."""
        return Side.CREATOR if self.is_application else Side.BRAND

    @property
    def answered_by(self) -> Side:
        return Side.BRAND if self.is_application else Side.CREATOR

    @property
    def is_pending(self) -> bool:
        """True while it can be answered: not decided, and its time not over."""
        return self.state == ContactState.PENDING and timezone.now() < self.expires_at

    @property
    def outcome(self) -> Outcome:
        """What the campaign's rules said when it was opened."""
        return Outcome(self.verdict_outcome)


class ContactEvent(AppendOnly):
    """One line of a contact's history."""

    contact = models.ForeignKey(Contact, on_delete=models.PROTECT, related_name="events")
    state = models.CharField(max_length=10, choices=ContactState)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    side = models.CharField(max_length=10, choices=Side, blank=True)
    reason_code = models.CharField(max_length=20, choices=Reason, blank=True)
    note = models.TextField(blank=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("event of a contact")
        verbose_name_plural = _("events of contacts")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["contact", "state"], name="one_event_a_state")]

    def __str__(self) -> str:
        return f"{self.contact_id} {self.state}"
