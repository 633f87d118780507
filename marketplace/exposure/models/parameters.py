"""How fair the order is, as staff set it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from marketplace.core.models import AppendOnly
from marketplace.exposure.engine import Rules

#: The most that may be set: beyond it the order would no longer be one of fit.
MOST_DEFICIT, MOST_SWAP = 2_000, 1_000


class FairnessParameters(AppendOnly):
    """One setting of the fair order: the newest row is in force, the older ones are its history, with who and why.

    Basis points; `floor_bp` empty: the small creators' share of the scores of those who fit.
    """

    floor_bp = models.PositiveSmallIntegerField(_("fixed share of small creators"), null=True, blank=True)
    deficit_bp = models.PositiveSmallIntegerField(_("weight of the exposure deficit"))
    minimum_score = models.PositiveSmallIntegerField(_("least score that takes part"))
    swap_bp = models.PositiveSmallIntegerField(_("places swapped by chance"))
    reason = models.TextField(_("reason"), max_length=2_000)
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", verbose_name=_("set by")
    )
    at = models.DateTimeField(_("since"), auto_now_add=True)

    class Meta:
        verbose_name = _("fairness parameters")
        verbose_name_plural = _("fairness parameters")
        ordering = ["-id"]
        permissions = [("set_fairness", _("Can set the fairness parameters"))]
        constraints = [
            models.CheckConstraint(
                condition=(Q(floor_bp=None) | Q(floor_bp__lte=10_000))
                & Q(deficit_bp__lte=MOST_DEFICIT, minimum_score__lte=10_000, swap_bp__lte=MOST_SWAP),
                name="fairness_in_range",
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="fairness_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"

    @property
    def rules(self) -> Rules:
        return Rules(self.floor_bp, self.deficit_bp, self.minimum_score, self.swap_bp)
