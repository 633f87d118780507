"""A POST with an Idempotency-Key is done once, and always answered the same."""

import threading
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.utils import timezone
from rest_framework.test import APIClient, APIRequestFactory

from marketplace.core import jobs
from marketplace.core.api import idempotency
from marketplace.core.models import IdempotencyKey, Job
from marketplace.core.tasks import enqueue_job
from tests.factories.accounts import PersonFactory

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.api.probe")]
THINGS = "/api/v1/probe/things"


@pytest.fixture
def person():
    return PersonFactory()


@pytest.fixture
def client(client_of, person):
    return client_of(person, raise_request_exception=False)


def send(client, key, body):
    return client.post(THINGS, body, headers={"Idempotency-Key": key})


def test_the_same_request_twice_is_done_once(client):
    first, second = send(client, "k", {"name": "a"}), send(client, "k", {"name": "a"})
    assert (first.status_code, second.status_code) == (201, 201)
    assert first.json() == second.json()
    assert first["Location"] == second["Location"]
    assert (first.get("Idempotent-Replayed"), second["Idempotent-Replayed"]) == (None, "true")
    assert Job.objects.count() == 1


def test_another_body_under_the_same_key_is_refused(client):
    send(client, "k", {"name": "a"})
    response = send(client, "k", {"name": "b"})
    assert (response.status_code, response.json()["code"]) == (422, "key-reused")
    assert Job.objects.count() == 1


def test_spacing_and_order_do_not_make_another_body(client):
    send(client, "k", {"name": "a", "lines": []})
    again = client.generic(
        "POST", THINGS, '{ "lines": [],  "name":"a"}', "application/json", headers={"Idempotency-Key": "k"}
    )
    assert again.status_code == 201
    assert Job.objects.count() == 1


def test_keys_belong_to_their_person(client, client_of):
    send(client, "k", {"name": "a"})
    assert send(client_of(PersonFactory()), "k", {"name": "b"}).status_code == 201
    assert Job.objects.count() == 2


def test_a_refusal_is_an_answer_too_and_its_work_is_undone(client):
    first = send(client, "k", {"name": "a", "then": "taken"})
    second = send(client, "k", {"name": "a", "then": "taken"})
    assert (first.status_code, second.status_code) == (409, 409)
    assert first.json() == second.json()
    assert second["Content-Type"] == "application/problem+json"
    assert second["Idempotent-Replayed"] == "true"
    assert Job.objects.count() == 0


def test_a_malformed_request_may_be_mended_under_its_key(client):
    assert send(client, "k", {"name": "too long"}).status_code == 422
    assert send(client, "k", {"name": "ok"}).status_code == 201


def test_a_fault_keeps_neither_work_nor_answer(client):
    assert send(client, "k", {"name": "a", "then": "broken"}).status_code == 500
    assert (Job.objects.count(), IdempotencyKey.objects.count()) == (0, 0)
    assert send(client, "k", {"name": "a"}).status_code == 201


@pytest.mark.parametrize("key", ["a b", "é", "x" * 256])
def test_a_malformed_key_is_refused(client, key):
    assert send(client, key, {"name": "a"}).status_code == 400
    assert Job.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_while_the_first_request_is_in_flight_the_second_is_told_so(client, person):
    def hold_elsewhere():
        with transaction.atomic():
            idempotency._lock(person.pk, "k")
            locked.set()
            release.wait(10)
        connection.close()

    locked, release = threading.Event(), threading.Event()
    thread = threading.Thread(target=hold_elsewhere)
    thread.start()
    locked.wait(10)
    in_flight = send(client, "k", {"name": "a"})
    release.set()
    thread.join()
    assert (in_flight.status_code, in_flight.json()["code"]) == (409, "key-in-flight")
    assert send(client, "k", {"name": "a"}).status_code == 201
    assert Job.objects.count() == 1


def test_answers_are_forgotten_after_a_day_by_a_job(client):
    send(client, "old", {"name": "a"})
    IdempotencyKey.objects.update(created_at=timezone.now() - timedelta(hours=25))
    send(client, "new", {"name": "a"})
    enqueue_job("core.forget_kept_answers")
    enqueue_job("core.forget_kept_answers")
    (job,) = Job.objects.filter(name="core.forget_kept_answers")
    assert jobs.run(job.pk)
    assert list(IdempotencyKey.objects.values_list("key", flat=True)) == ["new"]


def test_an_old_key_is_free_again_even_before_the_job_ran(client):
    send(client, "k", {"name": "a"})
    IdempotencyKey.objects.update(created_at=timezone.now() - timedelta(hours=25))
    assert send(client, "k", {"name": "b"}).json()["name"] == "b"


def test_a_file_is_compared_by_its_content_not_by_its_boundary():
    def fingerprint(content):
        from rest_framework.parsers import MultiPartParser
        from rest_framework.request import Request

        upload = SimpleUploadedFile("a.png", content)
        return idempotency._fingerprint(
            Request(APIRequestFactory().post("/x", {"file": upload}, format="multipart"), parsers=[MultiPartParser()])
        )

    assert fingerprint(b"one") == fingerprint(b"one")
    assert fingerprint(b"one") != fingerprint(b"two")


def test_a_stranger_gets_no_key_stored():
    assert send(APIClient(), "k", {"name": "a"}).status_code == 401
    assert IdempotencyKey.objects.count() == 0
