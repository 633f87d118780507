"""The cast of this room: Nour has a draft, Léa is published, Bao owns a brand, Ines checks what creators hand in."""

import pytest
from django.contrib.auth.models import Permission

from tests.factories.accounts import PersonFactory
from tests.factories.brands import brand_person
from tests.factories.creators import CreatorFactory, published_creator


@pytest.fixture
def nour(db):
    """A creator whose profile is a draft with a name."""
    return CreatorFactory(display_name="Nour", person=PersonFactory(email="nour@example.org"))


@pytest.fixture
def lea(db):
    """A creator whose profile is complete and published."""
    return published_creator(display_name="Léa", person=PersonFactory(email="lea@example.org"))


@pytest.fixture
def bao(db):
    """The owner of a brand."""
    return brand_person(email="bao@example.org")


@pytest.fixture
def ines(db):
    """A reviewer among the staff."""
    person = PersonFactory(staff=True, email="ines@example.org", uses_creator_side=False)
    wanted = ["prove_ownership", "confirm_consent", "view_private_creator", "view_creator"]
    person.user_permissions.set(Permission.objects.filter(codename__in=wanted))
    return person


@pytest.fixture
def events(db):
    """The verbs recorded about a creator, oldest first."""
    from marketplace.activity.models import Event

    return lambda creator: list(
        Event.objects.filter(subject_type="creators.creator", subject_id=creator.pk)
        .order_by("pk")
        .values_list("verb", flat=True)
    )
