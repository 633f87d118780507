"""Staff of each group, and the pages they work on."""

import pytest
from django.contrib.auth.models import Group

from marketplace.accounts.roles import RIGHTS
from tests.factories.accounts import PersonFactory


@pytest.fixture
def staff(client):
    """`staff("reviewer")` is a client signed in as a member of the group."""

    def sign_in(group, **fields):
        person = PersonFactory(staff=True, name=group, **fields)
        if group in RIGHTS:
            person.groups.add(Group.objects.get(name=group))
        client.force_login(person)
        client.person = person
        return client

    return sign_in
