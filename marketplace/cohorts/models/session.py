"""When members of a cohort meet: webinars for all, meetings of two; and who was there."""

import datetime
import secrets
import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from marketplace.cohorts.enums import Attendance, SessionKind, SessionState
from marketplace.cohorts.models.cohort import Cohort
from marketplace.cohorts.models.entry import Entry
from marketplace.core.models import TimeStamped

SHORTEST, LONGEST = 5, 480


class SessionQuerySet(models.QuerySet["Session"]):
    def planned(self) -> Self:
        return self.filter(state=SessionState.PLANNED)


class Session(TimeStamped):
    """One meeting. `capacity` None is room for everybody; a one-to-one has one place.

    `sequence` grows with each change, so that calendars know which of two copies is the newer one.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="sessions")
    kind = models.CharField(_("kind"), max_length=12, choices=SessionKind)
    state = models.CharField(_("state"), max_length=10, choices=SessionState, default=SessionState.PLANNED)
    title = models.CharField(_("title"), max_length=120)
    about = models.TextField(_("what it is about"), max_length=1_000, blank=True)
    starts_at = models.DateTimeField(_("starts"))
    minutes = models.PositiveSmallIntegerField(_("length in minutes"), default=60)
    place = models.CharField(_("place"), max_length=160, blank=True)
    url = models.URLField(_("link"), max_length=300, blank=True)
    capacity = models.PositiveSmallIntegerField(_("places"), null=True, blank=True)
    host = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    sequence = models.PositiveSmallIntegerField(default=0, editable=False)
    state_reason = models.CharField(_("reason"), max_length=300, blank=True)

    objects = SessionQuerySet.as_manager()

    class Meta:
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        ordering = ["starts_at", "pk"]
        indexes = [models.Index(fields=["cohort", "starts_at"], name="session_of_cohort")]
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=SessionKind.values), name="session_kind_known"),
            models.CheckConstraint(
                condition=Q(minutes__gte=SHORTEST, minutes__lte=LONGEST), name="session_length_in_range"
            ),
            models.CheckConstraint(condition=Q(capacity=None) | Q(capacity__gte=1), name="session_has_a_place"),
            models.CheckConstraint(
                condition=~Q(kind=SessionKind.ONE_TO_ONE) | Q(capacity=1), name="session_of_two_has_one_place"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def ends_at(self) -> datetime.datetime:
        return self.starts_at + datetime.timedelta(minutes=self.minutes)

    @property
    def is_planned(self) -> bool:
        return self.state == SessionState.PLANNED

    @property
    def is_ahead(self) -> bool:
        """It takes place, and has not begun."""
        return self.is_planned and timezone.now() < self.starts_at

    @property
    def is_one_to_one(self) -> bool:
        return self.kind == SessionKind.ONE_TO_ONE


class Place(TimeStamped):
    """A member at a session: said to come or not, was there or not."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="places")
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="places")
    attendance = models.CharField(_("attendance"), max_length=10, choices=Attendance, default=Attendance.COMING)

    class Meta:
        verbose_name = _("place in a session")
        verbose_name_plural = _("places in sessions")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["session", "entry"], name="one_place_a_member"),
            models.CheckConstraint(condition=Q(attendance__in=Attendance.values), name="attendance_known"),
        ]

    def __str__(self) -> str:
        return f"{self.session_id} × {self.entry_id}: {self.attendance}"


def a_key() -> str:
    return secrets.token_urlsafe(24)


class CalendarFeed(TimeStamped):
    """The secret address of somebody's calendar. Another key makes the old address worth nothing."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=40, unique=True, default=a_key)

    class Meta:
        verbose_name = _("calendar feed")
        verbose_name_plural = _("calendar feeds")

    def __str__(self) -> str:
        return f"#{self.person_id}"
