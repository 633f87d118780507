"""The person behind the request."""

import pytest

from tests.factories.accounts import PersonFactory

pytestmark = pytest.mark.django_db
ME = "/api/v1/me"


def test_a_person_reads_who_they_are(client_of):
    me = client_of(PersonFactory(email="lea@example.org", name="Léa")).get(ME).json()
    assert me == {
        "email": "lea@example.org",
        "name": "Léa",
        "language": "en",
        "time_zone": "Europe/Paris",
        "uses_creator_side": True,
        "uses_brand_side": False,
        "active_side": "creator",
        "is_suspended": False,
        "suspended_reason": "",
    }


def test_only_what_is_sent_is_changed(client_of):
    person = PersonFactory(name="Léa")
    response = client_of(person).patch(ME, {"language": "fr"})
    assert response.status_code == 200
    person.refresh_from_db()
    assert (person.name, person.language) == ("Léa", "fr")


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"time_zone": "Mars/Olympus"}, "#/time_zone"),
        ({"language": "tlh"}, "#/language"),
        ({"name": "x" * 121}, "#/name"),
    ],
)
def test_what_is_wrong_is_pointed_at_and_not_saved(client_of, change, pointer):
    person = PersonFactory(name="Léa")
    response = client_of(person).patch(ME, change)
    assert (response.status_code, response.json()["errors"][0]["pointer"]) == (422, pointer)
    person.refresh_from_db()
    assert (person.name, person.language, person.time_zone) == ("Léa", "en", "Europe/Paris")


def test_nobody_changes_their_address_or_standing_here(client_of):
    person = PersonFactory(suspended=True)
    assert client_of(person).patch(ME, {"name": "x"}).status_code == 403
    other = PersonFactory(email="lea@example.org")
    client_of(other).patch(ME, {"email": "new@example.org", "is_staff": True})
    other.refresh_from_db()
    assert (other.email, other.is_staff) == ("lea@example.org", False)


def test_the_other_side_is_opened_on_first_use(client_of):
    response = client_of(PersonFactory()).post("/api/v1/me/side", {"side": "brand"})
    assert response.status_code == 200
    assert (response.json()["active_side"], response.json()["uses_brand_side"]) == ("brand", True)


def test_a_stranger_is_nobody(anonymous):
    assert anonymous.get(ME).status_code == 401
    assert anonymous.patch(ME, {}).status_code == 401
