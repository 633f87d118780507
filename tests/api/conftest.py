"""A signed-in client of the API, and the counts of requests forgotten between tests."""

import pytest
from django.core.cache import cache
from rest_framework.test import APIClient


@pytest.fixture(autouse=True)
def _fresh_counts():
    cache.clear()


@pytest.fixture
def client_of():
    """A client signed in as a person, by session."""

    def sign_in(person, **options):
        client = APIClient(**options)
        client.force_login(person)
        return client

    return sign_in


@pytest.fixture
def anonymous():
    return APIClient()
