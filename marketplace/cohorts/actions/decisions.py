"""What organisers decide: about many at once, all or none, with a reason that reaches each."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from marketplace.accounts.models import Person
from marketplace.cohorts import policies
from marketplace.cohorts.actions import gates
from marketplace.cohorts.actions.moving import (
    SeatsTaken,
    Settled,
    fill_seats,
    hold_cohort,
    hold_entry,
    move,
    offer_seat,
    takes_newcomers,
)
from marketplace.cohorts.enums import WAIT_FOR_ORGANISERS, Decision, EntryState, Reason, Side
from marketplace.cohorts.models import Cohort, Entry
from marketplace.core.errors import DomainError, Invalid

MOST_AT_ONCE = 500


class NothingChosen(DomainError):
    """No entry was chosen."""


@transaction.atomic
def decide(*, actor: Person, cohort: Cohort, entries: Sequence[Entry], decision: str, reason: str) -> list[Entry]:
    """Accept, put on the waiting list or decline all of these, or none of them; each reads the reason.

    Raises a Refused, NotOpen, NothingChosen, Settled (one has its answer already), SeatsTaken (fewer seats than
    chosen), Invalid without a reason.
    """
    held = hold_cohort(cohort)
    policies.require_organiser(actor, held.programme)
    gates.is_live(held)
    chosen = _hold_all(held, entries)
    wanted = _wanted(decision)
    if not reason.strip():
        raise Invalid({"reason": _("Say why: everybody you chose reads it.")})
    _nobody_decides_about_themself(actor, chosen)
    if wanted == Decision.ACCEPT:
        _seats_suffice(held, len(chosen))
    return [_carry_out(one, held, wanted, actor, reason) for one in chosen]


@transaction.atomic
def remove(*, actor: Person, entry: Entry, reason: str) -> Entry:
    """End somebody's membership, and say why; the seat goes to who waits. Raises a Refused, Settled, Invalid."""
    cohort, held = hold_cohort(entry.cohort), hold_entry(entry)
    policies.require_organiser(actor, cohort.programme)
    move(held, EntryState.LEFT, actor=actor, side=Side.ORGANISERS, code=Reason.WRITTEN, reason=reason)
    fill_seats(cohort)
    return held


def _hold_all(cohort: Cohort, entries: Sequence[Entry]) -> list[Entry]:
    ids = [one.pk for one in entries]
    if not ids:
        raise NothingChosen(_("Choose at least one entry."))
    if len(ids) > MOST_AT_ONCE:
        raise Invalid({"entries": _("Choose at most %(count)s at once.") % {"count": MOST_AT_ONCE}})
    rows = Entry.objects.filter(pk__in=ids, cohort=cohort).order_by("pk").select_for_update(of=("self",))
    held = list(rows.select_related("creator__person", "cohort__programme"))
    if len(held) != len(set(ids)):
        raise Invalid({"entries": _("Some of these are not of this cohort.")})
    answered = [one for one in held if one.state not in WAIT_FOR_ORGANISERS]
    if answered:
        names = ", ".join(one.creator.display_name for one in answered[:3])
        raise Settled(_("Not all of them wait for a decision: %(names)s.") % {"names": names})
    return held


def _wanted(decision: str) -> Decision:
    try:
        return Decision(decision)
    except ValueError:
        raise Invalid({"decision": _("Choose what you decide.")}) from None


def _nobody_decides_about_themself(actor: Person, chosen: Sequence[Entry]) -> None:
    if any(one.creator.person_id == actor.pk for one in chosen):
        raise gates.OwnCohort(_("Nobody decides about themself."))


def _seats_suffice(cohort: Cohort, wanted: int) -> None:
    if not takes_newcomers(cohort):
        raise gates.NotOpen(_("Its last cycle has begun: nobody can join any more."))
    if wanted > cohort.seats_free:
        free = ngettext("One seat is free", "%(free)s seats are free", cohort.seats_free) % {"free": cohort.seats_free}
        raise SeatsTaken(
            _("%(free)s, and you chose %(wanted)s people. Nothing was decided.") % {"free": free, "wanted": wanted}
        )


def _carry_out(entry: Entry, cohort: Cohort, decision: Decision, actor: Person, reason: str) -> Entry:
    said = {"actor": actor, "side": Side.ORGANISERS, "code": Reason.WRITTEN, "reason": reason}
    if decision == Decision.ACCEPT:
        return offer_seat(entry, cohort, **said)  # type: ignore[arg-type]
    if decision == Decision.WAITLIST and entry.state == EntryState.WAITLISTED:
        raise Settled(_("Not all of them wait for a decision: %(names)s.") % {"names": entry.creator.display_name})
    state = EntryState.WAITLISTED if decision == Decision.WAITLIST else EntryState.DECLINED
    return move(entry, state, **said)  # type: ignore[arg-type]
