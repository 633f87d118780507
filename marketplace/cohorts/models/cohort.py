"""One intake of a programme: when one may apply, how many seats there are, and how it runs."""

import datetime
import uuid
import zoneinfo
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from marketplace.cohorts.enums import LIVE, SHOWN, CohortState
from marketplace.core.days import day_in
from marketplace.core.models import TimeStamped
from marketplace.programmes.models import Programme

MOST_SEATS, MOST_CYCLES, MOST_WEEKS, MOST_POSTS = 2_000, 12, 52, 21
#: How many questions, and how many characters each of them has.
MOST_QUESTIONS, MOST_QUESTION = 8, 200
WEEK = datetime.timedelta(days=7)


class CohortQuerySet(models.QuerySet["Cohort"]):
    def live(self) -> Self:
        """Taking applications, choosing or running."""
        return self.filter(state__in=LIVE)

    def shown(self) -> Self:
        """All but drafts, which are for those who run them."""
        return self.filter(state__in=SHOWN)


class Cohort(TimeStamped):
    """Seats in a programme for some cycles of some weeks.

    Days are days in `time_zone`. `closes_on` is the first day no longer open, as with programmes; all who applied have
    their answer before `answers_by` begins. `seats_taken` counts the entries that hold a seat: the database refuses one
    more than there are. `posts_per_week` 0 asks for no cadence.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="cohorts")
    name = models.CharField(_("name"), max_length=120)
    state = models.CharField(_("state"), max_length=10, choices=CohortState, default=CohortState.DRAFT)
    time_zone = models.CharField(_("time zone"), max_length=64, default="Europe/Paris")
    is_by_invitation = models.BooleanField(_("by invitation only"), default=False)
    opens_on = models.DateField(_("applications open on"))
    closes_on = models.DateField(_("first day closed"))
    answers_by = models.DateField(_("everybody is answered before"))
    starts_on = models.DateField(_("starts on"))
    cycles = models.PositiveSmallIntegerField(_("cycles"), default=1)
    weeks = models.PositiveSmallIntegerField(_("weeks in a cycle"), default=8)
    posts_per_week = models.PositiveSmallIntegerField(_("posts a week"), default=0)
    seats = models.PositiveSmallIntegerField(_("seats"))
    seats_taken = models.PositiveSmallIntegerField(_("seats taken"), default=0, editable=False)
    about = models.TextField(_("what members get and do"), max_length=2_000, blank=True)
    questions = ArrayField(
        models.CharField(max_length=MOST_QUESTION),
        default=list,
        blank=True,
        size=MOST_QUESTIONS,
        verbose_name=_("questions"),
    )
    asks_for_work = models.BooleanField(_("asks for a link to a work"), default=False)
    state_reason = models.TextField(_("reason"), max_length=1_000, blank=True)

    objects = CohortQuerySet.as_manager()

    class Meta:
        verbose_name = _("cohort")
        verbose_name_plural = _("cohorts")
        ordering = ["-starts_on", "-id"]
        permissions = [("run_cohort", _("Can run cohorts, choose members and approve mentors"))]
        indexes = [models.Index(fields=["programme", "state"], name="cohort_of_programme")]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=CohortState.values), name="cohort_state_known"),
            models.CheckConstraint(condition=Q(seats_taken__lte=F("seats")), name="cohort_seats_never_exceeded"),
            models.CheckConstraint(condition=Q(seats__gte=1, seats__lte=MOST_SEATS), name="cohort_seats_in_range"),
            models.CheckConstraint(condition=Q(cycles__gte=1, cycles__lte=MOST_CYCLES), name="cohort_cycles_in_range"),
            models.CheckConstraint(condition=Q(weeks__gte=1, weeks__lte=MOST_WEEKS), name="cohort_weeks_in_range"),
            models.CheckConstraint(condition=Q(posts_per_week__lte=MOST_POSTS), name="cohort_posts_in_range"),
            models.CheckConstraint(
                condition=Q(
                    closes_on__gt=F("opens_on"),
                    answers_by__gte=F("closes_on"),
                    starts_on__gte=F("closes_on"),
                ),
                name="cohort_days_in_order",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def seats_free(self) -> int:
        return self.seats - self.seats_taken

    @property
    def last_day_to_apply(self) -> datetime.date:
        return self.closes_on - datetime.timedelta(days=1)

    @property
    def total_weeks(self) -> int:
        return self.cycles * self.weeks

    @property
    def ends_on(self) -> datetime.date:
        """The first day after its last week."""
        return self.starts_on + WEEK * self.total_weeks

    @property
    def is_live(self) -> bool:
        return self.state in LIVE

    def day_at(self, at: datetime.datetime) -> datetime.date:
        """The date in the cohort's time zone at an instant."""
        return day_in(self.time_zone, at)

    def beginning_of(self, day: datetime.date) -> datetime.datetime:
        """The instant at which a day begins in the cohort's time zone."""
        return datetime.datetime.combine(day, datetime.time(), zoneinfo.ZoneInfo(self.time_zone))

    def cycle_on(self, day: datetime.date) -> int:
        """The number of the cycle that a day is in: 1 up to the first day, and at most the number of cycles."""
        passed = (day - self.starts_on) // (WEEK * self.weeks)
        return max(1, min(self.cycles, passed + 1))
