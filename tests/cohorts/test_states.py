"""What may follow what, for every pair of states; and what each step needs, takes and leaves."""

from datetime import timedelta

import pytest
from django.utils import timezone

from marketplace.activity.record import SYSTEM
from marketplace.cohorts.actions import cohorts, decisions, entries, gates, invitations, moving
from marketplace.cohorts.enums import HOLD_A_SEAT, CohortState, EntryState, Reason, Side
from marketplace.cohorts.models import Cohort, Entry, EntryEvent, Membership
from marketplace.cohorts.tasks import close_applications, expire
from marketplace.core.errors import Invalid, Refused
from tests.factories.accounts import PersonFactory
from tests.factories.cohorts import (
    DAY,
    REASON,
    a_cohort,
    a_creator,
    a_member,
    applied,
    decided,
    invited,
    manager_of,
    running,
    today,
)
from tests.factories.programmes import a_programme

pytestmark = pytest.mark.django_db
State = EntryState


def seats(cohort):
    cohort.refresh_from_db()
    held = Entry.objects.filter(cohort=cohort, state__in=HOLD_A_SEAT).count()
    assert cohort.seats_taken == held
    return cohort.seats_taken


@pytest.mark.parametrize("before", State.values)
@pytest.mark.parametrize("after", State.values)
def test_every_pair_of_states_is_allowed_or_refused(before, after):
    cohort = a_cohort()
    entry = applied(cohort)
    taken = 1 if before in HOLD_A_SEAT else 0
    soon = timezone.now() + timedelta(days=1)
    Entry.objects.filter(pk=entry.pk).update(state=before, answer_until=soon, waiting_since=soon)
    Cohort.objects.filter(pk=cohort.pk).update(seats_taken=taken)
    if before == State.MEMBER:
        Membership.objects.create(entry=entry, last_cycle=1, joined_on=today())
    held = moving.hold_entry(entry)
    said = {"actor": SYSTEM, "side": Side.PRODUCT, "code": Reason.FINISHED, "until": soon}
    if after in moving.NEXT.get(before, ()):
        assert moving.move(held, State(after), **said).state == after
    else:
        with pytest.raises(moving.Settled):
            moving.move(held, State(after), **said)
        entry.refresh_from_db()
        assert entry.state == before
    seats(cohort)


def test_from_an_application_to_the_end():
    cohort = a_cohort(questions=["Why you?"])
    entry = applied(cohort, answers=["  I teach physics.  "])
    assert (entry.state, entry.answers, entry.outcome.name) == (State.SUBMITTED, ["I teach physics."], "PASS")
    assert len(entry.rule_set_hash) == 64
    assert seats(cohort) == 0
    assert decided(entry, "accept").state == State.ACCEPTED
    assert seats(cohort) == 1
    member = entries.confirm(actor=entry.creator.person, entry=entry)
    assert (member.state, member.membership.first_cycle, member.membership.last_cycle) == (State.MEMBER, 1, 1)
    manager = manager_of(cohort.programme)
    cohorts.close_applications(actor=manager, cohort=cohort)
    cohorts.start(actor=manager, cohort=cohort)
    cohorts.finish(actor=manager, cohort=cohort)
    steps = list(EntryEvent.objects.filter(entry=entry).values_list("state", "side"))
    assert steps == [
        ("submitted", "creator"), ("accepted", "organisers"), ("member", "creator"), ("completed", "product"),
    ]  # fmt: skip
    assert seats(cohort) == 1


def test_an_invitation_takes_no_seat_before_it_is_accepted():
    cohort = a_cohort(seats=1)
    first, second = invited(cohort), invited(cohort)
    assert seats(cohort) == 0
    assert entries.confirm(actor=first.creator.person, entry=first).state == State.MEMBER
    late = entries.confirm(actor=second.creator.person, entry=second)
    assert (late.state, late.reason_code) == (State.WAITLISTED, Reason.SEATS_FILLED)
    assert seats(cohort) == 1


def test_a_seat_that_is_given_up_goes_to_who_waits_longest():
    cohort = a_cohort(seats=1)
    member = a_member(cohort)
    longest, other = decided(applied(cohort), "waitlist"), decided(applied(cohort), "waitlist")
    entries.leave(actor=member.creator.person, entry=member, reason_code=Reason.NO_TIME)
    longest.refresh_from_db()
    other.refresh_from_db()
    assert (longest.state, longest.reason_code) == (State.ACCEPTED, Reason.SEAT_FREED)
    assert longest.answer_until > timezone.now()
    assert other.state == State.WAITLISTED
    assert seats(cohort) == 1


def test_a_seat_nobody_takes_in_time_moves_on_with_a_reason():
    cohort = a_cohort(seats=1)
    silent, waiting = decided(applied(cohort), "accept"), decided(applied(cohort), "waitlist")
    expire(None, entry_id=silent.pk)
    silent.refresh_from_db()
    assert silent.state == State.ACCEPTED
    Entry.objects.filter(pk=silent.pk).update(answer_until=timezone.now() - timedelta(seconds=1))
    with pytest.raises(entries.TimeOver):
        entries.confirm(actor=silent.creator.person, entry=silent)
    expire(None, entry_id=silent.pk)
    expire(None, entry_id=silent.pk)
    silent.refresh_from_db()
    waiting.refresh_from_db()
    assert (silent.state, silent.reason_code) == (State.EXPIRED, Reason.NO_ANSWER)
    assert waiting.state == State.ACCEPTED
    assert seats(cohort) == 1


def test_nobody_waits_for_ever_for_organisers():
    entry = applied(a_cohort())
    assert entry.answer_until == entry.cohort.beginning_of(entry.cohort.answers_by)
    Entry.objects.filter(pk=entry.pk).update(answer_until=timezone.now() - timedelta(seconds=1))
    expire(None, entry_id=entry.pk)
    entry.refresh_from_db()
    assert (entry.state, entry.reason_code) == (State.EXPIRED, Reason.NO_DECISION)


def test_starting_answers_everybody_who_waits_and_needs_the_reason():
    cohort = a_cohort()
    entry, manager = applied(cohort), manager_of(cohort.programme)
    with pytest.raises(Invalid) as refusal:
        cohorts.start(actor=manager, cohort=cohort)
    assert list(refusal.value.errors) == ["reason"]
    cohort.refresh_from_db()
    assert cohort.state == CohortState.OPEN
    cohorts.start(actor=manager, cohort=cohort, reason="We chose by theme.")
    entry.refresh_from_db()
    assert (entry.state, entry.reason) == (State.DECLINED, "We chose by theme.")


def test_cancelling_tells_everybody_why():
    cohort = a_cohort(seats=1)
    member, waiting, asked = a_member(cohort), decided(applied(cohort), "waitlist"), invited(cohort)
    cohorts.cancel(actor=manager_of(cohort.programme), cohort=cohort, reason="The studio burned down.")
    found = [Entry.objects.get(pk=one.pk) for one in (member, waiting, asked)]
    assert [one.state for one in found] == [State.LEFT, State.DECLINED, State.DECLINED]
    assert {one.reason for one in found} == {"The studio burned down."}
    assert seats(cohort) == 0


def test_whoever_withdrew_may_send_it_again_and_nobody_else():
    cohort = a_cohort()
    entry = applied(cohort)
    with pytest.raises(gates.AlreadyEntered):
        applied(cohort, entry.creator)
    entries.withdraw(actor=entry.creator.person, entry=entry)
    again = applied(cohort, entry.creator)
    assert (again.pk, again.state) == (entry.pk, State.SUBMITTED)
    decided(again, "decline")
    with pytest.raises(gates.AlreadyEntered):
        applied(cohort, entry.creator)


def test_applications_are_taken_on_the_cohorts_own_days():
    closed = a_cohort(opens_on=today() - 9 * DAY, closes_on=today() + 3 * DAY)
    Cohort.objects.filter(pk=closed.pk).update(closes_on=today() - 2 * DAY)
    with pytest.raises(gates.NotOpen):
        applied(closed)
    close_applications(None, cohort_id=closed.pk)
    closed.refresh_from_db()
    assert closed.state == CohortState.SELECTING
    early = a_cohort(a_programme("early"), opens_on=today() + 2 * DAY)
    with pytest.raises(gates.NotOpen, match="yet"):
        applied(early)
    by_invitation = a_cohort(a_programme("invited"), is_by_invitation=True)
    with pytest.raises(gates.ByInvitation):
        applied(by_invitation)
    assert Entry.objects.count() == 0


def test_rules_that_are_missed_refuse_and_unknown_ones_do_not():
    rules = {"followers": {"measure": "followers", "op": "gte", "value": 10_000}}
    from tests.factories.creators import MeasurementFactory

    cohort = a_cohort(a_programme("big", rules=rules))
    small, unknown = a_creator(), a_creator()
    MeasurementFactory(channel=small.channels.get(), followers=9_999)
    with pytest.raises(entries.RulesNotMet):
        applied(cohort, small)
    assert applied(cohort, unknown).outcome.name == "UNKNOWN"


def test_strangers_and_viewers_decide_nothing():
    cohort = a_cohort()
    entry = applied(cohort)
    for actor in (PersonFactory(), entry.creator.person):
        with pytest.raises(Refused):
            decisions.decide(actor=actor, cohort=cohort, entries=[entry], decision="accept", reason=REASON)
        with pytest.raises(Refused):
            cohorts.cancel(actor=actor, cohort=cohort, reason=REASON)
    with pytest.raises(entries.NotYours):
        entries.withdraw(actor=manager_of(cohort.programme), entry=entry)
    entry.refresh_from_db()
    assert entry.state == State.SUBMITTED


def test_an_invitation_is_taken_back_with_a_reason():
    entry = invited(a_cohort())
    manager = manager_of(entry.cohort.programme)
    with pytest.raises(Invalid):
        invitations.take_back(actor=manager, entry=entry, reason=" ")
    back = invitations.take_back(actor=manager, entry=entry, reason="We miscounted.")
    assert (back.state, back.reason) == (State.WITHDRAWN, "We miscounted.")


def test_newcomers_begin_with_a_cycle_that_has_not_begun():
    cohort = running(a_cohort(cycles=2, weeks=4), starts_on=today() - 3 * DAY)
    entry = invited(cohort)
    assert entries.confirm(actor=entry.creator.person, entry=entry).membership.first_cycle == 2
    late = running(a_cohort(a_programme("late"), cycles=2, weeks=1), starts_on=today() - 10 * DAY)
    with pytest.raises(gates.NotOpen, match="last cycle"):
        invited(late)
