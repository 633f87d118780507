"""Making, changing, verifying and stopping a brand."""

import pytest
from django.contrib.auth.models import Permission

from brands.actions import brands
from brands.models import Brand, Member
from brands.policies import NotYours
from marketplace.accounts.policies import EmailNotVerified, Suspended
from marketplace.activity.models import Event
from marketplace.core.errors import Invalid, Refused
from tests.factories.accounts import PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def reviewer():
    person = PersonFactory(is_staff=True)
    person.user_permissions.set(Permission.objects.filter(codename__in=["verify_brand", "suspend_brand"]))
    return person


def verbs():
    return list(Event.objects.order_by("pk").values_list("verb", flat=True))


def test_the_person_who_makes_a_brand_owns_it_and_gets_the_brand_side(kim):
    brand = brands.create(actor=kim, name="  Café Lumière ", country="FR")
    kim.refresh_from_db()
    assert (brand.name, brand.slug, kim.uses_brand_side) == ("Café Lumière", "cafe-lumiere", True)
    assert Member.objects.get(brand=brand).role == "owner"
    assert verbs() == ["brands.brand_created"]


def test_two_brands_of_one_name_have_two_addresses(kim):
    slugs = {brands.create(actor=kim, name="Lumière").slug for _ in range(2)}
    assert len(slugs) == 2


def test_a_brand_needs_a_name(kim):
    with pytest.raises(Invalid) as refusal:
        brands.create(actor=kim, name="  ")
    assert "name" in refusal.value.errors
    assert not Brand.objects.exists()


@pytest.mark.parametrize(
    ("person", "error"), [({"suspended": True}, Suspended), ({"verified": False}, EmailNotVerified)], ids=str
)
def test_who_may_not_act_makes_no_brand(person, error):
    with pytest.raises(error):
        brands.create(actor=PersonFactory(**person), name="Lumière")
    assert not Brand.objects.exists()


def test_nobody_owns_more_brands_than_the_limit(kim, monkeypatch):
    monkeypatch.setattr(brands, "MOST_BRANDS_A_PERSON", 1)
    brands.create(actor=kim, name="One")
    with pytest.raises(brands.TooManyBrands):
        brands.create(actor=kim, name="Two")
    assert Brand.objects.count() == 1


def test_an_owner_changes_the_brand_and_only_what_differs_is_recorded(brand, olive):
    brands.update(actor=olive, brand=brand, name=brand.name, website="https://new.example")
    assert Event.objects.get().data == {"changed": ["website"]}
    brands.update(actor=olive, brand=brand, website="https://new.example")
    assert Event.objects.count() == 1


@pytest.mark.parametrize("who", ["marc", "vera", "rival", "kim"])
def test_nobody_but_an_owner_changes_the_brand(brand, who, request):
    with pytest.raises(NotYours):
        brands.update(actor=request.getfixturevalue(who), brand=brand, name="Stolen")
    brand.refresh_from_db()
    assert brand.name == "Maison Aubépine"


def test_verification_is_asked_for_given_and_lost_with_a_new_identity(brand, olive, reviewer):
    brands.request_verification(actor=olive, brand=brand)
    assert list(Brand.objects.awaiting_verification()) == [brand]
    brands.verify(actor=reviewer, brand=brand, reason="Register and website agree.")
    brand.refresh_from_db()
    assert (brand.is_verified, brand.verified_by) == (True, reviewer)
    assert not Brand.objects.awaiting_verification().exists()
    assert brands.update(actor=olive, brand=brand, website="https://new.example").is_verified
    assert not brands.update(actor=olive, brand=brand, legal_name="Other SARL").is_verified


def test_verification_says_what_is_missing(brand, olive):
    brands.update(actor=olive, brand=brand, legal_name="", company_number="")
    with pytest.raises(Invalid) as refusal:
        brands.request_verification(actor=olive, brand=brand)
    assert set(refusal.value.errors) == {"legal_name", "company_number"}
    brand.refresh_from_db()
    assert brand.verification_requested_at is None


def test_verification_is_asked_for_once(brand, olive, reviewer):
    brands.request_verification(actor=olive, brand=brand)
    with pytest.raises(brands.AlreadyAsked):
        brands.request_verification(actor=olive, brand=brand)
    brands.verify(actor=reviewer, brand=brand, reason="Seen.")
    with pytest.raises(brands.AlreadyVerified):
        brands.request_verification(actor=olive, brand=brand)
    with pytest.raises(brands.AlreadyVerified):
        brands.verify(actor=reviewer, brand=brand, reason="Seen again.")


def test_a_refused_verification_tells_why_and_can_be_asked_again(brand, olive, reviewer):
    brands.request_verification(actor=olive, brand=brand)
    brands.refuse_verification(actor=reviewer, brand=brand, reason="The number is another company's.")
    assert Event.objects.order_by("pk").last().data == {"reason": "The number is another company's."}
    assert brands.request_verification(actor=olive, brand=brand).verification_requested_at is not None


@pytest.mark.parametrize("action", [brands.verify, brands.refuse_verification, brands.suspend, brands.restore])
def test_staff_actions_need_the_right_and_a_reason(brand, olive, reviewer, action):
    with pytest.raises(Refused):
        action(actor=olive, brand=brand, reason="I am nice.")
    with pytest.raises(Refused):
        action(actor=PersonFactory(is_staff=True), brand=brand, reason="I am staff.")
    with pytest.raises(Invalid) as refusal:
        action(actor=reviewer, brand=brand, reason="  ")
    assert "reason" in refusal.value.errors
    brand.refresh_from_db()
    assert (brand.is_verified, brand.state, verbs()) == (False, "active", [])


def test_a_suspended_brand_does_nothing_until_it_is_restored(brand, olive, reviewer):
    brands.suspend(actor=reviewer, brand=brand, reason="Unpaid creators.")
    with pytest.raises(brands.AlreadySuspended):
        brands.suspend(actor=reviewer, brand=brand, reason="Again.")
    with pytest.raises(Refused):
        brands.update(actor=olive, brand=brand, name="New name")
    brands.restore(actor=reviewer, brand=brand, reason="Paid.")
    with pytest.raises(brands.NotSuspended):
        brands.restore(actor=reviewer, brand=brand, reason="Paid.")
    assert brands.update(actor=olive, brand=brand, name="New name").name == "New name"
