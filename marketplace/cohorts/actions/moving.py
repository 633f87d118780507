"""How entries move: the table of what may follow what, the seats they take and free, and the record of each step."""

import datetime

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from marketplace.activity.record import SYSTEM, System, record
from marketplace.cohorts.enums import (
    HOLD_A_SEAT,
    TIME_TO_ANSWER,
    CohortState,
    EntryState,
    Reason,
    Side,
)
from marketplace.cohorts.jobs import EXPIRE
from marketplace.cohorts.models import Cohort, Entry, EntryEvent, Membership
from marketplace.cohorts.policies import Actor
from marketplace.core.errors import DomainError, Invalid

State = EntryState
#: What may follow each state; nothing follows the others. Whoever withdrew may send their application again.
NEXT: dict[str, tuple[EntryState, ...]] = {
    State.SUBMITTED: (State.ACCEPTED, State.WAITLISTED, State.DECLINED, State.WITHDRAWN, State.EXPIRED),
    State.INVITED: (State.MEMBER, State.WAITLISTED, State.DECLINED, State.WITHDRAWN, State.EXPIRED),
    State.WAITLISTED: (State.ACCEPTED, State.DECLINED, State.WITHDRAWN),
    State.ACCEPTED: (State.MEMBER, State.DECLINED, State.WITHDRAWN, State.EXPIRED),
    State.MEMBER: (State.COMPLETED, State.LEFT),
    State.WITHDRAWN: (State.SUBMITTED,),
}
LONGEST_REASON = 1_000
MOVED = [
    "state", "reason_code", "reason", "decided_at", "answer_until", "waiting_since", "updated_at",
]  # fmt: skip


class SeatsTaken(DomainError):
    """There are not as many seats."""


class Settled(DomainError):
    """This does not follow from where the entry is."""


def hold_cohort(cohort: Cohort) -> Cohort:
    """The cohort as it is now, locked until the transaction ends: its seats are given one decision at a time."""
    rows = Cohort.objects.select_for_update(of=("self",))
    return rows.select_related("programme__brand").get(pk=cohort.pk)


def hold_entry(entry: Entry) -> Entry:
    """The entry as it is now, locked. Its cohort is locked before it, always."""
    rows = Entry.objects.select_for_update(of=("self",))
    return rows.select_related("creator__person", "cohort__programme", "channel__platform").get(pk=entry.pk)


def move(
    entry: Entry,
    state: EntryState,
    *,
    actor: Actor,
    side: Side,
    code: Reason,
    reason: str = "",
    until: datetime.datetime | None = None,
) -> Entry:
    """Take a held entry of a held cohort one step further. Raises Settled, SeatsTaken, or Invalid for the reason."""
    if state not in NEXT.get(entry.state, ()):
        raise Settled(_("This entry has its answer already: %(state)s.") % {"state": entry.get_state_display()})
    text = reason.strip()
    if code == Reason.WRITTEN and not text:
        raise Invalid({"reason": _("Say why: the people concerned will read it.")})
    if len(text) > LONGEST_REASON:
        raise Invalid({"reason": _("Keep it within %(count)s characters.") % {"count": LONGEST_REASON}})
    _count_seats(entry, state)
    entry.state, entry.reason_code, entry.reason, entry.decided_at = state, code, text, timezone.now()
    entry.answer_until = until
    entry.waiting_since = entry.decided_at if state == State.WAITLISTED else None
    entry.save(update_fields=MOVED)
    _keep_membership(entry)
    note(entry, actor, side)
    return entry


def note(entry: Entry, actor: Actor, side: Side) -> None:
    """Add the present state to the entry's history and to the record of everything, and set its clock."""
    person = None if isinstance(actor, System) else actor
    EntryEvent.objects.create(
        entry=entry, state=entry.state, actor=person, side=side, reason_code=entry.reason_code, reason=entry.reason
    )
    if entry.answer_until is not None:
        key = f"{entry.pk}:{entry.answer_until.isoformat()}"
        EXPIRE.enqueue(key=key, run_after=entry.answer_until, entry_id=entry.pk)
    data = {"cohort_id": entry.cohort_id, "creator_id": entry.creator_id, "side": side, "reason": entry.reason_code}
    record(f"cohorts.entry_{entry.state}", actor=actor, subject=entry, data=data)


def offer_seat(entry: Entry, cohort: Cohort, *, actor: Actor, side: Side, code: Reason, reason: str = "") -> Entry:
    """Hold a seat for somebody until they have answered. Raises SeatsTaken, Settled."""
    until = timezone.now() + TIME_TO_ANSWER
    return move(entry, State.ACCEPTED, actor=actor, side=side, code=code, reason=reason, until=until)


def fill_seats(cohort: Cohort) -> list[Entry]:
    """Give free seats to those who wait longest, as long as newcomers are taken. The cohort is held."""
    cohort.refresh_from_db(fields=["seats_taken", "state"])
    if cohort.seats_free < 1 or not takes_newcomers(cohort):
        return []
    first = Entry.objects.filter(cohort=cohort, state=State.WAITLISTED).order_by("waiting_since", "pk")
    held = list(first.select_for_update(of=("self",)).select_related("creator__person")[: cohort.seats_free])
    return [offer_seat(one, cohort, actor=SYSTEM, side=Side.PRODUCT, code=Reason.SEAT_FREED) for one in held]


def newcomers_cycle(cohort: Cohort, day: datetime.date) -> int:
    """The cycle that somebody begins with who joins on this day: one that has not begun before it."""
    if cohort.state != CohortState.RUNNING or day <= cohort.starts_on:
        return 1
    running = (day - cohort.starts_on).days // (7 * cohort.weeks) + 1
    is_first_day = (day - cohort.starts_on).days % (7 * cohort.weeks) == 0
    return running if is_first_day else running + 1


def takes_newcomers(cohort: Cohort) -> bool:
    """Whether somebody who joins today still has a whole cycle before them."""
    return cohort.is_live and newcomers_cycle(cohort, cohort.day_at(timezone.now())) <= cohort.cycles


def _count_seats(entry: Entry, state: EntryState) -> None:
    change = int(state in HOLD_A_SEAT) - int(entry.holds_a_seat)
    if not change:
        return
    try:
        with transaction.atomic():
            Cohort.objects.filter(pk=entry.cohort_id).update(seats_taken=F("seats_taken") + change)
    except IntegrityError as error:
        raise SeatsTaken(_("All seats of this cohort are taken.")) from error


def _keep_membership(entry: Entry) -> None:
    today = entry.cohort.day_at(timezone.now())
    if entry.state == State.MEMBER:
        cohort = Cohort.objects.get(pk=entry.cohort_id)
        first = min(newcomers_cycle(cohort, today), cohort.cycles)
        Membership.objects.create(entry=entry, first_cycle=first, last_cycle=cohort.cycles, joined_on=today)
    elif entry.state in (State.COMPLETED, State.LEFT):
        membership = Membership.objects.get(entry=entry)
        membership.ended_on = today
        if entry.state == State.LEFT:
            membership.last_cycle = max(membership.first_cycle, entry.cohort.cycle_on(today))
        membership.save(update_fields=["ended_on", "last_cycle", "updated_at"])
