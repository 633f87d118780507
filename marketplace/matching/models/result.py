"""What one campaign's run came to, as counts."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from marketplace.core.models import TimeStamped


class CampaignResult(TimeStamped):
    """The counts of one campaign over every creator. Its row is also the lock under which its matches are written, and
    `generation` says which of them readers see (`models.generation`).

    `tallies` holds, for each of the 256 buckets of creators, one integer per outcome and one per criterion × tier
    (`engine.tally`), in pieces that begin and end at `tally_ends` (`actions.pieces`): a changed creator rewrites the
    piece of their bucket only. `counts` and `sole` are their sums, ready to show:
    {"pass": 1204, …} and {"r1": {"all": 37, "nano": 30, …}, …}: creators whom this criterion alone rules out.
    """

    campaign = models.OneToOneField("brands.Campaign", on_delete=models.CASCADE, related_name="match_result")
    epoch = models.ForeignKey("matching.Epoch", null=True, on_delete=models.PROTECT, related_name="+")
    run = models.ForeignKey("matching.MatchRun", null=True, on_delete=models.SET_NULL, related_name="results")
    campaign_version = models.PositiveIntegerField(default=0)
    rule_set_hash = models.CharField(max_length=64, blank=True, default="")
    change_seen = models.BigIntegerField(default=0)
    criteria = models.JSONField(default=list)
    counts = models.JSONField(default=dict)
    sole = models.JSONField(default=dict)
    tallies = models.BinaryField(default=bytes)
    tally_ends = ArrayField(models.IntegerField(), default=list)
    creators = models.PositiveBigIntegerField(default=0)
    qualified = models.PositiveBigIntegerField(default=0)
    generation = models.BigIntegerField(_("generation"), db_default=0, default=0)
    computed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(qualified__lte=models.F("creators")), name="result_qualified_of_all")
        ]

    def __str__(self) -> str:
        return f"{self.campaign_id}: {self.qualified} of {self.creators}"
