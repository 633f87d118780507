"""Prices: for the work, for the use of it, and for working with nobody else meanwhile."""

import uuid
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from creators.models.channel import Channel
from creators.models.creator import Creator
from marketplace.core.models import TimeStamped
from marketplace.taxonomy.locales import country_name
from marketplace.taxonomy.rights import WORLD, ExclusivityScope, UsageKind


class RateQuerySet(models.QuerySet["Rate"]):
    def active(self) -> Self:
        return self.filter(is_active=True)


class Rate(TimeStamped):
    """The price of one deliverable of a kind, on one channel or (without one) on any. A new price is a new row."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    creator = models.ForeignKey(Creator, on_delete=models.CASCADE, related_name="rates")
    channel = models.ForeignKey(Channel, null=True, blank=True, on_delete=models.CASCADE, related_name="rates")
    kind = models.ForeignKey("taxonomy.DeliverableKind", on_delete=models.PROTECT, related_name="+")
    amount_minor = models.BigIntegerField(_("price"))
    currency = models.CharField(_("currency"), max_length=3)
    is_active = models.BooleanField(default=True)

    objects = RateQuerySet.as_manager()

    class Meta:
        verbose_name = _("rate")
        verbose_name_plural = _("rates")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["creator", "channel", "kind"],
                condition=Q(is_active=True),
                nulls_distinct=False,
                name="one_active_rate_a_kind_and_channel",
            ),
            models.CheckConstraint(condition=Q(amount_minor__gt=0) & ~Q(currency=""), name="rate_is_a_price"),
        ]

    def __str__(self) -> str:
        return f"{self.kind_id}: {self.amount_minor} {self.currency}"


def amount_or_percent() -> Q:
    """A line costs an amount in a currency, or a percentage of the rate: one of the two."""
    amount = Q(amount_minor__gt=0, percent_bp=None) & ~Q(currency="")
    percent = Q(amount_minor=None, percent_bp__gt=0, currency="")
    return amount | percent


class UsageRate(TimeStamped):
    """The price of one use of the content for a time in a country or the whole world."""

    creator = models.ForeignKey(Creator, on_delete=models.CASCADE, related_name="usage_rates")
    use = models.CharField(_("use"), max_length=20, choices=UsageKind)
    days = models.PositiveSmallIntegerField(_("days"))
    territory = models.CharField(_("territory"), max_length=5, blank=True, default=WORLD)
    amount_minor = models.BigIntegerField(_("price"), null=True, blank=True)
    percent_bp = models.PositiveIntegerField(_("share of the rate"), null=True, blank=True)
    currency = models.CharField(_("currency"), max_length=3, blank=True)

    class Meta:
        verbose_name = _("usage rate")
        verbose_name_plural = _("usage rates")
        ordering = ["use", "days", "territory"]
        constraints = [
            models.UniqueConstraint(fields=["creator", "use", "days", "territory"], name="one_price_a_use"),
            models.CheckConstraint(condition=amount_or_percent(), name="usage_rate_is_a_price"),
            models.CheckConstraint(condition=Q(days__gt=0), name="usage_rate_lasts"),
            models.CheckConstraint(condition=~Q(territory=""), name="usage_rate_has_a_territory"),
        ]

    def __str__(self) -> str:
        return f"{self.use} {self.days}"

    @property
    def territory_name(self) -> str:
        return gettext("the whole world") if self.territory == WORLD else country_name(self.territory)


class ExclusivityRate(TimeStamped):
    """The price of not working for others for a time."""

    creator = models.ForeignKey(Creator, on_delete=models.CASCADE, related_name="exclusivity_rates")
    scope = models.CharField(_("scope"), max_length=12, choices=ExclusivityScope)
    days = models.PositiveSmallIntegerField(_("days"))
    amount_minor = models.BigIntegerField(_("price"), null=True, blank=True)
    percent_bp = models.PositiveIntegerField(_("share of the rate"), null=True, blank=True)
    currency = models.CharField(_("currency"), max_length=3, blank=True)

    class Meta:
        verbose_name = _("exclusivity rate")
        verbose_name_plural = _("exclusivity rates")
        ordering = ["scope", "days"]
        constraints = [
            models.UniqueConstraint(fields=["creator", "scope", "days"], name="one_price_an_exclusivity"),
            models.CheckConstraint(condition=amount_or_percent(), name="exclusivity_rate_is_a_price"),
            models.CheckConstraint(condition=Q(days__gt=0), name="exclusivity_rate_lasts"),
        ]

    def __str__(self) -> str:
        return f"{self.scope} {self.days}"
