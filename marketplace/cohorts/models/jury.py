"""Who scores the entries of a cohort, by what, and what came of it."""

import uuid
from fractions import Fraction
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from marketplace.cohorts.enums import JuryState
from marketplace.cohorts.models.cohort import Cohort
from marketplace.cohorts.models.entry import Entry
from marketplace.core.models import TimeStamped

#: The weights of a jury's categories sum to this.
WHOLE = 10_000
MOST_POINTS, MOST_CATEGORIES, MOST_JURORS = 100, 8, 30


class JuryQuerySet(models.QuerySet["Jury"]):
    def begun(self) -> Self:
        """Those whose candidates jurors may read."""
        return self.filter(state__in=[JuryState.OPEN, JuryState.CLOSED])

    def of_juror(self, person: Any) -> Self:
        """The juries that name somebody's verified address, those being prepared too."""
        if not getattr(person, "is_authenticated", False) or not person.has_verified_email:
            return self.none()
        mine = Juror.objects.filter(jury=models.OuterRef("pk"), email=person.email.lower(), removed_at=None)
        return self.filter(models.Exists(mine))


class Jury(TimeStamped):
    """The jury of a cohort. `salt` settles the last ties: it is drawn when the scoring opens, its hash is shown from
    then on and the salt itself once it is closed, so that anybody can check that it was not chosen afterwards.

    `quorum`: so many ballots everybody needs before it can be closed.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    cohort = models.OneToOneField(Cohort, on_delete=models.PROTECT, related_name="jury")
    state = models.CharField(_("state"), max_length=8, choices=JuryState, default=JuryState.DRAFT)
    is_anonymous = models.BooleanField(_("jurors do not see who is who"), default=True)
    shows_work = models.BooleanField(_("jurors see the link to the work"), default=False)
    quorum = models.PositiveSmallIntegerField(_("ballots needed for each"), default=2)
    closes_on = models.DateField(_("scores are due before"), null=True, blank=True)
    guide = models.TextField(_("what jurors should know"), max_length=2_000, blank=True)
    salt = models.CharField(max_length=64, blank=True, editable=False)
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = JuryQuerySet.as_manager()

    class Meta:
        verbose_name = _("jury")
        verbose_name_plural = _("juries")
        constraints = [
            models.CheckConstraint(condition=Q(quorum__gte=1, quorum__lte=MOST_JURORS), name="jury_quorum_in_range"),
            models.CheckConstraint(
                condition=Q(state=JuryState.DRAFT) | ~Q(salt=""), name="jury_has_a_salt_once_it_is_open"
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.cohort_id} ({self.state})"

    @property
    def is_open(self) -> bool:
        return self.state == JuryState.OPEN

    @property
    def is_closed(self) -> bool:
        return self.state == JuryState.CLOSED


class Category(models.Model):
    """One thing that is scored from 0 to 100, and how much it weighs (basis points of the whole)."""

    jury = models.ForeignKey(Jury, on_delete=models.CASCADE, related_name="categories")
    name = models.CharField(_("category"), max_length=80)
    weight_bp = models.PositiveSmallIntegerField(_("weight"))
    position = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = pgettext_lazy("jury", "category")
        verbose_name_plural = pgettext_lazy("jury", "categories")
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["jury", "position"], name="category_position_once"),
            models.CheckConstraint(
                condition=Q(weight_bp__gte=1, weight_bp__lte=WHOLE), name="category_weight_in_range"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Juror(TimeStamped):
    """Somebody who scores, by the address they sign in with; entrants never learn their name."""

    jury = models.ForeignKey(Jury, on_delete=models.CASCADE, related_name="jurors")
    email = models.EmailField(_("e-mail address"))
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("juror")
        verbose_name_plural = _("jurors")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint("jury", Lower("email"), name="one_juror_an_address"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"


class Candidate(models.Model):
    """An entry before the jury, under a code that tells nothing. What came of it is written once, when it closes:
    the weighted mean as an exact fraction of points × basis points, the place, and the rule that settled it."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    jury = models.ForeignKey(Jury, on_delete=models.CASCADE, related_name="candidates")
    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, related_name="candidate")
    code = models.CharField(_("code"), max_length=8)
    place = models.PositiveSmallIntegerField(_("place"), null=True, blank=True)
    total = models.BigIntegerField(null=True, blank=True)
    ballots_counted = models.PositiveSmallIntegerField(default=0)
    settled_by = models.CharField(max_length=40, blank=True)

    class Meta:
        verbose_name = _("candidate")
        verbose_name_plural = _("candidates")
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(fields=["jury", "code"], name="candidate_code_once"),
            models.UniqueConstraint(fields=["jury", "place"], name="candidate_place_once"),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def mean(self) -> Fraction | None:
        """The weighted mean in points, 0…100; None before the close and without ballots."""
        if self.total is None or not self.ballots_counted:
            return None
        return Fraction(self.total, self.ballots_counted * WHOLE)

    @property
    def mean_in_hundredths(self) -> int | None:
        """The same in hundredths of a point, rounded half up, to be shown; places come from the exact one."""
        return None if self.mean is None else int(self.mean * 100 + Fraction(1, 2))


class Ballot(TimeStamped):
    """One juror about one candidate: scores with a comment, or a recusal with its reason."""

    juror = models.ForeignKey(Juror, on_delete=models.CASCADE, related_name="ballots")
    candidate = models.ForeignKey(Candidate, on_delete=models.CASCADE, related_name="ballots")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    is_recused = models.BooleanField(_("recused"), default=False)
    comment = models.TextField(_("comment"), max_length=1_000, blank=True)

    class Meta:
        verbose_name = _("ballot")
        verbose_name_plural = _("ballots")
        constraints = [
            models.UniqueConstraint(fields=["juror", "candidate"], name="one_ballot_a_juror"),
            models.CheckConstraint(condition=Q(is_recused=False) | ~Q(comment=""), name="recusal_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.juror_id} × {self.candidate_id}"


class Score(models.Model):
    """The points of a ballot in one category."""

    ballot = models.ForeignKey(Ballot, on_delete=models.CASCADE, related_name="scores")
    category = models.ForeignKey(Category, on_delete=models.PROTECT, related_name="+")
    points = models.PositiveSmallIntegerField(_("points"))

    class Meta:
        verbose_name = _("score")
        verbose_name_plural = _("scores")
        constraints = [
            models.UniqueConstraint(fields=["ballot", "category"], name="one_score_a_category"),
            models.CheckConstraint(condition=Q(points__lte=MOST_POINTS), name="score_in_range"),
        ]

    def __str__(self) -> str:
        return f"{self.ballot_id}.{self.category_id}: {self.points}"
