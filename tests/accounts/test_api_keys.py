"""Personal keys: shown once, stored hashed, closed for good."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from marketplace.accounts.actions import api_keys
from marketplace.accounts.models import ApiKey
from marketplace.accounts.policies import Suspended
from marketplace.accounts.queries import authenticate_key
from marketplace.core.errors import Invalid
from tests.factories.accounts import PersonFactory

pytestmark = pytest.mark.django_db


def make(person, *, scopes=("read",), days=30, name="Report"):
    return api_keys.create(
        actor=person, name=name, scopes=list(scopes), expires_at=timezone.now() + timedelta(days=days)
    )


def test_a_key_opens_and_its_secret_is_not_stored():
    person = PersonFactory()
    key, raw = make(person)
    found = authenticate_key(raw)
    assert (found.pk, found.person.pk, found.may_write) == (key.pk, person.pk, False)
    secret = raw.split("_", 2)[2]
    assert len(secret) >= 40
    row = ApiKey.objects.filter(pk=key.pk).values().get()
    assert not any(secret in str(value) for value in row.values())


def test_writing_includes_reading():
    assert make(PersonFactory(), scopes=["write"])[0].scopes == ["read", "write"]


@pytest.mark.parametrize("spoil", ["", "ent_", "ent_x_y", "{raw}x", "x{raw}", "bearer {raw}", "ent__secret"])
def test_anything_else_does_not_open(spoil):
    _key, raw = make(PersonFactory())
    assert authenticate_key(spoil.format(raw=raw)) is None


def test_one_keys_secret_does_not_open_with_anothers_prefix():
    (first, raw), (second, _raw) = make(PersonFactory()), make(PersonFactory())
    assert authenticate_key(raw.replace(first.prefix, second.prefix)) is None


def test_a_key_stops_at_its_expiry_to_the_second():
    key, raw = make(PersonFactory())
    ApiKey.objects.filter(pk=key.pk).update(expires_at=timezone.now() + timedelta(seconds=1))
    assert authenticate_key(raw) is not None
    ApiKey.objects.filter(pk=key.pk).update(expires_at=timezone.now() - timedelta(seconds=1))
    assert authenticate_key(raw) is None


def test_a_revoked_key_is_closed_at_once_and_revoking_twice_changes_nothing():
    person = PersonFactory()
    key, raw = make(person)
    closed = api_keys.revoke(actor=person, api_key=key).revoked_at
    assert api_keys.revoke(actor=person, api_key=key).revoked_at == closed
    assert authenticate_key(raw) is None


def test_nobody_revokes_anothers_key():
    key, raw = make(PersonFactory())
    with pytest.raises(api_keys.KeyNotYours):
        api_keys.revoke(actor=PersonFactory(), api_key=key)
    assert authenticate_key(raw) is not None


def test_the_key_of_one_who_left_does_not_open():
    person = PersonFactory()
    _key, raw = make(person)
    person.is_active = False
    person.save()
    assert authenticate_key(raw) is None


def test_a_suspended_person_makes_no_key_but_may_close_one():
    person = PersonFactory()
    key, _raw = make(person)
    person.suspended_at = timezone.now()
    person.save()
    with pytest.raises(Suspended):
        make(person)
    assert api_keys.revoke(actor=person, api_key=key).is_usable is False


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"name": " "}, "name"), ({"scopes": ["all"]}, "scopes"), ({"scopes": []}, "scopes")]
    + [({"days": days}, "expires_at") for days in (0, -1, 366)],
)
def test_a_key_needs_a_name_a_scope_and_an_end_within_a_year(changes, field):
    with pytest.raises(Invalid) as refusal:
        make(PersonFactory(), **changes)
    assert list(refusal.value.errors) == [field]
    assert not ApiKey.objects.exists()


def test_twenty_usable_keys_are_enough():
    person = PersonFactory()
    for _ in range(20):
        key, _raw = make(person)
    with pytest.raises(api_keys.TooManyKeys):
        make(person)
    api_keys.revoke(actor=person, api_key=key)
    make(person)
    assert ApiKey.objects.filter(person=person).count() == 21


def test_the_last_use_is_noted_once_a_minute(django_assert_num_queries):
    key, raw = make(PersonFactory())
    found = authenticate_key(raw)
    with django_assert_num_queries(1):
        api_keys.note_use(api_key=found)
        api_keys.note_use(api_key=found)
    key.refresh_from_db()
    assert key.last_used_at is not None


def test_the_page_shows_a_new_key_once(client):
    client.force_login(PersonFactory())
    page = reverse("accounts:api_keys")
    answer = client.post(page, {"name": "Report", "scope": "write", "days": "90"})
    raw = answer.context["secret"]
    assert authenticate_key(raw).may_write is True
    assert raw in answer.content.decode()
    again = client.get(page)
    assert raw not in again.content.decode()
    assert again.headers["Cache-Control"].startswith("max-age=0, no-cache, no-store")


def test_on_the_page_anothers_key_does_not_exist(client):
    key, raw = make(PersonFactory())
    client.force_login(PersonFactory())
    assert client.post(reverse("accounts:revoke_api_key", args=[key.pk])).status_code == 404
    assert authenticate_key(raw) is not None


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_of_keys_costs_the_same_for_one_and_three(client, rows, django_assert_num_queries):
    person = PersonFactory()
    for _ in range(rows):
        make(person)
    client.force_login(person)
    # session, person, keys, bell
    with django_assert_num_queries(4):
        client.get(reverse("accounts:api_keys"))
