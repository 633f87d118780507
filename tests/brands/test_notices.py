"""Members hear what staff decided about their brand, and who took a seat."""

import pytest

from brands.personal_data import brands as personal_part
from brands.reactions import tell_everybody, tell_owners
from marketplace.activity.record import record
from marketplace.notifications.models import Notice

pytestmark = pytest.mark.django_db


def told():
    return sorted(Notice.objects.values_list("person__email", "verb"))


@pytest.mark.parametrize("verb", ["brand_verified", "verification_refused", "brand_suspended", "brand_restored"])
def test_every_member_hears_it_once_with_the_reason(brand, olive, vera, kim, verb):
    event = record(f"brands.{verb}", actor=kim, subject=brand, data={"reason": "The papers agree."})
    tell_everybody(event)
    tell_everybody(event)
    assert told() == [(person.email, f"brands.{verb}") for person in (olive, vera)]
    notice = Notice.objects.first()
    assert brand.name in notice.title
    assert str(brand.public_id) in notice.url
    assert verb == "brand_verified" or "The papers agree." in notice.body


def test_owners_hear_who_joined_but_not_of_themselves(brand, olive, marc):
    tell_owners(record("brands.member_joined", actor=marc, subject=brand, data={"role": "manager"}))
    tell_owners(record("brands.member_joined", actor=olive, subject=brand, data={"role": "owner"}))
    assert told() == [(olive.email, "brands.member_joined")]
    notice = Notice.objects.get()
    assert (notice.title, notice.body) == ("Marc joined Maison Aubépine", "Their role: Manager.")


def test_a_person_takes_away_their_seats(brand, marc):
    (seat,) = personal_part(marc)["seats"]
    assert (seat["brand"], seat["role"]) == ("Maison Aubépine", "manager")
