"""The lines of a campaign: what is owed, what is given, what it should look like."""

from pathlib import Path

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from brands.models.campaign import CURRENCY_CODE, Campaign


class CampaignDeliverable(models.Model):
    """So many of one kind from each creator. No platform: it is not posted (content for the brand, an event…)."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="deliverables")
    kind = models.ForeignKey("taxonomy.DeliverableKind", on_delete=models.PROTECT, related_name="+")
    platform = models.ForeignKey("taxonomy.Platform", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    count = models.PositiveSmallIntegerField(_("how many"), default=1)
    due_on = models.DateField(_("due"), null=True, blank=True)

    class Meta:
        verbose_name = _("deliverable of a campaign")
        verbose_name_plural = _("deliverables of campaigns")
        ordering = ["campaign", "pk"]
        constraints = [models.CheckConstraint(condition=models.Q(count__gte=1), name="deliverable_count_positive")]

    def __str__(self) -> str:
        return f"{self.count} × {self.kind_id}"


class Gift(models.Model):
    """A product or voucher each creator keeps, with its value."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="gifts")
    name = models.CharField(_("gift"), max_length=120)
    value_minor = models.BigIntegerField(_("value"))
    currency = models.CharField(_("currency"), max_length=3, default="EUR")
    quantity = models.PositiveSmallIntegerField(_("how many per creator"), default=1)

    class Meta:
        verbose_name = _("gift")
        verbose_name_plural = _("gifts")
        ordering = ["campaign", "pk"]
        constraints = [
            models.CheckConstraint(condition=models.Q(value_minor__gte=0), name="gift_value_not_negative"),
            models.CheckConstraint(condition=models.Q(quantity__gte=1), name="gift_quantity_positive"),
            models.CheckConstraint(condition=models.Q(currency__regex=CURRENCY_CODE), name="gift_currency_a_code"),
        ]

    def __str__(self) -> str:
        return self.name


class MoodboardPicture(models.Model):
    """A picture that shows what the brand has in mind."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="moodboard")
    picture = models.FileField(_("picture"), max_length=120)
    caption = models.CharField(_("caption"), max_length=160, blank=True)

    class Meta:
        verbose_name = _("moodboard picture")
        verbose_name_plural = _("moodboard pictures")
        ordering = ["campaign", "pk"]

    def __str__(self) -> str:
        return self.caption or str(self.picture)

    @property
    def url(self) -> str:
        """Where the picture is served."""
        return reverse("core:picture", args=[Path(self.picture.name or "").name])
