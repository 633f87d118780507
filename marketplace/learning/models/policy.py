"""What was learnt, whether it was promoted, and why not."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from marketplace.core.models import AppendOnly
from marketplace.learning.enums import PolicyState


class Policy(AppendOnly):
    """One training, or the withdrawal of one. `brand` and `creator` are lines (`policy.chances.Line`) in millionths of
    log-odds, a coefficient for each part of the score; `figures` what they were judged by, `reasons` why they were not
    promoted."""

    state = models.CharField(_("state"), max_length=10, choices=PolicyState)
    brand = models.JSONField(null=True)
    creator = models.JSONField(null=True)
    figures = models.JSONField(default=dict)
    reasons = models.JSONField(default=list)
    seen_until = models.DateField(_("seen until"), null=True)
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("set by")
    )
    at = models.DateTimeField(_("since"), auto_now_add=True)

    class Meta:
        verbose_name = _("policy")
        verbose_name_plural = _("policies")
        ordering = ["-id"]
        permissions = [("withdraw_policy", _("Can go back to the hand-set weights"))]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=PolicyState.values), name="policy_state_known"),
            models.CheckConstraint(
                condition=~Q(state=PolicyState.PUBLISHED) | Q(brand__isnull=False, creator__isnull=False),
                name="policy_published_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(state=PolicyState.PUBLISHED) | ~Q(reasons=[]), name="policy_kept_with_reasons"
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} ({self.get_state_display()})"
