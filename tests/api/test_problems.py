"""Whatever is refused, the answer has one form (RFC 9457) and says where the fault is."""

import pytest
from rest_framework.test import APIClient

from marketplace.core.models import Job
from tests.factories.accounts import PersonFactory

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.api.probe")]
THINGS = "/api/v1/probe/things"


@pytest.fixture
def client(client_of):
    return client_of(PersonFactory(), raise_request_exception=False)


def check(response, status, code):
    """The members every problem has; returns the document."""
    assert response.status_code == status
    assert response["Content-Type"] == "application/problem+json"
    problem = response.json()
    assert {"type", "title", "status", "detail", "instance", "code"} <= set(problem)
    assert (problem["status"], problem["code"]) == (status, code)
    assert problem["type"] == f"http://testserver/api/v1/problems/{code}"
    return problem


def test_a_field_that_is_wrong_is_pointed_at(client):
    body = {"name": "far too long", "lines": [{"amount": 1}, {"amount": "x"}]}
    problem = check(client.post(THINGS, body), 422, "invalid")
    assert problem["instance"] == THINGS
    assert [(error["pointer"], error["code"]) for error in problem["errors"]] == [
        ("#/name", "max-length"),
        ("#/lines/1/amount", "invalid"),
    ]
    assert Job.objects.count() == 0


def test_a_body_of_the_wrong_kind_is_about_the_whole_document(client):
    assert check(client.post(THINGS, []), 422, "invalid")["errors"][0]["pointer"] == "#"


@pytest.mark.parametrize(
    ("then", "status", "code", "errors"),
    [
        ("taken", 409, "taken", [{"pointer": "#/name", "detail": "Somebody was faster."}]),
        ("refused", 403, "refused", None),
        (
            "invalid",
            422,
            "invalid",
            [{"pointer": "#/lines/0/amount", "detail": "Too much."}, {"pointer": "#/name", "detail": "Too short."}],
        ),
    ],
)
def test_a_refusal_of_an_action_keeps_its_words(client, then, status, code, errors):
    problem = check(client.post(THINGS, {"name": "a", "then": then}), status, code)
    assert problem.get("errors") == errors


def test_a_fault_of_ours_tells_no_details(client):
    problem = check(client.post(THINGS, {"name": "a", "then": "broken"}), 500, "internal")
    assert "ZeroDivision" not in str(problem)


def test_a_stranger_is_asked_to_sign_in(anonymous):
    response = anonymous.get(THINGS)
    check(response, 401, "not-authenticated")
    assert response["WWW-Authenticate"].startswith("Bearer")


@pytest.mark.parametrize(
    ("method", "path", "options", "status", "code"),
    [
        ("get", "/api/v1/no/such/thing", {}, 404, "not-found"),
        ("post", "/api/v1/nothing", {}, 404, "not-found"),
        ("get", "/api/v1/api-keys/one%0Aline", {}, 404, "not-found"),
        ("delete", THINGS, {}, 405, "method-not-allowed"),
        ("options", THINGS, {}, 405, "method-not-allowed"),
        ("get", THINGS, {"headers": {"Accept": "text/html"}}, 406, "not-acceptable"),
        ("post", THINGS, {"data": "{", "content_type": "application/json"}, 400, "parse-error"),
        ("post", THINGS, {"data": {"name": "\x00"}}, 400, "parse-error"),
        ("post", THINGS, {"data": r'{"\ud800": 1}', "content_type": "application/json"}, 400, "parse-error"),
        ("post", THINGS, {"data": "<a/>", "content_type": "text/xml"}, 415, "unsupported-media-type"),
        ("get", f"{THINGS}?limit=0", {}, 422, "bad-parameter"),
        ("get", f"{THINGS}?cursor=nonsense", {}, 422, "bad-parameter"),
    ],
)
def test_refusals_of_http_have_the_same_form(client, method, path, options, status, code):
    check(getattr(client, method)(path, **options), status, code)


def test_a_wrong_parameter_is_named(client):
    problem = check(client.get(f"{THINGS}?limit=201"), 422, "bad-parameter")
    assert problem["errors"] == [{"parameter": "limit", "detail": "Write a whole number from 1 to 200."}]


def test_a_body_that_is_too_large_is_refused(client, settings):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 10
    check(client.post(THINGS, {"name": "x" * 50}), 413, "too-large")


def test_a_session_without_its_csrf_token_changes_nothing():
    client = APIClient(enforce_csrf_checks=True)
    client.force_login(PersonFactory())
    check(client.post(THINGS, {"name": "a"}), 403, "permission-denied")
    assert Job.objects.count() == 0


def test_a_kind_of_problem_can_be_looked_up(anonymous):
    assert anonymous.get("/api/v1/problems/taken").json() == {
        "code": "taken",
        "status": 409,
        "meaning": "Somebody was faster.",
    }
    assert anonymous.get("/api/v1/problems/parse-error").json()["code"] == "parse-error"
