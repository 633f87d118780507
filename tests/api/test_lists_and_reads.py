"""Pages by cursor, answers the client already has, languages, rates."""

import pytest

from marketplace.core.models import Job
from tests.api.probe import WORK
from tests.factories.accounts import PersonFactory

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.api.probe")]
THINGS = "/api/v1/probe/things"
OPEN = "/api/v1/probe/open"


@pytest.fixture
def client(client_of):
    return client_of(PersonFactory(language="fr"))


def test_pages_follow_one_another_while_rows_are_added(client):
    made = [WORK.enqueue(number=number).pk for number in range(5)]
    first = client.get(f"{THINGS}?limit=2").json()
    WORK.enqueue(number=99)
    second = client.get(first["next"]).json()
    third = client.get(second["next"]).json()
    seen = [row["id"] for page in (first, second, third) for row in page["results"]]
    assert seen == list(reversed(made))
    assert (first["previous"], third["next"]) == (None, None)
    assert [row["id"] for row in client.get(third["previous"]).json()["results"]] == seen[2:4]


@pytest.mark.parametrize("position", ["p=abc", "p=99999999999999999999999", "o=x", "p=%00"])
def test_a_forged_cursor_is_refused_not_obeyed(client, position):
    from base64 import b64encode

    WORK.enqueue()
    response = client.get(THINGS, {"cursor": b64encode(position.encode()).decode()})
    assert response.status_code in (200, 422)
    assert Job.objects.count() == 1


def test_an_answer_the_client_has_is_not_sent_again(client):
    first = client.get(THINGS)
    again = client.get(THINGS, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    WORK.enqueue()
    changed = client.get(THINGS, headers={"If-None-Match": first["ETag"]})
    assert changed.status_code == 200
    assert changed["ETag"] != first["ETag"]


def test_answers_are_private_and_vary(client):
    response = client.get(THINGS)
    assert response["Cache-Control"] == "private, no-cache"
    assert {"Accept-Language", "Authorization", "Cookie"} <= set(response["Vary"].split(", "))


@pytest.mark.parametrize(
    ("asked", "spoken"),
    [("fr-CA, en;q=0.5", "fr"), ("en", "en"), ("de, en;q=0.3", "en"), ("de", "fr"), ("", "fr"), ("*", "fr")],
)
def test_the_language_is_the_one_asked_for_else_the_persons_own(client, asked, spoken):
    assert client.get(THINGS, headers={"Accept-Language": asked})["Content-Language"] == spoken


def test_a_stranger_reads_english_unless_they_ask(anonymous):
    assert anonymous.get(OPEN)["Content-Language"] == "en"
    assert anonymous.get(THINGS, headers={"Accept-Language": "fr"})["Content-Language"] == "fr"


def test_the_answer_tells_what_is_left(client, settings):
    settings.API_RATES = {"person": 3, "key": 2, "anonymous": 1}
    left = [client.get(THINGS)["RateLimit"].split(";")[1] for _ in range(3)]
    assert left == ["r=2", "r=1", "r=0"]
    refused = client.get(THINGS)
    assert (refused.status_code, refused.json()["code"]) == (429, "throttled")
    assert 1 <= int(refused["Retry-After"]) <= 61
    assert refused["RateLimit-Policy"] == '"person";q=3;w=60'


def test_each_person_and_each_stranger_has_a_share_of_their_own(client, client_of, anonymous, settings):
    settings.API_RATES = {"person": 1, "key": 1, "anonymous": 1}
    assert [client.get(OPEN).status_code, client.get(OPEN).status_code] == [200, 429]
    assert client_of(PersonFactory()).get(OPEN).status_code == 200
    assert [anonymous.get(OPEN).status_code, anonymous.get(OPEN).status_code] == [200, 429]
    assert anonymous.get(OPEN, REMOTE_ADDR="203.0.113.9").status_code == 200


def test_refused_requests_count_too(anonymous, settings):
    settings.API_RATES = {"person": 1, "key": 1, "anonymous": 2}
    assert [anonymous.get(THINGS).status_code for _ in range(3)] == [401, 401, 429]


def test_requests_are_served_while_the_counts_cannot_be_kept(client, settings):
    settings.CACHES = {"default": {**settings.CACHES["default"], "LOCATION": "redis://127.0.0.1:1/0"}}
    assert client.get(THINGS).status_code == 200
