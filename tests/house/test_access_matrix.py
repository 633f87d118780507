"""Every address × method × role answers what the matrix says, and no address is missing from it."""

import json
from importlib import import_module
from pkgutil import iter_modules

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.house import access
from tests.house.access import ROLES, Row, cast

pytestmark = pytest.mark.django_db
ROOMS = sorted(module.name for module in iter_modules(access.__path__) if module.name != "cast")
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
REFUSED = (401, 403, 404, 405)
#: Addresses of packages that answer other methods in their own way.
FOREIGN = ("account_", "mfa_", "socialaccount_", "usersessions_", "/social", "admin:")


def rows(room: str) -> list[Row]:
    return import_module(f"tests.house.access.{room}").ROWS


def routes(resolver: URLResolver, spaces: tuple[str, ...] = ()):
    """Every route of the site by its full name; those without one by their pattern."""
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from routes(entry, (*spaces, entry.namespace) if entry.namespace else spaces)
        elif isinstance(entry, URLPattern):
            yield ":".join((*spaces, entry.name)) if entry.name else f"{':'.join(spaces)}/{entry.pattern}"


def test_every_route_has_a_row_and_every_row_a_route():
    named = {row.route for room in ROOMS for row in rows(room)}
    walked = {name for name in routes(get_resolver()) if not name.startswith("admin") or name in named}
    assert walked - named == set()
    assert named - walked == set()


@pytest.fixture
def world():
    people = cast.people()
    clients = {}
    for role in ROLES:
        clients[role] = Client(raise_request_exception=False)
        if people[role]:
            clients[role].force_login(people[role])
    return clients, cast.things(people)


def thing(things, path: str):
    """What a dotted path, or "@name", names in the cast; any other word stands for itself."""
    if "." not in path and not path.startswith("@"):
        return path
    for part in path.removeprefix("@").split("."):
        things = getattr(things, part)
    return things


def address_of(row: Row, things) -> str:
    if row.route.startswith("/"):
        return f"/accounts{row.route}"
    pairs = [pair.partition("=") for pair in row.where.split()]
    return reverse(row.route, kwargs={name: thing(things, path) for name, _sign, path in pairs}) + row.query


def body_of(row: Row, things, method: str):
    """What is sent, and in which form."""
    if method == "GET":
        return {"data": b""}
    body = {name: value() if callable(value) else value for name, value in row.body.items()}
    body = {
        name: thing(things, value) if isinstance(value, str) and value[:1] == "@" else value
        for name, value in body.items()
    }
    if row.route.startswith("api:") and not row.form:
        return {"data": json.dumps(body, default=str), "content_type": "application/json"}
    return {"data": encode_multipart(BOUNDARY, body), "content_type": MULTIPART_CONTENT}


def ask(client: Client, method: str, address: str, sent):
    """One request, of which nothing stays."""
    cookies = client.cookies.copy()
    cache.clear()
    try:
        with transaction.atomic():
            response = client.generic(method, address, **sent)
            transaction.set_rollback(True)
    finally:
        client.cookies = cookies
    return response


def asked(row: Row):
    """Every method the row names, by every role; the others by those who would gain most, and by a stranger."""
    for method in METHODS:
        answers = row.methods.get(method)
        if answers is not None:
            yield from ((method, role, answers[role]) for role in ROLES)
        elif not row.route.startswith(FOREIGN):
            yield from ((method, role, None) for role in ("anonymous", "creator", "owner"))


def is_refused(response) -> bool:
    return response.status_code in REFUSED or (
        response.status_code == 302 and response["Location"].startswith("/accounts/login/")
    )


@pytest.mark.parametrize("room", ROOMS)
def test_every_role_is_answered_as_the_matrix_says(room, world, settings):
    settings.API_RATES = dict.fromkeys(settings.API_RATES, 1_000_000)
    clients, things = world
    wrong = []
    for row in rows(room):
        address = address_of(row, things)
        for method, role, expected in asked(row):
            response = ask(clients[role], method, address, body_of(row, things, method))
            if expected is None and not is_refused(response):
                wrong.append(f"{row.route} {method} {role}: {response.status_code}, but no row names the method")
            elif expected is not None and response.status_code != expected:
                wrong.append(f"{row.route} {method} {role}: {response.status_code}, expected {expected}")
    assert not wrong, "\n".join(wrong)
