"""One dated, sourced set of a channel's numbers."""

import uuid
from functools import reduce
from operator import and_
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from creators.enums import MeasurementSource
from creators.models.channel import Channel
from marketplace.core.models import AppendOnly

#: Every number a measurement may hold; an absent one is unknown, never zero.
NUMBERS = (
    "followers",
    "following",
    "posts_total",
    "likes_total",
    "posts_30d",
    "views_30d",
    "likes_30d",
    "comments_30d",
    "shares_30d",
    "live_hours_30d_tenths",
    "median_views_20",
    "median_engagement_20",
)
#: The lists of audience shares, in basis points by key.
AUDIENCES = ("audience_countries", "audience_ages", "audience_genders", "audience_languages")


class MeasurementQuerySet(models.QuerySet["Measurement"]):
    def shared(self) -> Self:
        """Those that brands and the matching may use."""
        return self.filter(is_private=False)

    def newest_first(self) -> Self:
        """By the day they speak of; of one day, the later record corrects the earlier."""
        return self.order_by("-as_of", "-id")


def number(label: Any) -> models.BigIntegerField:
    """A count that may be unknown."""
    return models.BigIntegerField(label, null=True, blank=True)


class Measurement(AppendOnly):
    """What a channel's numbers were on one day, and who says so. Never changed: a correction is a new row."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    channel = models.ForeignKey(Channel, on_delete=models.PROTECT, related_name="measurements")
    as_of = models.DateField(_("as of"))
    source = models.CharField(_("source"), max_length=10, choices=MeasurementSource)
    proof = models.FileField(_("proof"), upload_to="private/proofs/", max_length=200, blank=True)
    is_private = models.BooleanField(_("for yourself only"), default=False)
    list_source = models.ForeignKey(
        "creators.ImportSource",
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
        verbose_name=_("supplier of the list"),
    )
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField(auto_now_add=True)

    followers = number(_("followers"))
    following = number(_("accounts followed"))
    posts_total = number(_("posts in all"))
    likes_total = number(_("likes in all"))
    posts_30d = number(_("posts in 30 days"))
    views_30d = number(_("views in 30 days"))
    likes_30d = number(_("likes in 30 days"))
    comments_30d = number(_("comments in 30 days"))
    shares_30d = number(_("shares in 30 days"))
    live_hours_30d_tenths = number(_("live hours in 30 days, in tenths"))
    median_views_20 = number(_("median views of the last 20 posts"))
    median_engagement_20 = number(_("median engagement of the last 20 posts"))
    audience_countries = models.JSONField(_("audience by country"), default=dict, blank=True)
    audience_ages = models.JSONField(_("audience by age"), default=dict, blank=True)
    audience_genders = models.JSONField(_("audience by gender"), default=dict, blank=True)
    audience_languages = models.JSONField(_("audience by language"), default=dict, blank=True)

    objects = MeasurementQuerySet.as_manager()

    class Meta:
        verbose_name = _("measurement")
        verbose_name_plural = _("measurements")
        ordering = ["-as_of", "-id"]
        indexes = [models.Index(fields=["channel", "-as_of", "-id"], name="measurement_newest")]
        constraints = [
            models.CheckConstraint(
                condition=reduce(and_, (Q(**{name: None}) | Q(**{f"{name}__gte": 0}) for name in NUMBERS)),
                name="measurement_not_negative",
            ),
            models.CheckConstraint(
                condition=~Q(source=MeasurementSource.PROOF) | ~Q(proof=""), name="measurement_proof_has_a_file"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.channel_id} {self.as_of} {self.source}"

    @property
    def engagement_rate_bp(self) -> int | None:
        """Median engagement of the last 20 posts over the followers of the same measurement, in basis points."""
        if self.median_engagement_20 is None or not self.followers:
            return None
        return self.median_engagement_20 * 10_000 // self.followers
