"""Brands and their members through the API. Two brands never see each other's inside."""

import pytest

from brands.actions.members import token_of
from brands.enums import Role
from brands.models import Brand, Member, MemberInvitation
from tests.factories.accounts import PersonFactory
from tests.factories.brands import BrandFactory, MemberFactory
from tests.factories.creators import picture_file

pytestmark = pytest.mark.django_db
BRANDS = "/api/v1/brands"


@pytest.fixture
def owner():
    return PersonFactory(brand=True, name="Olive", email="olive@aubepine.example")


@pytest.fixture
def brand(owner):
    return BrandFactory(name="Maison Aubépine", owner=owner)


@pytest.fixture
def client(client_of, owner, brand):
    return client_of(owner)


@pytest.fixture
def viewer(client_of, brand):
    return client_of(MemberFactory(brand=brand, role=Role.VIEWER).person)


@pytest.fixture
def rival(client_of):
    person = PersonFactory(brand=True)
    BrandFactory(name="Rival", owner=person)
    return client_of(person)


def at(brand, rest=""):
    return f"{BRANDS}/{brand.public_id}{rest}"


def test_a_brand_is_made_by_its_owner(client_of):
    client = client_of(PersonFactory(brand=True))
    made = client.post(BRANDS, {"name": "Soap & Co", "country": "FR", "website": "https://soap.example"})
    assert made.status_code == 201
    assert (made.json()["my_role"], made.json()["is_verified"]) == ("owner", False)
    assert client.get(made["Location"]).json() == made.json()
    assert [row["name"] for row in client.get(BRANDS).json()["results"]] == ["Soap & Co"]


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({}, "#/name"),
        ({"name": "x", "country": "ZZ"}, "#/country"),
        ({"name": "x", "website": "javascript:alert(1)"}, "#/website"),
        ({"name": "x", "sector": "nope"}, "#/sector"),
    ],
)
def test_a_brand_that_is_wrong_is_not_made(client, body, pointer):
    refused = client.post(BRANDS, body)
    assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (422, pointer)
    assert Brand.objects.count() == 1


def test_outsiders_see_what_a_brand_shows_and_nothing_more(rival, brand):
    shown = rival.get(at(brand))
    assert shown.json()["name"] == "Maison Aubépine"
    assert not {"legal_name", "company_number", "my_role", "suspended_reason"} & set(shown.json())
    assert [row["name"] for row in rival.get(BRANDS).json()["results"]] == ["Rival"]
    for rest in ("/members", "/member-invitations"):
        assert rival.get(at(brand, rest)).status_code == 404
    assert rival.patch(at(brand), {"name": "Mine"}).status_code == 404
    assert rival.post(at(brand, "/member-invitations"), {"email": "x@example.org", "role": "owner"}).status_code == 404
    assert rival.post(at(brand, "/verification-request")).status_code == 404


def test_a_suspended_brand_is_shown_to_its_members_only(client, rival, brand):
    Brand.objects.filter(pk=brand.pk).update(state="suspended")
    assert rival.get(at(brand)).status_code == 404
    assert client.get(at(brand)).json()["state"] == "suspended"
    assert client.patch(at(brand), {"name": "x"}).json()["code"] == "brand-suspended"


def test_only_owners_change_a_brand(client, viewer, brand):
    refused = viewer.patch(at(brand), {"name": "x"})
    assert (refused.status_code, refused.json()["code"]) == (403, "not-yours")
    assert client.patch(at(brand), {"name": "Aubépine"}).json()["name"] == "Aubépine"
    assert client.post(at(brand, "/verification-request")).json()["verification_requested_at"]
    assert client.post(at(brand, "/verification-request")).status_code == 409


def test_a_logo_is_a_picture(client, brand):
    shown = client.put(at(brand, "/logo"), {"logo": picture_file()}, format="multipart")
    assert shown.json()["logo_url"].startswith("/pictures/")
    wrong = client.put(at(brand, "/logo"), {"logo": picture_file().__class__("a.svg", b"<svg/>")}, format="multipart")
    assert (wrong.status_code, wrong.json()["errors"][0]["pointer"]) == (422, "#/logo")


def test_a_seat_is_offered_and_taken_by_its_address_only(client, client_of, viewer, brand):
    offered = client.post(at(brand, "/member-invitations"), {"email": "Marc@Example.org", "role": "manager"})
    assert offered.status_code == 201
    assert viewer.post(at(brand, "/member-invitations"), {"email": "a@b.example", "role": "owner"}).status_code == 403
    assert not {"token", "salt", "token_hash"} & set(offered.json())
    token = token_of(MemberInvitation.objects.get())
    address = "/api/v1/member-invitations/accept"
    assert client_of(PersonFactory(brand=True)).post(address, {"token": token}).status_code == 403
    marc = client_of(PersonFactory(brand=True, email="marc@example.org"))
    assert marc.post(address, {"token": "wrong"}).status_code == 409
    assert marc.post(address, {"token": token}).json()["my_role"] == "manager"


def test_an_offer_is_taken_back(client, viewer, brand):
    offered = client.post(at(brand, "/member-invitations"), {"email": "marc@example.org", "role": "viewer"})
    assert viewer.delete(offered["Location"]).status_code == 403
    assert client.delete(offered["Location"]).status_code == 204
    assert client.delete(offered["Location"]).status_code == 409
    assert client.get(at(brand, "/member-invitations")).json()["results"] == []


def test_roles_change_and_a_brand_keeps_an_owner(client, viewer, rival, brand, owner):
    seats = {row["email"]: row for row in client.get(at(brand, "/members")).json()["results"]}
    assert len(seats) == 2
    own = at(brand, f"/members/{seats.pop(owner.email)['id']}")
    theirs = at(brand, f"/members/{seats.popitem()[1]['id']}")
    assert client.patch(own, {"role": "viewer"}).json()["code"] == "last-owner"
    assert viewer.patch(theirs, {"role": "owner"}).status_code == 403
    assert rival.patch(theirs, {"role": "owner"}).status_code == 404
    assert client.patch(theirs, {"role": "manager"}).json()["role"] == "manager"
    assert client.patch(theirs, {"role": "king"}).json()["errors"][0]["pointer"] == "#/role"
    assert viewer.delete(theirs).status_code == 204
    assert Member.objects.filter(brand=brand).count() == 1


def test_strangers_are_asked_to_sign_in(anonymous, brand):
    for rest in ("", "/members", "/member-invitations"):
        assert anonymous.get(at(brand, rest)).status_code == 401
    assert anonymous.post(BRANDS, {"name": "x"}).status_code == 401


@pytest.mark.parametrize("rows", [1, 3])
def test_lists_cost_the_same_for_any_number(client, owner, brand, rows, django_assert_num_queries):
    for _ in range(rows - 1):
        BrandFactory(owner=owner)
        MemberFactory(brand=brand)
    # session, person, brands
    with django_assert_num_queries(3):
        assert len(client.get(BRANDS).json()["results"]) == rows
    # session, person, brand, members
    with django_assert_num_queries(4):
        assert len(client.get(at(brand, "/members")).json()["results"]) == rows
