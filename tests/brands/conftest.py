"""The cast of this room: two brands that must never see each other's inside."""

import pytest

from brands.enums import Role
from tests.factories.accounts import PersonFactory
from tests.factories.brands import BrandFactory, CampaignFactory, MemberFactory


@pytest.fixture
def olive():
    """Owner of Maison Aubépine."""
    return PersonFactory(brand=True, name="Olive", email="olive@aubepine.example")


@pytest.fixture
def brand(olive):
    return BrandFactory(name="Maison Aubépine", slug="maison-aubepine", owner=olive)


@pytest.fixture
def marc(brand):
    """Manager at Maison Aubépine."""
    return MemberFactory(
        brand=brand, role=Role.MANAGER, person__name="Marc", person__email="marc@aubepine.example"
    ).person


@pytest.fixture
def vera(brand):
    """Viewer at Maison Aubépine."""
    return MemberFactory(
        brand=brand, role=Role.VIEWER, person__name="Vera", person__email="vera@aubepine.example"
    ).person


@pytest.fixture
def rival():
    """Owner of another brand."""
    person = PersonFactory(brand=True, name="Rival", email="rival@rival.example")
    BrandFactory(name="Rival", slug="rival", owner=person)
    return person


@pytest.fixture
def kim():
    """A creator who is in no brand."""
    return PersonFactory(name="Kim", email="kim@creators.example")


@pytest.fixture
def campaign(brand):
    return CampaignFactory(brand=brand, title="Soap in spring")
