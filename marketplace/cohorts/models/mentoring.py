"""Mentors of the pupils' space, checked by staff; and who is whose mentor, with wishes and refusals."""

import uuid
from typing import Any, Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from marketplace.cohorts.enums import MentorState, Side
from marketplace.cohorts.models.cohort import Cohort
from marketplace.cohorts.models.entry import Entry
from marketplace.core.models import TimeStamped
from marketplace.programmes.models import Programme

MOST_MENTEES, MOST_FIELDS, MOST_WISHES = 10, 5, 5


class MentorQuerySet(models.QuerySet["Mentor"]):
    def approved(self) -> Self:
        return self.filter(state=MentorState.APPROVED, person__is_active=True, person__suspended_at=None)

    def of_person(self, person: Any) -> Self:
        if not getattr(person, "is_authenticated", False):
            return self.none()
        return self.filter(person=person)


class Mentor(TimeStamped):
    """An adult who offers to advise pupils of one programme. `capacity`: so many at a time. Nobody is one before staff
    have checked who they are; the check is by a second person."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="mentors")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(_("state"), max_length=8, choices=MentorState, default=MentorState.OFFERED)
    display_name = models.CharField(_("name that pupils read"), max_length=80)
    organisation = models.CharField(_("organisation"), max_length=120, blank=True)
    fields = ArrayField(models.CharField(max_length=40), default=list, blank=True, verbose_name=_("fields"))
    about = models.TextField(_("what they can help with"), max_length=1_000)
    capacity = models.PositiveSmallIntegerField(_("pupils at a time"), default=1)
    reason = models.TextField(_("reason"), max_length=1_000, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    objects = MentorQuerySet.as_manager()

    class Meta:
        verbose_name = _("mentor")
        verbose_name_plural = _("mentors")
        ordering = ["display_name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "person"], name="one_mentor_a_programme"),
            models.CheckConstraint(
                condition=Q(capacity__gte=1, capacity__lte=MOST_MENTEES), name="mentor_capacity_in_range"
            ),
            models.CheckConstraint(
                condition=~Q(state=MentorState.APPROVED) | Q(decided_by__isnull=False),
                name="mentor_approved_by_someone",
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=models.F("person")), name="mentor_approved_by_another"
            ),
        ]

    def __str__(self) -> str:
        return self.display_name

    @property
    def is_approved(self) -> bool:
        return self.state == MentorState.APPROVED


class Wish(models.Model):
    """A pupil would like this mentor; 1 is the first choice."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="wishes")
    mentor = models.ForeignKey(Mentor, on_delete=models.CASCADE, related_name="wishes")
    rank = models.PositiveSmallIntegerField(_("choice"))

    class Meta:
        verbose_name = _("wish")
        verbose_name_plural = _("wishes")
        ordering = ["rank"]
        constraints = [
            models.UniqueConstraint(fields=["entry", "mentor"], name="one_wish_a_mentor"),
            models.UniqueConstraint(fields=["entry", "rank"], name="one_wish_a_rank"),
            models.CheckConstraint(condition=Q(rank__gte=1, rank__lte=MOST_WISHES), name="wish_in_range"),
        ]

    def __str__(self) -> str:
        return f"{self.entry_id} → {self.mentor_id}"


class Veto(models.Model):
    """These two do not work together; who said so and why is for staff alone."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="vetoes")
    mentor = models.ForeignKey(Mentor, on_delete=models.CASCADE, related_name="vetoes")
    side = models.CharField(max_length=10, choices=Side)
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("veto")
        verbose_name_plural = _("vetoes")
        constraints = [models.UniqueConstraint(fields=["entry", "mentor"], name="one_veto_a_pair")]

    def __str__(self) -> str:
        return f"{self.entry_id} × {self.mentor_id}"


class Mentorship(TimeStamped):
    """A mentor and a pupil, until it ends."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="mentorships")
    mentor = models.ForeignKey(Mentor, on_delete=models.PROTECT, related_name="mentorships")
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="mentorships")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    reason = models.TextField(_("reason"), max_length=1_000, blank=True)

    class Meta:
        verbose_name = _("mentorship")
        verbose_name_plural = _("mentorships")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["entry"], condition=Q(ended_at=None), name="one_mentor_a_pupil"),
            models.CheckConstraint(condition=Q(ended_at=None) | ~Q(reason=""), name="mentorship_ends_with_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.mentor_id} → {self.entry_id}"

    @property
    def is_running(self) -> bool:
        return self.ended_at is None
