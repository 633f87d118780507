"""Personal API keys: what they open, what they do not, and how they are made and closed."""

from datetime import timedelta

import pytest
from django.utils import timezone
from rest_framework.test import APIClient

from marketplace.accounts.actions import api_keys
from marketplace.accounts.models import ApiKey
from tests.factories.accounts import PersonFactory

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.api.probe")]
THINGS = "/api/v1/probe/things"
KEYS = "/api/v1/api-keys"


@pytest.fixture
def person():
    return PersonFactory()


@pytest.fixture
def bearer(person):
    """A client that carries a new key of the person, made before anybody was suspended."""

    def make(*scopes):
        end = timezone.now() + timedelta(days=30)
        key, raw = api_keys.create(actor=person, name="script", scopes=list(scopes), expires_at=end)
        client = APIClient(headers={"Authorization": f"Bearer {raw}"})
        client.key = key
        return client

    return make


def test_a_key_opens_what_its_scopes_say(bearer):
    reader, writer = bearer("read"), bearer("write")
    assert reader.get(THINGS).status_code == 200
    refused = reader.post(THINGS, {"name": "a"})
    assert (refused.status_code, refused.json()["code"]) == (403, "scope-missing")
    assert writer.get(THINGS).status_code == 200
    assert writer.post(THINGS, {"name": "a"}).status_code == 201


@pytest.mark.parametrize("raw", ["ent_x_y", "ent_", "nonsense", "", "ent_é_y"])
def test_a_wrong_key_is_refused_even_where_strangers_may_read(anonymous, raw):
    response = anonymous.get("/api/v1/probe/open", headers={"Authorization": f"Bearer {raw}"})
    assert (response.status_code, response.json()["code"]) == (401, "bad-key")
    assert response["WWW-Authenticate"] == 'Bearer realm="Entente"'


@pytest.mark.parametrize("change", [{"revoked_at": timezone.now()}, {"expires_at": timezone.now()}])
def test_a_key_that_ended_opens_nothing(bearer, change):
    client = bearer("read")
    ApiKey.objects.filter(pk=client.key.pk).update(**change)
    assert client.get(THINGS).status_code == 401


def test_the_use_of_a_key_is_noted(bearer):
    client = bearer("read")
    client.get(THINGS)
    client.key.refresh_from_db()
    assert timezone.now() - client.key.last_used_at < timedelta(minutes=1)


def test_a_suspended_person_reads_and_changes_nothing(bearer, person):
    client = bearer("write")
    person.suspended_at = timezone.now()
    person.save()
    assert client.get(THINGS).status_code == 200
    refused = client.post(THINGS, {"name": "a"})
    assert (refused.status_code, refused.json()["code"]) == (403, "suspended")


def test_a_key_has_its_own_share_within_its_persons(bearer, settings):
    settings.API_RATES = {"person": 3, "key": 2, "anonymous": 1}
    one, two = bearer("read"), bearer("read")
    assert [one.get(THINGS).status_code for _ in range(3)] == [200, 200, 429]
    assert two.get(THINGS)["RateLimit"].startswith('"key";r=1;t=')
    assert two.get(THINGS).status_code == 429


def body(**changes):
    return {"name": "ci", "scopes": ["read"], "expires_at": timezone.now() + timedelta(days=9)} | changes


def test_a_key_is_made_in_a_session_and_shown_once(client_of, person):
    client = client_of(person)
    made = client.post(KEYS, body(), headers={"Idempotency-Key": "k"})
    assert made.status_code == 201
    secret = made.json()["secret"]
    assert APIClient(headers={"Authorization": f"Bearer {secret}"}).get(made["Location"]).status_code == 200
    (row,) = client.get(KEYS).json()["results"]
    assert "secret" not in row
    assert row["prefix"] == made.json()["prefix"]
    assert secret not in str(ApiKey.objects.values().get())


def test_the_answer_that_is_kept_holds_no_secret(client_of, person):
    from marketplace.core.models import IdempotencyKey

    client, sent = client_of(person), body()
    secret = client.post(KEYS, sent, headers={"Idempotency-Key": "k"}).json()["secret"]
    again = client.post(KEYS, sent, headers={"Idempotency-Key": "k"})
    assert (again.status_code, again.json()["secret"]) == (201, None)
    assert secret not in str(IdempotencyKey.objects.get().body)
    assert ApiKey.objects.count() == 1


def test_a_key_cannot_make_keys(bearer):
    refused = bearer("write").post(KEYS, body())
    assert (refused.status_code, refused.json()["code"]) == (403, "session-needed")
    assert ApiKey.objects.count() == 1


def test_a_key_with_wrong_wishes_is_not_made(client_of, person):
    response = client_of(person).post(KEYS, body(scopes=["admin"], expires_at=timezone.now()))
    assert response.status_code == 422
    assert response.json()["errors"][0]["pointer"] == "#/scopes/0"
    late = client_of(person).post(KEYS, body(expires_at=timezone.now() + timedelta(days=999)))
    assert late.json()["errors"][0]["pointer"] == "#/expires_at"
    assert ApiKey.objects.count() == 0


def test_a_key_is_closed_by_its_person_and_by_nobody_else(bearer, client_of, person):
    client = bearer("write")
    address = f"{KEYS}/{client.key.prefix}"
    assert client_of(PersonFactory()).delete(address).status_code == 404
    assert client.get(address).status_code == 200
    assert client.delete(address).status_code == 204
    assert client.get(address).status_code == 401


@pytest.mark.parametrize("rows", [1, 3])
def test_listing_keys_costs_the_same_for_any_number(bearer, client_of, person, rows, django_assert_num_queries):
    for _ in range(rows):
        bearer("read")
    client = client_of(person)
    # session, person, keys
    with django_assert_num_queries(3):
        assert len(client.get(KEYS).json()["results"]) == rows


def test_times_are_utc_in_a_session_too(client_of):
    session = client_of(PersonFactory(time_zone="Indian/Reunion"))
    end = (timezone.now() + timedelta(days=30)).replace(microsecond=0, tzinfo=None)
    made = session.post(KEYS, {"name": "script", "scopes": ["read"], "expires_at": end.isoformat()}, format="json")
    assert made.json()["expires_at"] == f"{end.isoformat()}Z"
