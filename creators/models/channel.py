"""One account on one platform."""

import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from creators.enums import Ownership, Standing
from creators.models.creator import Creator
from marketplace.core.models import TimeStamped


class ChannelQuerySet(models.QuerySet["Channel"]):
    def live(self) -> Self:
        """Channels that were not removed."""
        return self.filter(removed_at=None)


class Channel(TimeStamped):
    """An account that a creator publishes on. `removed_at` keeps its measurements and frees its handle."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    creator = models.ForeignKey(Creator, on_delete=models.CASCADE, related_name="channels")
    platform = models.ForeignKey("taxonomy.Platform", on_delete=models.PROTECT, related_name="channels")
    handle = models.CharField(_("handle"), max_length=120)
    url = models.URLField(_("link"), max_length=300, blank=True)
    is_public = models.BooleanField(_("public account"), default=True)
    is_business = models.BooleanField(_("business account"), default=False)
    account_created_on = models.DateField(_("account opened on"), null=True, blank=True)
    community_standing = models.CharField(
        _("standing with the community rules"), max_length=12, choices=Standing, default=Standing.UNKNOWN
    )
    country = models.CharField(_("country of the account"), max_length=2, blank=True)

    ownership = models.CharField(_("ownership"), max_length=10, choices=Ownership, default=Ownership.UNPROVEN)
    ownership_code = models.CharField(max_length=24, blank=True)
    ownership_note = models.CharField(_("reason of the refusal"), max_length=300, blank=True)
    ownership_requested_at = models.DateTimeField(null=True, blank=True)
    proven_at = models.DateTimeField(null=True, blank=True)
    proven_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = ChannelQuerySet.as_manager()

    class Meta:
        verbose_name = _("channel")
        verbose_name_plural = _("channels")
        permissions = [("prove_ownership", _("Can check who owns a channel"))]
        ordering = ["id"]
        indexes = [
            models.Index(fields=["ownership", "ownership_requested_at"], name="channel_ownership"),
            models.Index(fields=["platform", "handle"], name="channel_handle"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["platform", "handle"], condition=Q(removed_at=None), name="one_channel_a_handle"
            ),
            models.CheckConstraint(
                condition=Q(handle=Lower(F("handle"))) & ~Q(handle=""), name="channel_handle_is_normalised"
            ),
            models.CheckConstraint(
                condition=Q(ownership=Ownership.PROVEN, proven_at__isnull=False)
                | (~Q(ownership=Ownership.PROVEN) & Q(proven_at=None)),
                name="channel_proven_has_a_date",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.handle} ({self.platform_id})"

    @property
    def is_proven(self) -> bool:
        return self.ownership == Ownership.PROVEN
