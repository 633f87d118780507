"""The demo's people come with something to answer."""

from collections import Counter

import pytest

from marketplace.accounts.models import Person
from marketplace.deals.enums import ContactKind, ContactState
from marketplace.deals.models import Contact
from marketplace.deals.verdicts import standing_of
from marketplace.demo import seed

pytestmark = pytest.mark.django_db


def test_both_sides_find_contacts_of_every_kind(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    seed.run(scale=60)
    states = Counter(Contact.objects.values_list("kind", "state"))
    assert states[ContactKind.APPLICATION, ContactState.PENDING] >= 2
    assert states[ContactKind.APPLICATION, ContactState.ACCEPTED] == 1
    alma = Person.objects.get(email="alma@demo.entente.example")
    asked = Contact.objects.get(kind=ContactKind.INVITATION, creator__person=alma)
    assert asked.state == ContactState.PENDING
    assert not standing_of(asked.channel, asked.campaign).is_refused
