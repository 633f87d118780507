"""Opening a cohort and taking it through its states; whoever still waits when it moves on is told why."""

import datetime
import zoneinfo
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from marketplace.accounts.models import Person
from marketplace.activity.record import SYSTEM, record
from marketplace.cohorts.actions import gates
from marketplace.cohorts.actions.moving import fill_seats, hold_cohort, move
from marketplace.cohorts.enums import CohortState, EntryState, Reason, Side
from marketplace.cohorts.jobs import CLOSE
from marketplace.cohorts.models import Cohort, Entry
from marketplace.cohorts.models.cohort import (
    MOST_CYCLES,
    MOST_POSTS,
    MOST_QUESTION,
    MOST_QUESTIONS,
    MOST_SEATS,
    MOST_WEEKS,
)
from marketplace.cohorts.policies import Actor, require_organiser
from marketplace.core.errors import DomainError, Invalid
from marketplace.programmes.enums import Kind
from marketplace.programmes.models import Programme

WRITTEN = (
    "name", "time_zone", "is_by_invitation", "opens_on", "closes_on", "answers_by", "starts_on", "cycles", "weeks",
    "posts_per_week", "seats", "about", "questions", "asks_for_work",
)  # fmt: skip
#: People applied on these: they stay once the cohort is open.
SETTLED_ONCE_OPEN = ("questions", "asks_for_work", "time_zone", "is_by_invitation", "opens_on")
#: Members count their weeks by these: they stay once it runs.
SETTLED_ONCE_RUNNING = (*SETTLED_ONCE_OPEN, "closes_on", "answers_by", "starts_on", "cycles", "weeks", "posts_per_week")
RANGES = {
    "seats": (1, MOST_SEATS),
    "cycles": (1, MOST_CYCLES),
    "weeks": (1, MOST_WEEKS),
    "posts_per_week": (0, MOST_POSTS),
}


class WrongState(DomainError):
    """The cohort is not where this begins."""


class NoCohorts(DomainError):
    """This programme has no cohorts."""


@transaction.atomic
def create(*, actor: Person, programme: Programme, **values: Any) -> Cohort:
    """A draft. Raises a Refused, NoCohorts (general rules), Invalid."""
    require_organiser(actor, programme)
    if programme.kind == Kind.GENERAL:
        raise NoCohorts(_("General rules have no cohorts."))
    cohort = Cohort(programme=programme, **_checked(Cohort(programme=programme), values))
    cohort.save(force_insert=True)
    record("cohorts.cohort_created", actor=actor, subject=cohort)
    return cohort


@transaction.atomic
def update(*, actor: Person, cohort: Cohort, **values: Any) -> Cohort:
    """Change what may still change. More seats go to those who wait. Raises a Refused, WrongState, Invalid."""
    held = _begin(actor, cohort, CohortState.DRAFT, CohortState.OPEN, CohortState.SELECTING, CohortState.RUNNING)
    asked = {name: value for name, value in values.items() if getattr(held, name) != value}
    settled = {CohortState.DRAFT: (), CohortState.RUNNING: SETTLED_ONCE_RUNNING}.get(
        CohortState(held.state), SETTLED_ONCE_OPEN
    )
    late = {name: _("This no longer changes: people rely on it.") for name in asked if name in settled}
    if late:
        raise Invalid(late)
    if asked.get("seats", held.seats) < held.seats_taken:
        raise Invalid({"seats": _("%(count)s seats are taken already.") % {"count": held.seats_taken}})
    for name, value in _checked(held, values).items():
        setattr(held, name, value)
    held.save(update_fields=[*values, "updated_at"])
    record("cohorts.cohort_changed", actor=actor, subject=held, data={"fields": sorted(asked)})
    if held.state == CohortState.OPEN and "closes_on" in asked:
        _set_clock(held)
    fill_seats(held)
    return held


@transaction.atomic
def open_applications(*, actor: Person, cohort: Cohort) -> Cohort:
    """Show it to everybody; applications are taken on its days. Raises a Refused, WrongState, NotOpen."""
    held = _begin(actor, cohort, CohortState.DRAFT)
    gates.programme_is_on(held)
    if held.day_at(timezone.now()) >= held.closes_on:
        raise gates.NotOpen(_("Its last day to apply has passed: choose later days first."))
    _set_clock(held)
    return _go(held, CohortState.OPEN, actor)


@transaction.atomic
def close_applications(*, actor: Actor, cohort: Cohort) -> Cohort:
    """No more applications; the choosing begins. Raises a Refused, WrongState."""
    return _go(_begin(actor, cohort, CohortState.OPEN), CohortState.SELECTING, actor)


@transaction.atomic
def start(*, actor: Person, cohort: Cohort, reason: str = "") -> Cohort:
    """The first week begins. Applications nobody decided about are declined with `reason`, which is then needed.

    The waiting list stays as long as newcomers are taken. Raises a Refused, WrongState, Invalid.
    """
    held = _begin(actor, cohort, CohortState.OPEN, CohortState.SELECTING)
    waiting = _held_entries(held, EntryState.SUBMITTED)
    if waiting and not reason.strip():
        raise Invalid({"reason": _("Some applications have no answer yet: say why they are declined.")})
    for one in waiting:
        move(
            one, EntryState.DECLINED, actor=actor, side=Side.ORGANISERS, code=Reason.WRITTEN, reason=reason
        )  # fmt: skip
    return _go(held, CohortState.RUNNING, actor)


@transaction.atomic
def finish(*, actor: Person, cohort: Cohort) -> Cohort:
    """It is over: members have completed it, and whoever still waits is told. Raises a Refused, WrongState."""
    held = _begin(actor, cohort, CohortState.RUNNING)
    said: dict[str, Any] = {"actor": SYSTEM, "side": Side.PRODUCT}
    for one in _held_entries(held, EntryState.MEMBER):
        move(one, EntryState.COMPLETED, code=Reason.FINISHED, **said)
    for one in _held_entries(held, EntryState.WAITLISTED):
        move(one, EntryState.DECLINED, code=Reason.SEATS_FILLED, **said)
    for one in _held_entries(held, EntryState.INVITED, EntryState.ACCEPTED):
        move(one, EntryState.DECLINED, code=Reason.FINISHED, **said)
    return _go(held, CohortState.DONE, actor)


@transaction.atomic
def cancel(*, actor: Person, cohort: Cohort, reason: str) -> Cohort:
    """It does not take place, or not any further; everybody concerned reads why. Raises a Refused, WrongState,
    Invalid without a reason."""
    held = _begin(actor, cohort, CohortState.DRAFT, CohortState.OPEN, CohortState.SELECTING, CohortState.RUNNING)
    text = reason.strip()
    if not text:
        raise Invalid({"reason": _("Say why: the people concerned will read it.")})
    said: dict[str, Any] = {"actor": actor, "side": Side.ORGANISERS, "code": Reason.CANCELLED, "reason": text}
    waiting = (EntryState.SUBMITTED, EntryState.INVITED, EntryState.WAITLISTED, EntryState.ACCEPTED)
    for one in _held_entries(held, *waiting):
        move(one, EntryState.DECLINED, **said)
    for one in _held_entries(held, EntryState.MEMBER):
        move(one, EntryState.LEFT, **said)
    held.state_reason = text
    return _go(held, CohortState.CANCELLED, actor)


def _begin(actor: Actor, cohort: Cohort, *states: CohortState) -> Cohort:
    held = hold_cohort(cohort)
    require_organiser(actor, held.programme)
    if held.state not in states:
        raise WrongState(_("This cohort is %(state)s.") % {"state": held.get_state_display().lower()})
    return held


def _go(cohort: Cohort, state: CohortState, actor: Actor) -> Cohort:
    cohort.state = state
    cohort.save(update_fields=["state", "state_reason", "updated_at"])
    record(f"cohorts.cohort_{state}", actor=actor, subject=cohort)
    return cohort


def _set_clock(cohort: Cohort) -> None:
    at = cohort.beginning_of(cohort.closes_on)
    CLOSE.enqueue(key=f"{cohort.pk}:{at.isoformat()}", run_after=at, cohort_id=cohort.pk)


def _held_entries(cohort: Cohort, *states: EntryState) -> list[Entry]:
    rows = Entry.objects.filter(cohort=cohort, state__in=states).order_by("pk").select_for_update(of=("self",))
    return list(rows.select_related("creator__person", "cohort__programme"))


def _checked(cohort: Cohort, values: dict[str, Any]) -> dict[str, Any]:
    """The values, if they make a cohort together with what stands. Raises Invalid."""
    whole = {name: values.get(name, getattr(cohort, name)) for name in WRITTEN}
    errors: dict[str, str] = {}
    if not str(whole["name"] or "").strip():
        errors["name"] = _("Give it a name.")
    for name, (least, most) in RANGES.items():
        if whole[name] is None or not least <= whole[name] <= most:
            errors[name] = _("Between %(least)s and %(most)s.") % {"least": least, "most": most}
    if whole["time_zone"] not in zoneinfo.available_timezones():
        errors["time_zone"] = _("Choose a time zone of the list.")
    if len(whole["questions"]) > MOST_QUESTIONS or any(not text.strip() for text in whole["questions"]):
        errors["questions"] = _("At most %(count)s questions, each with words.") % {"count": MOST_QUESTIONS}
    elif any(len(text) > MOST_QUESTION for text in whole["questions"]):
        errors["questions"] = _("A question has at most %(count)s characters.") % {"count": MOST_QUESTION}
    errors |= _wrong_days({name: whole[name] for name in ("opens_on", "closes_on", "answers_by", "starts_on")})
    if errors:
        raise Invalid(errors)
    return values


def _wrong_days(days: dict[str, datetime.date | None]) -> dict[str, str]:
    missing = {name: _("Choose a day.") for name, day in days.items() if day is None}
    if missing:
        return missing
    opens, closes, answers, starts = (day for day in days.values() if day is not None)
    errors = {}
    if closes <= opens:
        errors["closes_on"] = _("It closes after it opens.")
    if answers < closes:
        errors["answers_by"] = _("Answers come after applications have closed.")
    if starts < closes:
        errors["starts_on"] = _("It starts after applications have closed.")
    return errors


#: A cohort's way through its states, word by word, as pages and API call them.
STEPS: dict[str, Any] = {
    "open": open_applications,
    "close": close_applications,
    "start": start,
    "finish": finish,
    "cancel": cancel,
}
#: Those that turn people away take a reason; the others tell nobody anything that needs one.
WITH_REASON = ("start", "cancel")
