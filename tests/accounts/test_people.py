"""Who may act, and what staff and people change about people."""

import pytest
from django.contrib.auth.models import AnonymousUser, Permission

from marketplace.accounts.actions import people
from marketplace.accounts.models import Person
from marketplace.accounts.policies import EmailNotVerified, NotSignedIn, Suspended, may_act, require_may_act
from marketplace.activity.models import Event
from marketplace.activity.record import SYSTEM
from marketplace.core.errors import Invalid
from tests.factories.accounts import PersonFactory

pytestmark = pytest.mark.django_db


def support():
    person = PersonFactory(staff=True)
    person.user_permissions.add(Permission.objects.get(codename="suspend_person"))
    return Person.objects.get(pk=person.pk)


def test_a_verified_person_and_the_product_itself_may_act():
    assert may_act(PersonFactory()) is True
    assert may_act(SYSTEM) is True


@pytest.mark.parametrize(
    ("traits", "error"),
    [
        ({"suspended": True}, Suspended),
        ({"verified": False}, EmailNotVerified),
        ({"is_active": False}, NotSignedIn),
    ],
)
def test_others_may_not_and_are_told_why(traits, error):
    person = PersonFactory(**traits)
    assert may_act(person) is False
    with pytest.raises(error) as refusal:
        require_may_act(person)
    assert refusal.value.status == 403
    assert refusal.value.message


def test_a_visitor_may_not_act():
    assert may_act(AnonymousUser()) is False
    with pytest.raises(NotSignedIn):
        require_may_act(AnonymousUser())


def test_the_verified_address_must_be_the_one_in_use():
    person = PersonFactory()
    person.email = "other@example.org"
    assert may_act(person) is False


def test_an_email_is_one_person_whatever_its_case():
    Person.objects.create_user("Ana@Example.org")
    with pytest.raises(Exception, match="unique"):
        PersonFactory(email="ANA@example.org")


def test_the_other_side_is_opened_the_first_time_and_recorded_once():
    person = PersonFactory()
    people.switch_side(actor=person, side="brand")
    people.switch_side(actor=person, side="creator")
    people.switch_side(actor=person, side="brand")
    person.refresh_from_db()
    assert (person.active_side, person.uses_brand_side, person.uses_creator_side) == ("brand", True, True)
    assert Event.objects.filter(verb="accounts.side_opened").count() == 1


@pytest.mark.parametrize("side", ["", "staff", "password"])
def test_there_are_two_sides_only(side):
    person = PersonFactory()
    with pytest.raises(Invalid):
        people.switch_side(actor=person, side=side)
    person.refresh_from_db()
    assert person.active_side == "creator"


def test_staff_with_the_right_suspend_and_reinstate_with_a_reason():
    staff, person = support(), PersonFactory()
    people.suspend(actor=staff, person=person, reason="  Fake numbers. ")
    person.refresh_from_db()
    assert (person.is_suspended, person.suspended_reason) == (True, "Fake numbers.")
    people.reinstate(actor=staff, person=person, reason="They showed proofs.")
    person.refresh_from_db()
    assert (person.is_suspended, person.suspended_reason) == (False, "")
    events = Event.objects.order_by("pk").values_list("verb", "actor", "data")
    assert list(events) == [
        ("accounts.person_suspended", staff.pk, {"reason": "Fake numbers."}),
        ("accounts.person_reinstated", staff.pk, {"reason": "They showed proofs."}),
    ]


@pytest.mark.parametrize("reason", ["", "   "])
def test_a_suspension_needs_a_reason(reason):
    person = PersonFactory()
    with pytest.raises(Invalid):
        people.suspend(actor=support(), person=person, reason=reason)
    person.refresh_from_db()
    assert person.is_suspended is False


def test_nobody_suspends_without_the_right_nor_themselves_nor_other_staff():
    staff, person = support(), PersonFactory()
    for actor, target in [(PersonFactory(), person), (PersonFactory(staff=True), person), (staff, staff)]:
        with pytest.raises(people.NotYours):
            people.suspend(actor=actor, person=target, reason="Because.")
    with pytest.raises(people.NotYours):
        people.suspend(actor=staff, person=PersonFactory(staff=True), reason="Because.")
    assert not Person.objects.exclude(suspended_at=None).exists()


def test_suspending_twice_or_reinstating_the_free_is_refused():
    person = PersonFactory()
    with pytest.raises(people.NotSuspended):
        people.reinstate(actor=SYSTEM, person=person, reason="Because.")
    people.suspend(actor=SYSTEM, person=person, reason="First.")
    with pytest.raises(people.AlreadySuspended):
        people.suspend(actor=SYSTEM, person=person, reason="Second.")
    person.refresh_from_db()
    assert person.suspended_reason == "First."
