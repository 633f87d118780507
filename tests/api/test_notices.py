"""What a person was told, through the API."""

import pytest
from django.utils.translation import gettext_lazy as _

from marketplace.notifications import kinds
from marketplace.notifications.actions import notices
from marketplace.notifications.models import Notice
from tests.factories.accounts import PersonFactory

pytestmark = pytest.mark.django_db
NOTICES = "/api/v1/notices"


@pytest.fixture(scope="module", autouse=True)
def _a_kind():
    if "tests.api_told" not in kinds._kinds:
        kinds.declare("tests.api_told", label=_("Told"), title="%(who)s wrote", body="…", url=lambda data: "/x")


@pytest.fixture
def person():
    return PersonFactory()


@pytest.fixture
def client(client_of, person):
    return client_of(person)


def tell(person, who):
    return notices.notify(person=person, verb="tests.api_told", data={"who": who}, key=who)


def test_notices_are_read_newest_first_and_are_only_ones_own(client, person):
    tell(person, "Ann")
    tell(person, "Ben")
    tell(PersonFactory(), "Eve")
    found = client.get(NOTICES).json()["results"]
    assert [(row["title"], row["url"]) for row in found] == [("Ben wrote", "/x"), ("Ann wrote", "/x")]


def test_one_is_marked_as_read_and_leaves_the_unread(client, person):
    first, second = tell(person, "Ann"), tell(person, "Ben")
    assert client.post(f"{NOTICES}/{first.pk}/read").json()["read_at"]
    assert [row["id"] for row in client.get(f"{NOTICES}?unread=true").json()["results"]] == [second.pk]
    assert client.post(f"{NOTICES}/read").status_code == 204
    assert Notice.objects.unread().count() == 0


def test_somebody_elses_notice_does_not_exist(client):
    theirs = tell(PersonFactory(), "Eve")
    assert client.post(f"{NOTICES}/{theirs.pk}/read").status_code == 404
    theirs.refresh_from_db()
    assert theirs.read_at is None


def test_strangers_are_told_nothing(anonymous):
    assert anonymous.get(NOTICES).status_code == 401
    assert anonymous.post(f"{NOTICES}/read").status_code == 401


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_costs_the_same_for_any_number(client, person, rows, django_assert_num_queries):
    for number in range(rows):
        tell(person, f"P{number}")
    # session, person, notices
    with django_assert_num_queries(3):
        assert len(client.get(NOTICES).json()["results"]) == rows
