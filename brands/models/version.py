"""What a campaign asked for at each moment that mattered to matching."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from brands.models.campaign import Campaign
from marketplace.core.models import AppendOnly


class CampaignVersion(AppendOnly):
    """One numbered state. Any past decision can be replayed from its rules, weights and snapshot."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="versions")
    version = models.PositiveIntegerField(_("version"))
    rules = models.JSONField(_("rules"))
    weights = models.JSONField(_("weights"))
    snapshot = models.JSONField(_("everything else"))
    changed = ArrayField(models.CharField(max_length=40), default=list, verbose_name=_("changed"))
    reason = models.TextField(_("reason"), blank=True)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(_("at"), auto_now_add=True)

    class Meta:
        verbose_name = _("version of a campaign")
        verbose_name_plural = _("versions of campaigns")
        ordering = ["campaign", "-version"]
        constraints = [models.UniqueConstraint(fields=["campaign", "version"], name="one_state_a_campaign_version")]

    def __str__(self) -> str:
        return f"{self.campaign} v{self.version}"
