"""One pair, shown once."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from marketplace.core.models import AppendOnly
from marketplace.exposure.enums import Looker, Order, Surface, Tier

#: Impressions are kept for so many months, then forgotten (`actions.retention`).
KEPT_MONTHS = 13


class ImpressionQuerySet(models.QuerySet["Impression"]):
    def of_creators(self) -> "ImpressionQuerySet":
        """What brands saw: creators were shown."""
        return self.filter(side=Looker.BRAND)


def _loose(to: str) -> models.ForeignKey:
    """A key that the log keeps by itself: rows are written without looking it up, and outlive what they name."""
    return models.ForeignKey(to, null=True, db_constraint=False, db_index=False, on_delete=models.DO_NOTHING,
                             related_name="+")  # fmt: skip


class Impression(AppendOnly):
    """A campaign and a creator stood on a list that somebody looked at, with all that decided where they stood.

    The same pair shown to the same person by the same side counts once in each clock hour (`hour`: hours since 1970,
    UTC). `person` owned the profile at that moment: exposure is counted by person, so a second profile gains nothing.
    `position` counts from 1 in the whole list, `slot` on the page; `score`, `parts` and `propensity_bp` of 10,000.
    `policy` is the published policy (0: the hand-set weights), `parameters` the fairness parameters in force (0: those
    the product begins with), `epoch` and `run` what matching computed it in.
    """

    at = models.DateTimeField()
    hour = models.IntegerField()
    viewer = _loose("accounts.Person")
    side = models.PositiveSmallIntegerField(_("side"), choices=Looker)
    surface = models.PositiveSmallIntegerField(choices=Surface)
    order = models.PositiveSmallIntegerField(choices=Order)
    is_narrowed = models.BooleanField(default=False)
    campaign = _loose("brands.Campaign")
    creator = _loose("creators.Creator")
    person = _loose("accounts.Person")
    tier = models.PositiveSmallIntegerField(choices=Tier)
    outcome = models.PositiveSmallIntegerField()
    score = models.PositiveSmallIntegerField(_("score"))
    parts = ArrayField(models.PositiveSmallIntegerField(), default=list)
    position = models.PositiveIntegerField(_("position"))
    slot = models.PositiveSmallIntegerField()
    propensity_bp = models.PositiveSmallIntegerField()
    policy = models.PositiveIntegerField(default=0)
    parameters = models.PositiveIntegerField(default=0)
    epoch = models.BigIntegerField(null=True)
    run = models.BigIntegerField(null=True)

    objects = ImpressionQuerySet.as_manager()

    class Meta:
        verbose_name = _("impression")
        verbose_name_plural = _("impressions")
        ordering = ["-id"]
        indexes = [
            # Rows come in the order of time, so a window of days is a few ranges of pages.
            BrinIndex(fields=["at"], name="impression_at", autosummarize=True),
            models.Index(fields=["person", "at"], include=["side"], name="impression_of_person"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["campaign", "creator", "viewer", "side", "hour"], name="impression_once"),
            models.CheckConstraint(condition=Q(side__in=Looker.values), name="impression_side_known"),
            models.CheckConstraint(
                condition=Q(score__lte=10_000, propensity_bp__lte=10_000), name="impression_in_range"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.campaign_id} × {self.creator_id}, {self.position}"
