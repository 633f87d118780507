"""What a large run is divided into, and what a range of creators came to on its way."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from marketplace.core.models import Job
from marketplace.matching.engine.columns import BUCKETS
from marketplace.matching.models.run import MatchRun


class RunShard(models.Model):
    """A job of its own, on whatever host: the campaigns whose id divided by `modulus` leaves `residue`, for the
    creators of the buckets first … stop − 1. Its job holds how far it is.

    One over all buckets stores results. Where creators are divided too, the others leave partials, and once all of one
    residue have ended the one over all buckets merges them; until then it has no job.
    """

    run = models.ForeignKey(MatchRun, on_delete=models.CASCADE, related_name="shards")
    modulus = models.PositiveSmallIntegerField(_("modulus of campaigns"), default=1)
    residue = models.PositiveSmallIntegerField(_("residue of campaigns"), default=0)
    first = models.PositiveSmallIntegerField(_("first bucket"))
    stop = models.PositiveSmallIntegerField(_("end of buckets"))
    job = models.ForeignKey(Job, null=True, on_delete=models.SET_NULL, related_name="+")
    finished_at = models.DateTimeField(_("finished at"), null=True)

    class Meta:
        verbose_name = _("shard of a run")
        verbose_name_plural = _("shards of a run")
        ordering = ["run", "residue", "first", "stop"]
        constraints = [
            models.UniqueConstraint(fields=["run", "residue", "first", "stop"], name="one_shard_of_each"),
            models.CheckConstraint(condition=Q(residue__lt=F("modulus")), name="shard_has_campaigns"),
            models.CheckConstraint(condition=Q(first__lt=F("stop"), stop__lte=BUCKETS), name="shard_has_buckets"),
        ]

    def __str__(self) -> str:
        return f"{self.first}–{self.stop - 1} of run {self.run_id}, {self.residue + 1} / {self.modulus}"

    @property
    def is_whole(self) -> bool:
        """It is over all buckets."""
        return (self.first, self.stop) == (0, BUCKETS)

    @property
    def key(self) -> str:
        """Of its job: no two shards share one."""
        return f"{self.run_id}:{self.residue}:{self.first}-{self.stop}"

    @property
    def percent(self) -> int:
        """Progress 0…100."""
        return 100 if self.finished_at else min(99, (self.job and self.job.percent) or 0)


class PartialResult(models.Model):
    """One campaign × the creators of one shard, until the run is merged (`actions.partials.Partial`).

    The table is partitioned by the generation of its run and dropped with it. The primary key in the database is
    (generation, campaign, first bucket), so a step that is repeated stores nothing twice; `id` is a plain number.
    """

    generation = models.BigIntegerField()
    campaign = models.ForeignKey(
        "brands.Campaign", on_delete=models.CASCADE, related_name="+", db_constraint=False, db_index=False
    )
    first = models.PositiveSmallIntegerField()
    stop = models.PositiveSmallIntegerField()
    version = models.PositiveIntegerField()
    rules = models.CharField(max_length=64)
    seen = models.BigIntegerField()
    criteria = ArrayField(models.TextField())
    tally = models.BinaryField()
    pairs = models.BinaryField()
    ranked = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["generation", "campaign", "first"], name="one_partial_a_shard"),
        ]

    def __str__(self) -> str:
        return f"{self.campaign_id}: buckets {self.first}–{self.stop - 1}"
