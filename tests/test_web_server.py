"""What a web server has read before its workers are forked."""

import gc

import pytest
from django.db import OperationalError, connection

from marketplace import web_server
from marketplace.matching.snapshot import current
from marketplace.taxonomy import labels
from tests.factories.creators import published_creator

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _nothing_read():
    current.forget()
    yield
    current.forget()
    gc.unfreeze()


def test_workers_begin_with_words_and_columns_and_no_connection(django_assert_num_queries):
    published_creator()
    labels.niches.read_at = None
    web_server.when_ready(None)
    assert connection.connection is None
    assert labels.niches.read_at is not None
    # Only whether something changed is asked.
    with django_assert_num_queries(1):
        assert len(current.columns()) == 1


def test_a_database_that_is_away_stops_nothing(monkeypatch):
    connection.close()
    with monkeypatch.context() as away:
        away.setitem(connection.settings_dict, "HOST", "/nonexistent")
        web_server.when_ready(None)
        with pytest.raises(OperationalError):
            current.columns()
    assert len(current.columns()) == 0
