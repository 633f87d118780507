"""Settings, language, sides, sessions, export, and the way into the admin."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.urls import reverse

from marketplace.accounts.models import Person
from tests.factories.accounts import PASSWORD, PersonFactory

pytestmark = pytest.mark.django_db
SETTINGS = {
    "name": "Ana Lima",
    "language": "fr",
    "time_zone": "Indian/Reunion",
    "uses_creator_side": "on",
    "uses_brand_side": "on",
}


@pytest.fixture
def ana():
    return PersonFactory(name="Ana", email="ana@example.org")


@pytest.fixture
def site(client, ana):
    client.force_login(ana)
    return client


@pytest.mark.parametrize("name", ["settings", "export", "api_keys"])
def test_visitors_are_asked_to_sign_in(client, name):
    assert client.get(reverse(f"accounts:{name}")).url.startswith(reverse("account_login"))


def test_settings_are_saved_and_the_next_page_speaks_the_language(site, ana):
    assert site.post(reverse("accounts:settings"), SETTINGS).url == reverse("accounts:settings")
    ana.refresh_from_db()
    assert (ana.name, ana.language, ana.time_zone, ana.uses_brand_side) == ("Ana Lima", "fr", "Indian/Reunion", True)
    assert '<html lang="fr"' in site.get(reverse("accounts:settings")).content.decode()


@pytest.mark.parametrize(
    ("field", "value"),
    [("language", "tlh"), ("time_zone", "Mars/Olympus"), ("uses_creator_side", "")],
)
def test_wrong_settings_are_refused_field_by_field(site, ana, field, value):
    changes = {"uses_brand_side": ""} if field == "uses_creator_side" else {}
    answer = site.post(reverse("accounts:settings"), SETTINGS | {field: value} | changes)
    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    ana.refresh_from_db()
    assert ana.name == "Ana"


def test_giving_up_the_side_one_looks_from_shows_the_other(site, ana):
    wanted = {name: value for name, value in SETTINGS.items() if name != "uses_creator_side"}
    site.post(reverse("accounts:settings"), wanted)
    ana.refresh_from_db()
    assert ana.active_side == "brand"


def test_suspended_people_read_and_export_and_change_only_the_language(client):
    person = PersonFactory(suspended=True, name="Sam")
    client.force_login(person)
    assert "Fake numbers, twice." in client.get(reverse("accounts:settings")).content.decode()
    assert client.get(reverse("accounts:export")).json()["account"]["suspended_reason"] == "Fake numbers, twice."
    assert client.post(reverse("accounts:settings"), SETTINGS).status_code == 403
    client.post(reverse("set_language"), {"language": "fr", "next": "/"})
    person.refresh_from_db()
    assert (person.name, person.language) == ("Sam", "fr")


def test_a_visitors_language_is_remembered_without_an_account(client):
    client.post(reverse("set_language"), {"language": "fr", "next": "/"})
    assert '<html lang="fr"' in client.get("/").content.decode()


def test_switching_sides_never_leads_off_the_site(site, ana):
    answer = site.post(reverse("accounts:switch_side"), {"side": "brand", "next": "https://evil.example/"})
    assert answer.url == "/dashboard/"
    ana.refresh_from_db()
    assert ana.active_side == "brand"


def test_the_export_holds_the_person_and_no_secret(site, ana):
    answer = site.get(reverse("accounts:export"))
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.json()["account"]["emails"] == [{"email": "ana@example.org", "verified": True, "primary": True}]
    assert {"account", "activity", "notifications"} <= set(answer.json())
    assert ana.password not in answer.content.decode()


def test_one_device_can_be_signed_out_by_its_owner_only(client, ana):
    client.post(reverse("account_login"), {"login": ana.email, "password": PASSWORD})
    session = UserSession.objects.get(user=ana)
    other = type(client)()
    other.force_login(PersonFactory())
    assert other.post(reverse("accounts:end_session", args=[session.pk])).status_code == 404
    assert client.get(reverse("accounts:settings")).status_code == 200
    client.post(reverse("accounts:end_session", args=[session.pk]))
    assert client.get(reverse("accounts:settings")).url.startswith(reverse("account_login"))


def test_the_admin_is_entered_through_the_sign_in_of_everybody(client):
    answer = client.get(reverse("admin:login"))
    assert answer.url.startswith(reverse("account_login"))
    assert client.get(reverse("admin:index"), follow=True).redirect_chain[-1][0].startswith(reverse("account_login"))


def test_staff_without_a_second_factor_are_sent_to_set_one_up(client):
    client.force_login(PersonFactory(is_superuser=True, is_staff=True, second_factor=False))
    assert client.get(reverse("admin:index")).url == reverse("mfa_index")


def test_staff_with_a_second_factor_are_let_in(client):
    client.force_login(PersonFactory(is_superuser=True, staff=True))
    assert client.get(reverse("admin:index")).status_code == 200


def test_the_demo_lets_staff_in_by_password(client, settings):
    settings.STAFF_NEED_MFA = False
    client.force_login(PersonFactory(is_superuser=True, is_staff=True, second_factor=False))
    assert client.get(reverse("admin:index")).status_code == 200


def test_others_do_not_see_the_admin(site):
    assert site.get(reverse("admin:login")).status_code == 403
    assert site.get(reverse("admin:index")).status_code in (302, 403)


def test_with_a_second_factor_the_password_alone_does_not_sign_in(client):
    person = PersonFactory(second_factor=True)
    answer = client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})
    assert answer.url.startswith(reverse("mfa_authenticate"))
    assert "_auth_user_id" not in client.session


def test_the_secret_of_a_second_factor_is_stored_sealed():
    person = PersonFactory(second_factor=True)
    stored = Authenticator.objects.get(user=person)
    assert stored.data["secret"].startswith("gAAAA")
    assert len(stored.wrap().instance.data["secret"]) > 80


def test_a_person_without_an_account_name_is_shown_by_email():
    assert str(Person(email="x@example.org")) == "x@example.org"
