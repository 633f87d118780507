"""Who is in a roster, and who is next."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from marketplace.rosters.models.roster import Roster


class Line(models.Model):
    """One creator through one channel, as the choice saw them: score in points, cost in minor units."""

    creator = models.ForeignKey("creators.Creator", on_delete=models.CASCADE, related_name="+")
    channel = models.ForeignKey("creators.Channel", on_delete=models.CASCADE, related_name="+")
    score = models.PositiveSmallIntegerField(_("score"))
    outcome = models.PositiveSmallIntegerField(_("outcome"))
    cost_minor = models.BigIntegerField(_("cost"))

    class Meta:
        abstract = True


class RosterPick(Line):
    """One chosen. `marginal` is what they add to the others: their score less what overlap takes. `contact` is the
    invitation that was sent from here; `refused` why none could be."""

    roster = models.ForeignKey(Roster, on_delete=models.CASCADE, related_name="picks")
    place = models.PositiveSmallIntegerField()
    marginal = models.IntegerField(_("adds"))
    is_pinned = models.BooleanField(_("pinned"), default=False)
    contact = models.ForeignKey("deals.Contact", null=True, on_delete=models.PROTECT, related_name="+")
    refused = models.CharField(_("not invited because"), max_length=40, blank=True, default="")

    class Meta:
        verbose_name = _("pick of a roster")
        verbose_name_plural = _("picks of rosters")
        ordering = ["roster", "place"]
        constraints = [
            models.UniqueConstraint(fields=["roster", "creator"], name="one_pick_a_creator"),
            models.CheckConstraint(condition=Q(contact=None) | Q(refused=""), name="pick_invited_or_refused"),
        ]

    def __str__(self) -> str:
        return f"{self.roster_id} #{self.place}: {self.creator_id}"

    @property
    def shared(self) -> int:
        """Points lost to audiences that others of the roster reach too."""
        return self.score - self.marginal


class RosterMiss(Line):
    """One left out: the best roster with them is worth `loss` points less; at `enough_cost` or below they come in by
    themselves (None: at no price). `keeps_out` are the limits they would break: [["budget", ""], ["at_most", …]]."""

    roster = models.ForeignKey(Roster, on_delete=models.CASCADE, related_name="misses")
    loss = models.PositiveIntegerField()
    keeps_out = models.JSONField(default=list)
    instead_of = models.JSONField(default=list)
    enough_cost = models.BigIntegerField(null=True)

    class Meta:
        verbose_name = _("near miss of a roster")
        verbose_name_plural = _("near misses of rosters")
        ordering = ["roster", "loss", "pk"]
        constraints = [models.UniqueConstraint(fields=["roster", "creator"], name="one_miss_a_creator")]

    def __str__(self) -> str:
        return f"{self.roster_id}: {self.creator_id} −{self.loss}"
