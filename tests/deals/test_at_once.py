"""Two people at the same moment, on two connections of the real database: one wins, the other is told."""

import threading

import pytest
from django.db import connection

from marketplace.core.errors import DomainError
from marketplace.deals.actions import contacts
from marketplace.deals.enums import ContactState, Reason
from marketplace.deals.models import Contact, ContactEvent
from tests.factories.creators import published_creator
from tests.factories.deals import applied, invited, manager_of, open_campaign

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*calls):
    """Run the calls in threads that start together; return what each returned or the refusal it met."""
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


def codes(results):
    return sorted(result.code for result in results if isinstance(result, DomainError))


@pytest.mark.parametrize("times", range(3))
def test_applying_and_being_invited_at_once_makes_one_contact(times):
    campaign, creator = open_campaign(), published_creator()
    results = at_once(lambda: applied(campaign, creator), lambda: invited(campaign, creator))
    assert codes(results) == ["already-in-contact"]
    assert Contact.objects.count() == 1


def test_a_double_click_applies_once():
    campaign, creator = open_campaign(), published_creator()
    results = at_once(*[lambda: applied(campaign, creator)] * 4)
    assert codes(results) == ["already-in-contact"] * 3
    assert Contact.objects.count() == 1


@pytest.mark.parametrize("times", range(3))
def test_accepting_and_withdrawing_at_once_has_one_outcome(times):
    contact = applied()
    results = at_once(
        lambda: contacts.accept(actor=manager_of(contact.campaign), contact=contact),
        lambda: contacts.withdraw(actor=contact.creator.person, contact=contact),
    )
    assert codes(results) == ["settled"]
    contact.refresh_from_db()
    assert contact.state in (ContactState.ACCEPTED, ContactState.WITHDRAWN)
    assert ContactEvent.objects.filter(contact=contact).count() == 2


def test_two_managers_answering_at_once_give_one_answer():
    contact = applied()
    manager = manager_of(contact.campaign)
    results = at_once(
        lambda: contacts.accept(actor=manager, contact=contact),
        lambda: contacts.decline(actor=manager, contact=contact, reason=Reason.PRICE),
    )
    assert codes(results) == ["settled"]
    assert ContactEvent.objects.filter(contact=contact).count() == 2


def test_the_last_place_is_given_once():
    campaign = open_campaign(seats=1)
    first, second = applied(campaign), applied(campaign)
    manager = manager_of(campaign)
    results = at_once(
        lambda: contacts.accept(actor=manager, contact=first),
        lambda: contacts.accept(actor=manager, contact=second),
    )
    assert codes(results) == ["seats-taken"]
    assert Contact.objects.filter(state=ContactState.ACCEPTED).count() == 1
