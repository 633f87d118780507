"""One stored pair."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from marketplace.matching.models.result import CampaignResult

#: A campaign keeps this many of its best pairs, and besides every pair in contact.
KEPT = 200


class CurrentMatches(models.Manager["Match"]):
    """What readers see: of each campaign the generation that its result names, so all of a run's rows or none."""

    def get_queryset(self) -> "models.QuerySet[Match]":
        named = CampaignResult.objects.filter(campaign=OuterRef("campaign"), generation=OuterRef("generation"))
        return super().get_queryset().filter(Exists(named))


class Match(models.Model):
    """One campaign × one creator through their best channel. Everything is an integer; sentences are made on reading.

    `rank` counts from 1 among the best; empty for a pair that is kept only because the two are in contact.
    `parts` are the parts in the engine's order, 0…10,000 each; `tier` is an index into the engine's TIERS. The five
    masks have one bit per criterion of the rule set, exactly one of them set for each; `refused` and `to_agree` have
    one per refusal (`engine.refusals`).

    The table is partitioned by `generation` (`models.generation`) and has the primary key (generation, campaign,
    creator) in the database; `id` is a plain number from a sequence. It has no foreign keys there: millions of rows are
    copied in at once, with ids that were just read. What has lost its campaign or creator is seen by nobody.
    """

    generation = models.BigIntegerField(_("generation"), default=0)
    campaign = models.ForeignKey(
        "brands.Campaign", on_delete=models.CASCADE, related_name="matches", db_constraint=False, db_index=False
    )
    creator = models.ForeignKey(
        "creators.Creator", on_delete=models.CASCADE, related_name="matches", db_constraint=False, db_index=False
    )
    channel = models.ForeignKey(
        "creators.Channel", on_delete=models.CASCADE, related_name="+", db_constraint=False, db_index=False
    )
    epoch = models.ForeignKey(
        "matching.Epoch", on_delete=models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
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

    objects = CurrentMatches()
    #: Every row there is, also of runs that are under way or over.
    stored = models.Manager()  # noqa: DJ012

    class Meta:
        verbose_name = _("match")
        verbose_name_plural = _("matches")
        ordering = ["campaign", "rank"]
        constraints = [
            models.UniqueConstraint(fields=["generation", "campaign", "creator"], name="one_match_a_pair"),
            models.CheckConstraint(condition=Q(score__lte=10_000), name="match_score_in_range"),
            models.CheckConstraint(condition=Q(rank=None) | Q(rank__gte=1, rank__lte=KEPT), name="match_rank_in_range"),
        ]
        indexes = [
            models.Index(fields=["campaign", "rank"], name="match_ranked"),
            models.Index(fields=["creator", "-score"], name="match_by_creator"),
        ]

    def __str__(self) -> str:
        return f"{self.campaign_id} × {self.creator_id}: {self.score}"
