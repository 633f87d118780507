"""One creator and one cohort: an application or an invitation, its answers, and the membership it may become."""

import uuid
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from creators.models import Channel, Creator
from marketplace.cohorts.enums import (
    ENDED,
    HOLD_A_SEAT,
    WAIT_FOR_CREATOR,
    WAIT_FOR_ORGANISERS,
    EntryKind,
    EntryState,
    Reason,
    Side,
)
from marketplace.cohorts.models.cohort import Cohort
from marketplace.core.models import AppendOnly, TimeStamped
from marketplace.eligibility import Outcome


class EntryQuerySet(models.QuerySet["Entry"]):
    def of_person(self, person: Any) -> Self:
        """A creator's own."""
        if not getattr(person, "is_authenticated", False):
            return self.none()
        return self.filter(creator__person=person)

    def members(self) -> Self:
        """Those who are in now."""
        return self.filter(state=EntryState.MEMBER)


class Entry(TimeStamped):
    """The one entry of a creator in a cohort. `answers` stand beside the cohort's questions, in their order.

    `verdict` is what the programme's rules said on the day it was sent (codes and outcomes, no private value), with the
    hash of the rule set. `reason` is why it is in its state, and whoever is concerned reads it.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="entries")
    creator = models.ForeignKey(Creator, on_delete=models.PROTECT, related_name="entries")
    channel = models.ForeignKey(Channel, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_("kind"), max_length=12, choices=EntryKind)
    state = models.CharField(_("state"), max_length=10, choices=EntryState)
    answers = models.JSONField(_("answers"), default=list, blank=True)
    work_url = models.URLField(_("link to the work"), max_length=300, blank=True)
    message = models.TextField(_("message"), max_length=1_000, blank=True)
    verdict = models.JSONField(default=dict, blank=True)
    verdict_outcome = models.PositiveSmallIntegerField(null=True, blank=True)
    rule_set_hash = models.CharField(max_length=64, blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    answer_until = models.DateTimeField(_("answer until"), null=True, blank=True)
    waiting_since = models.DateTimeField(_("on the waiting list since"), null=True, blank=True)
    decided_at = models.DateTimeField(_("last moved"), default=timezone.now)
    reason_code = models.CharField(_("reason"), max_length=14, choices=Reason)
    reason = models.TextField(_("reason in words"), max_length=1_000, blank=True)

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("entry")
        verbose_name_plural = _("entries")
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["cohort", "state", "id"], name="entry_of_cohort"),
            models.Index(fields=["creator", "-id"], name="entry_of_creator"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["cohort", "creator"], name="one_entry_a_person"),
            models.CheckConstraint(condition=Q(state__in=EntryState.values), name="entry_state_known"),
            models.CheckConstraint(condition=Q(kind__in=EntryKind.values), name="entry_kind_known"),
            models.CheckConstraint(condition=~Q(reason_code=""), name="entry_always_has_a_reason"),
            models.CheckConstraint(
                condition=~Q(reason_code=Reason.WRITTEN) | ~Q(reason=""), name="entry_written_reason_has_words"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[*WAIT_FOR_CREATOR, EntryState.SUBMITTED]) | Q(answer_until__isnull=False),
                name="entry_that_waits_has_a_deadline",
            ),
            models.CheckConstraint(
                condition=~Q(state=EntryState.WAITLISTED) | Q(waiting_since__isnull=False),
                name="entry_on_the_list_has_a_place",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cohort_id} × {self.creator_id} ({self.state})"

    @property
    def holds_a_seat(self) -> bool:
        return self.state in HOLD_A_SEAT

    @property
    def has_ended(self) -> bool:
        return self.state in ENDED

    @property
    def waits_for_creator(self) -> bool:
        return self.state in WAIT_FOR_CREATOR

    @property
    def waits_for_organisers(self) -> bool:
        return self.state in WAIT_FOR_ORGANISERS

    @property
    def outcome(self) -> Outcome | None:
        """What the programme's rules said when it was sent."""
        return None if self.verdict_outcome is None else Outcome(self.verdict_outcome)

    @property
    def reason_in_words(self) -> str:
        """Why it is where it is, in the reader's language as far as the product says it."""
        return self.reason or str(Reason(self.reason_code).label)


class EntryEvent(AppendOnly):
    """One step of an entry."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="events")
    state = models.CharField(max_length=10, choices=EntryState)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    side = models.CharField(max_length=10, choices=Side)
    reason_code = models.CharField(max_length=14, choices=Reason)
    reason = models.TextField(blank=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("step of an entry")
        verbose_name_plural = _("steps of entries")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.entry_id} {self.state}"

    @property
    def reason_in_words(self) -> str:
        return self.reason or str(Reason(self.reason_code).label)


class Membership(TimeStamped):
    """From which cycle to which an entry is in its cohort; somebody who leaves keeps the cycles they were in."""

    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, related_name="membership")
    first_cycle = models.PositiveSmallIntegerField(_("first cycle"), default=1)
    last_cycle = models.PositiveSmallIntegerField(_("last cycle"))
    joined_on = models.DateField(_("member since"))
    ended_on = models.DateField(_("member until"), null=True, blank=True)

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [
            models.CheckConstraint(
                condition=Q(first_cycle__gte=1, last_cycle__gte=F("first_cycle")), name="membership_cycles_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.entry_id}: {self.first_cycle}–{self.last_cycle}"
