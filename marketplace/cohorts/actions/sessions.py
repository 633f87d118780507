"""Planning sessions, taking a place in one, and noting who was there."""

import datetime
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from marketplace.accounts.models import Person
from marketplace.accounts.policies import require_may_act
from marketplace.activity.record import record
from marketplace.cohorts import policies
from marketplace.cohorts.actions import gates
from marketplace.cohorts.enums import LIVE, Attendance, EntryState, SessionKind, SessionState
from marketplace.cohorts.models import Cohort, Entry, Mentorship, Place, Session
from marketplace.cohorts.models.session import LONGEST, SHORTEST
from marketplace.cohorts.queries.mentoring import mentorships_of
from marketplace.cohorts.queries.sessions import is_with_a_mentor, meetings_of
from marketplace.core.errors import DomainError, Invalid, Refused

WRITTEN = ("title", "about", "starts_at", "minutes", "place", "url", "capacity")
#: Nobody plans further ahead; calendars of programs have an end.
LATEST = datetime.timedelta(days=5 * 365)
MARKED = (Attendance.ATTENDED, Attendance.MISSED)


class NotAMember(Refused):
    """Sessions are for members of the cohort."""


class NotTheirPupil(Refused):
    """Mentors meet their own pupils."""


class SessionFull(DomainError):
    """Every place is taken."""


class SessionOver(DomainError):
    """The session has begun, or does not take place."""


class AdultsOnly(DomainError):
    """Brands meet adults only."""


@transaction.atomic
def plan(*, actor: Person, cohort: Cohort, kind: str, guest: Entry | None = None, **values: Any) -> Session:
    """Announce a session to the members. A one-to-one has one place: for `guest`, or for whoever takes it.

    Raises a Refused, NotOpen, Invalid, NotAMember or AdultsOnly (the guest).
    """
    held = _hold_cohort(cohort)
    policies.require_organiser(actor, held.programme)
    return _plan(actor, held, kind, guest, values)


@transaction.atomic
def plan_with_pupil(*, actor: Person, pair: Mentorship, **values: Any) -> Session:
    """A mentor asks a pupil of theirs to a meeting of two. Raises a Refused, NotOpen, Invalid, SessionFull."""
    require_may_act(actor)
    held = _hold_cohort(pair.cohort)
    row = mentorships_of(actor).filter(pk=pair.pk).select_for_update(of=("self",)).first()
    if row is None:
        raise NotTheirPupil(_("Mentors plan meetings with their own pupils."))
    return _plan(actor, held, SessionKind.ONE_TO_ONE, row.entry, values)


@transaction.atomic
def change(*, actor: Person, session: Session, **values: Any) -> Session:
    """Move or rewrite a session that has not begun; whoever comes is told. Raises a Refused, SessionOver, Invalid."""
    row = _hold(session)
    _require_keeper(actor, row)
    _expect_ahead(row)
    values = _checked(row.kind, {**{name: getattr(row, name) for name in WRITTEN}, **values})
    if values["capacity"] is not None and values["capacity"] < _taken(row):
        raise Invalid({"capacity": _("More places than that are taken already.")})
    changed = [name for name in WRITTEN if getattr(row, name) != values[name]]
    if not changed:
        return row
    for name in changed:
        setattr(row, name, values[name])
    row.sequence += 1
    row.save(update_fields=[*changed, "sequence", "updated_at"])
    record("cohorts.session_changed", actor=actor, subject=row, data={"fields": changed})
    return row


@transaction.atomic
def cancel(*, actor: Person, session: Session, reason: str) -> Session:
    """It does not take place; whoever comes reads why. Raises a Refused, SessionOver, Invalid."""
    row = _hold(session)
    _require_keeper(actor, row)
    _expect_ahead(row)
    if not reason.strip():
        raise Invalid({"reason": _("Say why: the people concerned will read it.")})
    return _call_off(row, actor, reason.strip()[:300])


def cancel_meetings(*, actor: Person, pair: Mentorship) -> int:
    """A mentor and a pupil part: their meetings to come do not take place; how many. Part of the caller's
    transaction, and for callers who have asked whether the actor may part them."""
    ahead = meetings_of(pair).planned().filter(starts_at__gt=timezone.now())
    return len([_call_off(row, actor, "") for row in ahead.select_for_update(of=("self",))])


@transaction.atomic
def join(*, actor: Person, session: Session) -> Place:
    """Take a place, as a member. Raises NotAMember, SessionOver, SessionFull, AdultsOnly."""
    require_may_act(actor)
    row = _hold(session)
    _expect_ahead(row)
    entry = Entry.objects.members().filter(cohort=row.cohort, creator__person=actor).first()
    if entry is None:
        raise NotAMember(_("Sessions are for members of the cohort."))
    comes_already = row.places.filter(entry=entry, attendance=Attendance.COMING).exists()
    place = _seat(row, entry)
    if not comes_already:
        record("cohorts.place_taken", actor=actor, subject=row, data={"entry_id": place.entry_id})
    return place


@transaction.atomic
def leave(*, actor: Person, session: Session) -> Place:
    """Say that one does not come; the place is free again. Raises NotAMember, SessionOver."""
    require_may_act(actor)
    row = _hold(session)
    _expect_ahead(row)
    place = Place.objects.filter(session=row, entry__creator__person=actor).first()
    if place is None:
        raise NotAMember(_("You have no place in this session."))
    place.attendance = Attendance.NOT_COMING
    place.save(update_fields=["attendance", "updated_at"])
    record("cohorts.place_given_back", actor=actor, subject=row, data={"entry_id": place.entry_id})
    return place


@transaction.atomic
def mark(*, actor: Person, session: Session, attendance: Mapping[int, str]) -> int:
    """Note who was there, by the ids of entries, once it has begun; how many lines changed.

    Raises a Refused, SessionOver (cancelled, or still to come), Invalid.
    """
    row = _hold(session)
    _require_keeper(actor, row)
    if not row.is_planned or timezone.now() < row.starts_at:
        raise SessionOver(_("Who was there is noted once it has begun."))
    if any(word not in MARKED for word in attendance.values()):
        raise Invalid({"attendance": _("Somebody was there, or was not.")})
    states = (EntryState.MEMBER, EntryState.COMPLETED, EntryState.LEFT)
    members = Entry.objects.filter(cohort=row.cohort, state__in=states, pk__in=attendance)
    if is_with_a_mentor(row):
        members = members.filter(places__session=row)
    changed = 0
    for entry in members.order_by("pk"):
        _place, is_new = Place.objects.get_or_create(
            session=row, entry=entry, defaults={"attendance": attendance[entry.pk]}
        )
        if not is_new and _place.attendance != attendance[entry.pk]:
            _place.attendance = attendance[entry.pk]
            _place.save(update_fields=["attendance", "updated_at"])
            is_new = True
        changed += is_new
    record("cohorts.attendance_noted", actor=actor, subject=row, data={"count": changed})
    return changed


def _plan(actor: Person, cohort: Cohort, kind: str, guest: Entry | None, values: dict[str, Any]) -> Session:
    """The session itself, for whoever may plan one. The cohort is held."""
    if cohort.state not in LIVE:
        raise gates.NotOpen(_("This cohort is %(state)s.") % {"state": cohort.get_state_display().lower()})
    if kind not in SessionKind.values:
        raise Invalid({"kind": _("Choose what kind of session it is.")})
    empty = {"title": "", "about": "", "starts_at": None, "minutes": 60, "place": "", "url": "", "capacity": None}
    whole = _checked(kind, {**empty, **values})
    session = Session.objects.create(cohort=cohort, kind=kind, host=actor, **whole)
    if guest is not None:
        if guest.cohort_id != cohort.pk or guest.state != EntryState.MEMBER:
            raise NotAMember(_("Sessions are for members of the cohort."))
        _seat(session, guest)
    data = {"guest_id": guest.pk if guest else None}
    record("cohorts.session_planned", actor=actor, subject=session, data=data)
    return session


def _seat(session: Session, entry: Entry) -> Place:
    """A place for a member; the session is held, so places are given one at a time."""
    host_is_staff = policies.runs_as_staff(session.host)
    if session.is_one_to_one and not policies.may_be_alone_with(host_is_staff, entry.creator, session.cohort):
        raise AdultsOnly(_("Meetings of two with a brand begin at 18."))
    pairs = Mentorship.objects.filter(mentor__person=session.host, entry=entry, ended_at=None)
    if is_with_a_mentor(session) and not host_is_staff and not pairs.exists():
        raise NotTheirPupil(_("Mentors meet their own pupils."))
    place = Place.objects.filter(session=session, entry=entry).first()
    if place is not None and place.attendance == Attendance.COMING:
        return place
    if session.capacity is not None and _taken(session) >= session.capacity:
        raise SessionFull(_("Every place is taken."))
    if place is None:
        place = Place.objects.create(session=session, entry=entry)
    else:
        place.attendance = Attendance.COMING
        place.save(update_fields=["attendance", "updated_at"])
    return place


def _call_off(row: Session, actor: Person, reason: str) -> Session:
    row.state, row.state_reason, row.sequence = SessionState.CANCELLED, reason, row.sequence + 1
    row.save(update_fields=["state", "state_reason", "sequence", "updated_at"])
    record("cohorts.session_cancelled", actor=actor, subject=row)
    return row


def _taken(session: Session) -> int:
    return session.places.exclude(attendance=Attendance.NOT_COMING).count()


def _hold_cohort(cohort: Cohort) -> Cohort:
    return Cohort.objects.select_for_update(of=("self",)).select_related("programme__brand").get(pk=cohort.pk)


def _hold(session: Session) -> Session:
    rows = Session.objects.select_for_update(of=("self",)).select_related("cohort__programme__brand", "host")
    return rows.get(pk=session.pk)


def _require_keeper(actor: Person, session: Session) -> None:
    """Organisers keep all sessions of a cohort; a mentor those with pupils they advise now."""
    require_may_act(actor)
    if session.host_id == actor.pk and mentorships_of(actor).filter(entry__places__session=session).exists():
        return
    policies.require_organiser(actor, session.cohort.programme)


def _expect_ahead(session: Session) -> None:
    if not session.is_ahead:
        raise SessionOver(_("This session has begun, or does not take place."))


def _checked(kind: str, values: dict[str, Any]) -> dict[str, Any]:
    """The values of a session, trimmed. Raises Invalid."""
    errors = {}
    values = {**values, **{name: values[name].strip() for name in ("title", "about", "place", "url")}}
    if not values["title"]:
        errors["title"] = _("Give it a title.")
    starts: datetime.datetime | None = values["starts_at"]
    if starts is None or starts <= timezone.now():
        errors["starts_at"] = _("Choose a moment to come.")
    elif starts > timezone.now() + LATEST:
        errors["starts_at"] = _("Choose a moment within five years.")
    if values["minutes"] is None or not SHORTEST <= values["minutes"] <= LONGEST:
        errors["minutes"] = _("Between %(least)s and %(most)s.") % {"least": SHORTEST, "most": LONGEST}
    if not values["place"] and not values["url"]:
        errors["url"] = _("Say where: a link or a place.")
    if values["url"]:
        try:
            URLValidator(schemes=["https", "http"])(values["url"])
        except ValidationError:
            errors["url"] = _("Paste the whole link, with https://.")
    if kind == SessionKind.ONE_TO_ONE:
        values["capacity"] = 1
    if values["capacity"] is not None and values["capacity"] < 1:
        errors["capacity"] = _("At least one place, or leave it empty: then there is room for everybody.")
    if errors:
        raise Invalid(errors)
    return values
