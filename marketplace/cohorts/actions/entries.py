"""What a creator does: applies, takes the seat, says no, withdraws, leaves."""

import datetime
from collections.abc import Sequence

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from creators.models import Channel, Creator
from marketplace.accounts.models import Person
from marketplace.accounts.policies import require_may_act
from marketplace.activity.record import SYSTEM
from marketplace.cohorts import policies
from marketplace.cohorts.actions import gates
from marketplace.cohorts.actions.moving import (
    SeatsTaken,
    Settled,
    fill_seats,
    hold_cohort,
    hold_entry,
    move,
    note,
)
from marketplace.cohorts.enums import SAID_BY_CREATOR, EntryKind, EntryState, Reason, Side
from marketplace.cohorts.models import Cohort, Entry
from marketplace.cohorts.verdicts import Standing, standing_of
from marketplace.core.errors import DomainError, Invalid, Refused

Moved = tuple[Cohort, Entry]


class NotYours(Refused):
    """Only the person behind the entry may do this."""


class RulesNotMet(DomainError):
    """The rules of the programme are not met."""


class TimeOver(DomainError):
    """The time to answer is over."""


@transaction.atomic
def submit(
    *, actor: Person, cohort: Cohort, channel: Channel | None = None, answers: Sequence[str] = (), work_url: str = ""
) -> Entry:
    """Apply. Raises a Refused, Invalid, NotOpen, ByInvitation, RulesNotMet, AlreadyEntered, or what age stands
    against it (AgeNotKnown, TooYoung, NeedsConsent)."""
    require_may_act(actor)
    held = hold_cohort(cohort)
    creator = gates.profile_of(actor)
    gates.takes_applications(held)
    if policies.may_run(actor, held.programme):
        raise gates.OwnCohort(_("You run this programme: nobody decides about themself."))
    policies.require_old_enough(creator, held)
    through = gates.channel_for(held, creator, channel)
    texts, link = gates.answers_are_whole(held, answers, work_url)
    standing = standing_of(held, creator, through, keep=True)
    if standing.is_refused:
        raise RulesNotMet(_("You do not meet the rules of this programme yet: see which and what would change it."))
    until = held.beginning_of(held.answers_by)
    written = {"channel": through, "answers": texts, "work_url": link, **standing.as_kept()}
    before = Entry.objects.filter(cohort=held, creator=creator).first()
    if before is not None:
        return _send_again(before, actor, until, written)
    return _write(
        Entry(
            cohort=held, creator=creator, kind=EntryKind.APPLICATION, state=EntryState.SUBMITTED, created_by=actor,
            answer_until=until, reason_code=Reason.SENT, **written,
        ),
        actor,
    )  # fmt: skip


@transaction.atomic
def confirm(*, actor: Person, entry: Entry, channel: Channel | None = None) -> Entry:
    """Take the seat that is held, or accept an invitation. Where no seat is left, an invitation waits for one.

    Raises NotYours, Settled, TimeOver, RulesNotMet, NotOpen, Invalid, or what age stands against it.
    """
    cohort, held = _hold(actor, entry)
    gates.is_live(cohort)
    gates.programme_is_on(cohort)
    _expect(held, EntryState.INVITED, EntryState.ACCEPTED)
    policies.require_old_enough(held.creator, cohort)
    if held.state == EntryState.INVITED:
        _agree_through(cohort, held, channel)
    try:
        return move(held, EntryState.MEMBER, actor=actor, side=Side.CREATOR, code=Reason.AGREED)
    except SeatsTaken:
        return move(held, EntryState.WAITLISTED, actor=actor, side=Side.CREATOR, code=Reason.SEATS_FILLED)


@transaction.atomic
def decline(*, actor: Person, entry: Entry, reason_code: str, reason: str = "") -> Entry:
    """Say no to an invitation or to the seat that is held; the seat goes to who waits. Raises as `confirm`."""
    cohort, held = _hold(actor, entry)
    _expect(held, EntryState.INVITED, EntryState.ACCEPTED)
    return _go(cohort, held, EntryState.DECLINED, actor, reason_code, reason)


@transaction.atomic
def withdraw(*, actor: Person, entry: Entry, reason_code: str = Reason.CHANGED_MIND, reason: str = "") -> Entry:
    """Take one's application back, or one's place on the waiting list. Raises NotYours, Settled, Invalid."""
    cohort, held = _hold(actor, entry)
    _expect(held, EntryState.SUBMITTED, EntryState.WAITLISTED)
    return _go(cohort, held, EntryState.WITHDRAWN, actor, reason_code, reason)


@transaction.atomic
def leave(*, actor: Person, entry: Entry, reason_code: str, reason: str = "") -> Entry:
    """Give one's seat up; it goes to who waits. Raises NotYours, Settled, Invalid."""
    cohort, held = _hold(actor, entry)
    _expect(held, EntryState.MEMBER)
    return _go(cohort, held, EntryState.LEFT, actor, reason_code, reason)


@transaction.atomic
def expire(*, entry: Entry) -> Entry:
    """Close an entry that nobody answered in time, with the reason; what it held goes on. Safe to repeat."""
    cohort, held = hold_cohort(entry.cohort), hold_entry(entry)
    waits = held.state == EntryState.SUBMITTED or held.waits_for_creator
    if not waits or held.answer_until is None or timezone.now() < held.answer_until:
        return held
    code = Reason.NO_DECISION if held.state == EntryState.SUBMITTED else Reason.NO_ANSWER
    move(held, EntryState.EXPIRED, actor=SYSTEM, side=Side.PRODUCT, code=code)
    fill_seats(cohort)
    return held


def _hold(actor: Person, entry: Entry) -> Moved:
    require_may_act(actor)
    cohort, held = hold_cohort(entry.cohort), hold_entry(entry)
    if held.creator.person_id != actor.pk:
        raise NotYours(_("Only the person behind the entry may do this."))
    return cohort, held


def _expect(entry: Entry, *states: EntryState) -> None:
    if entry.state not in states:
        raise Settled(_("This entry has its answer already: %(state)s.") % {"state": entry.get_state_display()})
    if entry.waits_for_creator and entry.answer_until is not None and timezone.now() >= entry.answer_until:
        raise TimeOver(_("The time to answer is over."))


def _go(cohort: Cohort, entry: Entry, state: EntryState, actor: Person, code: str, reason: str) -> Entry:
    if code not in SAID_BY_CREATOR:
        raise Invalid({"reason_code": _("Choose a reason: the organisers read it.")})
    move(entry, state, actor=actor, side=Side.CREATOR, code=Reason(code), reason=reason)
    fill_seats(cohort)
    return entry


def _agree_through(cohort: Cohort, entry: Entry, channel: Channel | None) -> None:
    """What an application says when it is sent, an invitation says when it is accepted."""
    creator: Creator = entry.creator
    entry.channel = gates.channel_for(cohort, creator, channel or entry.channel)
    standing: Standing = standing_of(cohort, creator, entry.channel, keep=True)
    if standing.is_refused:
        raise RulesNotMet(_("You do not meet the rules of this programme yet: see which and what would change it."))
    kept = standing.as_kept()
    for name, value in kept.items():
        setattr(entry, name, value)
    entry.save(update_fields=["channel", *kept, "updated_at"])


def _send_again(before: Entry, actor: Person, until: datetime.datetime, written: dict[str, object]) -> Entry:
    """Whoever withdrew may think better of it while the cohort is open; every other entry stays what it is."""
    held = hold_entry(before)
    if held.state != EntryState.WITHDRAWN:
        raise gates.AlreadyEntered(_("You have an entry in this cohort already."))
    for name, value in written.items():
        setattr(held, name, value)
    held.save(update_fields=[*written, "updated_at"])
    return move(held, EntryState.SUBMITTED, actor=actor, side=Side.CREATOR, code=Reason.SENT, until=until)


def _write(entry: Entry, actor: Person) -> Entry:
    try:
        with transaction.atomic():
            entry.save(force_insert=True)
    except IntegrityError as error:
        raise gates.AlreadyEntered(_("You have an entry in this cohort already.")) from error
    note(entry, actor, Side.CREATOR)
    return entry
