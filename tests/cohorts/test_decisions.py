"""Many at once: all or none, never more than there are seats, a reason for each."""

import threading

import pytest
from django.db import IntegrityError, connection, transaction

from marketplace.cohorts.actions import cohorts, decisions, entries, moving
from marketplace.cohorts.enums import HOLD_A_SEAT, EntryState
from marketplace.cohorts.models import Cohort, Entry
from marketplace.core.errors import DomainError, Invalid
from tests.factories.cohorts import REASON, a_cohort, a_creator, a_member, applied, decided, manager_of


def choose(cohort, chosen, decision="accept", reason=REASON):
    actor = manager_of(cohort.programme)
    return decisions.decide(actor=actor, cohort=cohort, entries=chosen, decision=decision, reason=reason)


def states(chosen):
    return [Entry.objects.get(pk=one.pk).state for one in chosen]


@pytest.mark.django_db
def test_the_reason_reaches_each():
    cohort = a_cohort(seats=3)
    chosen = [applied(cohort) for _place in range(3)]
    choose(cohort, chosen, "decline", "The theme did not fit.")
    assert states(chosen) == [EntryState.DECLINED] * 3
    assert {Entry.objects.get(pk=one.pk).reason for one in chosen} == {"The theme did not fit."}


@pytest.mark.django_db
@pytest.mark.parametrize(("decision", "reason"), [("accept", ""), ("decline", "  "), ("marry", REASON)])
def test_nothing_is_decided_without_a_reason_or_by_another_word(decision, reason):
    cohort = a_cohort()
    chosen = [applied(cohort)]
    with pytest.raises(Invalid):
        choose(cohort, chosen, decision, reason)
    assert states(chosen) == [EntryState.SUBMITTED]


@pytest.mark.django_db
def test_more_than_there_are_seats_is_none_at_all():
    cohort = a_cohort(seats=2)
    chosen = [applied(cohort) for _place in range(3)]
    with pytest.raises(moving.SeatsTaken, match="2 seats are free, and you chose 3 people"):
        choose(cohort, chosen)
    assert states(chosen) == [EntryState.SUBMITTED] * 3
    cohort.refresh_from_db()
    assert cohort.seats_taken == 0


@pytest.mark.django_db
def test_one_who_is_answered_already_stops_all():
    cohort = a_cohort()
    chosen = [applied(cohort), decided(applied(cohort), "decline")]
    with pytest.raises(moving.Settled):
        choose(cohort, chosen)
    assert states(chosen) == [EntryState.SUBMITTED, EntryState.DECLINED]


@pytest.mark.django_db
def test_entries_of_another_cohort_are_not_decided():
    from tests.factories.programmes import a_programme

    cohort, other = a_cohort(), a_cohort(a_programme("other"))
    strange = applied(other)
    with pytest.raises(Invalid):
        choose(cohort, [strange])
    assert states([strange]) == [EntryState.SUBMITTED]


@pytest.mark.django_db
def test_the_database_itself_refuses_one_seat_too_many():
    cohort = a_cohort(seats=1)
    with pytest.raises(IntegrityError), transaction.atomic():
        Cohort.objects.filter(pk=cohort.pk).update(seats_taken=2)


@pytest.mark.django_db
def test_more_seats_go_to_those_who_wait_and_fewer_than_taken_are_refused():
    cohort = a_cohort(seats=1)
    a_member(cohort)
    waiting = decided(applied(cohort), "waitlist")
    manager = manager_of(cohort.programme)
    with pytest.raises(Invalid):
        cohorts.update(actor=manager, cohort=cohort, seats=0)
    cohorts.update(actor=manager, cohort=cohort, seats=2)
    assert states([waiting]) == [EntryState.ACCEPTED]


@pytest.mark.django_db
def test_what_people_rely_on_no_longer_changes():
    cohort = a_cohort(questions=["Why?"])
    with pytest.raises(Invalid) as refusal:
        cohorts.update(actor=manager_of(cohort.programme), cohort=cohort, questions=["How?"], name="Summer")
    assert list(refusal.value.errors) == ["questions"]
    cohort.refresh_from_db()
    assert (cohort.questions, cohort.name) == (["Why?"], "Spring")


def at_once(*calls):
    barrier, results = threading.Barrier(len(calls)), [None] * len(calls)

    def run(place, call):
        barrier.wait(timeout=10)
        try:
            results[place] = call()
        except DomainError as refusal:
            results[place] = refusal
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(calls)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return results


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("times", range(3))
def test_two_organisers_at_once_never_give_a_seat_twice(times):
    cohort = a_cohort(seats=2)
    one, two = ([applied(cohort), applied(cohort)] for _side in range(2))
    results = at_once(lambda: choose(cohort, one), lambda: choose(cohort, two))
    assert sorted(one.code for one in results if isinstance(one, DomainError)) == ["seats-taken"]
    cohort.refresh_from_db()
    assert cohort.seats_taken == Entry.objects.filter(state__in=HOLD_A_SEAT).count() == 2


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("times", range(3))
def test_two_leave_at_once_and_each_seat_is_given_once(times):
    cohort = a_cohort(seats=2)
    members = [a_member(cohort), a_member(cohort)]
    waiting = [decided(applied(cohort), "waitlist") for _place in range(3)]
    at_once(
        *[lambda one=one: entries.leave(actor=one.creator.person, entry=one, reason_code="no_time") for one in members]
    )
    assert states(waiting) == [EntryState.ACCEPTED, EntryState.ACCEPTED, EntryState.WAITLISTED]
    cohort.refresh_from_db()
    assert cohort.seats_taken == 2


@pytest.mark.django_db(transaction=True)
def test_a_double_click_applies_once():
    cohort, creator = a_cohort(), a_creator()
    results = at_once(*[lambda: applied(cohort, creator)] * 4)
    assert sorted(one.code for one in results if isinstance(one, DomainError)) == ["already-entered"] * 3
    assert Entry.objects.count() == 1
