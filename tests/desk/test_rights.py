"""Each group of staff sees what its work needs, and nothing else."""

import pytest
from django.contrib import admin
from django.urls import reverse

from marketplace.accounts.roles import RIGHTS
from marketplace.core.desk import Desk, queues
from marketplace.core.models import AppendOnly
from tests.factories.accounts import PersonFactory

pytestmark = pytest.mark.django_db

GROUPS = sorted(RIGHTS)
LISTS = sorted(f"{model._meta.app_label}.{model._meta.model_name}" for model in admin.site._registry)


@pytest.mark.parametrize("group", GROUPS)
def test_every_list_opens_exactly_for_those_with_the_right(staff, group):
    client = staff(group)
    opened = set()
    for name in LISTS:
        app, model = name.split(".")
        if client.get(reverse(f"admin:{app}_{model}_changelist")).status_code == 200:
            opened.add(name)
    rights = {(right.split(".")[0], *right.split(".")[1].split("_", 1)) for right in RIGHTS[group]}
    assert opened == {name for name in LISTS if (name.split(".")[0], "view", name.split(".")[1]) in rights}


def test_people_who_are_no_staff_stay_outside(client):
    client.force_login(PersonFactory())
    for name in ("admin:index", "admin:accounts_person_changelist"):
        assert client.get(reverse(name)).status_code == 302


@pytest.mark.parametrize("group", GROUPS)
def test_nobody_adds_or_deletes_anything(staff, group):
    client = staff(group)
    for model, desk in admin.site._registry.items():
        for page in ("add", "delete"):
            args = [] if page == "add" else [0]
            url = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)
            assert client.post(url).status_code in (302, 403, 404), f"{desk} {page}"
            assert not getattr(desk, f"has_{page}_permission")(_request(client)), f"{desk} {page}"


def _request(client):
    from django.test import RequestFactory

    request = RequestFactory().get("/admin/")
    request.user = client.person
    return request


def test_append_only_tables_are_read_only_even_for_superusers(staff):
    client = staff("none", is_superuser=True)
    checked = 0
    for model, desk in admin.site._registry.items():
        if issubclass(model, AppendOnly):
            checked += 1
            request = _request(client)
            assert not desk.has_add_permission(request)
            assert not desk.has_change_permission(request)
            assert not desk.has_delete_permission(request)
    assert checked >= 4


@pytest.mark.parametrize(
    ("group", "names"),
    [
        ("support", ["abuse", "dead_jobs", "profiles"]),
        ("reviewer", ["brands", "claims", "consents", "entries", "mentors", "profiles", "proofs", "proposals"]),
        ("finance", []),
    ],
)
def test_the_first_page_shows_each_group_its_queues(staff, group, names):
    client = staff(group)
    shown = sorted(one.name for one in queues(_request(client)))
    assert shown == names
    answer = client.get(reverse("admin:index"))
    assert answer.status_code == 200
    for one in queues(_request(client)):
        assert f"<strong>0</strong><span>{one.label}</span>" in answer.content.decode()
        assert client.get(one.href).status_code == 200


@pytest.mark.parametrize("group", GROUPS)
def test_no_decision_is_offered_without_its_right(staff, group):
    client = staff(group)
    for desk in admin.site._registry.values():
        if isinstance(desk, Desk):
            offered = {one.right for one in desk.decisions if client.person.has_perm(one.right)}
            assert offered <= set(RIGHTS[group])


def test_the_policy_of_the_desk_allows_no_inline_script_or_style_element(staff):
    policy = staff("support").get(reverse("admin:index")).headers["Content-Security-Policy"]
    directives = dict(part.strip().split(" ", 1) for part in policy.split(";"))
    assert directives["script-src"] == "'self' 'unsafe-eval'"
    assert directives["style-src"] == "'self'"
    assert directives["style-src-attr"] == "'unsafe-inline'"
    loosened = {name for name, value in directives.items() if "unsafe" in value}
    assert loosened == {"script-src", "style-src-attr"}


def test_the_rest_of_the_site_keeps_its_stricter_policy(client):
    assert "unsafe" not in client.get("/").headers["Content-Security-Policy"]
