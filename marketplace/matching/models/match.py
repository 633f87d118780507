"""One stored pair."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

#: A campaign keeps this many of its best pairs, and besides every pair in contact.
KEPT = 200


class Match(models.Model):
    """One campaign × one creator through their best channel. Everything is an integer; sentences are made on reading.

    `rank` counts from 1 among the best; empty for a pair that is kept only because the two are in contact.
    `parts` are the parts in the engine's order, 0…10,000 each; `tier` is an index into the engine's TIERS. The five
    masks have one bit per criterion of the rule set, exactly one of them set for each; `refused` and `to_agree` have
    one per refusal (`engine.refusals`).
    """

    campaign = models.ForeignKey("brands.Campaign", on_delete=models.CASCADE, related_name="matches")
    creator = models.ForeignKey("creators.Creator", on_delete=models.CASCADE, related_name="matches")
    channel = models.ForeignKey("creators.Channel", on_delete=models.CASCADE, related_name="+")
    epoch = models.ForeignKey("matching.Epoch", on_delete=models.PROTECT, related_name="+")
    rank = models.PositiveSmallIntegerField(_("rank"), null=True)
    outcome = models.PositiveSmallIntegerField(_("outcome"))
    tier = models.PositiveSmallIntegerField(default=0)
    score = models.PositiveSmallIntegerField(_("score"))
    parts = ArrayField(models.PositiveSmallIntegerField())
    passed = models.BigIntegerField(default=0)
    failed = models.BigIntegerField(default=0)
    unknown = models.BigIntegerField(default=0)
    exempt = models.BigIntegerField(default=0)
    review = models.BigIntegerField(default=0)
    refused = models.SmallIntegerField(default=0)
    to_agree = models.SmallIntegerField(default=0)

    class Meta:
        verbose_name = _("match")
        verbose_name_plural = _("matches")
        ordering = ["campaign", "rank"]
        constraints = [
            models.UniqueConstraint(fields=["campaign", "creator"], name="one_match_a_pair"),
            models.CheckConstraint(condition=Q(score__lte=10_000), name="match_score_in_range"),
            models.CheckConstraint(condition=Q(rank=None) | Q(rank__gte=1, rank__lte=KEPT), name="match_rank_in_range"),
        ]
        indexes = [
            models.Index(fields=["campaign", "rank"], name="match_rank"),
            models.Index(fields=["creator", "-score"], name="match_of_creator"),
        ]

    def __str__(self) -> str:
        return f"{self.campaign_id} × {self.creator_id}: {self.score}"
