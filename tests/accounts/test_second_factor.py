"""Second factors, recovery codes, passkeys, and a forgotten password: through the real pages."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core import mail
from django.urls import reverse

from marketplace.accounts.sealing import unseal
from tests.accounts.test_sign_in import send_waiting_mails
from tests.factories.accounts import PASSWORD, PersonFactory

pytestmark = pytest.mark.django_db


def code_of(secret):
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def secret_of(person):
    return unseal(Authenticator.objects.get(user=person, type=Authenticator.Type.TOTP).data["secret"])


def sign_in(client, person, password=PASSWORD):
    return client.post(reverse("account_login"), {"login": person.email, "password": password})


def confirm_it_is_you(client):
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})


def is_signed_in(client):
    return "_auth_user_id" in client.session


def test_the_right_code_finishes_the_sign_in_and_a_wrong_one_does_not(client):
    person = PersonFactory(second_factor=True)
    sign_in(client, person)
    wrong = client.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert wrong.context["form"].errors
    assert not is_signed_in(client)
    client.post(reverse("mfa_authenticate"), {"code": code_of(secret_of(person))})
    assert is_signed_in(client)


def test_a_recovery_code_works_once(client):
    person = PersonFactory(second_factor=True)
    code = RecoveryCodes.activate(person).get_unused_codes()[0]
    for expected in (True, False):
        client.logout()
        sign_in(client, person)
        client.post(reverse("mfa_authenticate"), {"code": code})
        assert is_signed_in(client) is expected


def test_a_person_sets_up_an_authenticator_and_gets_recovery_codes(client):
    person = PersonFactory()
    sign_in(client, person)
    assert client.get(reverse("mfa_activate_totp")).url.startswith(reverse("account_reauthenticate"))
    confirm_it_is_you(client)
    page = client.get(reverse("mfa_activate_totp"))
    client.post(reverse("mfa_activate_totp"), {"code": code_of(page.context["form"].secret)})
    kinds = Authenticator.objects.filter(user=person).values_list("type", flat=True)
    assert sorted(kinds) == ["recovery_codes", "totp"]
    assert TOTP(Authenticator.objects.get(user=person, type="totp")).validate_code("000000") is False


def test_passkeys_are_offered_at_the_sign_in_and_in_the_settings(client):
    person = PersonFactory()
    challenge = client.get(reverse("mfa_login_webauthn"), headers={"x-requested-with": "XMLHttpRequest"}).json()
    assert challenge["request_options"]["publicKey"]["challenge"]
    sign_in(client, person)
    confirm_it_is_you(client)
    assert client.get(reverse("mfa_add_webauthn")).status_code == 200


def test_a_forgotten_password_is_replaced_by_the_link_in_the_mail(client):
    person = PersonFactory()
    client.post(reverse("account_reset_password"), {"email": person.email})
    send_waiting_mails()
    link = re.search(r"https?://[^/\s]+(/\S+)", mail.outbox[0].body).group(1)
    form = client.get(link, follow=True)
    changed = {"password1": "an entirely new one", "password2": "an entirely new one"}
    client.post(form.redirect_chain[-1][0], changed)
    sign_in(client, person)
    assert not is_signed_in(client)
    sign_in(client, person, "an entirely new one")
    assert is_signed_in(client)


def test_nobody_learns_from_the_reset_page_who_has_an_account(client):
    known = client.post(reverse("account_reset_password"), {"email": PersonFactory().email})
    unknown = client.post(reverse("account_reset_password"), {"email": "nobody@example.org"})
    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)


def test_who_lost_their_phone_reads_that_a_recovery_code_will_do(client):
    person = PersonFactory(second_factor=True)
    sign_in(client, person)
    assert "Enter one of your recovery codes instead" in client.get(reverse("mfa_authenticate")).content.decode()


def test_security_keys_are_listed_in_the_reader_s_language(client):
    person = PersonFactory(language="fr")
    key = Authenticator.objects.create(user=person, type=Authenticator.Type.WEBAUTHN, data={"name": "Ma clé"})
    sign_in(client, person)
    client.post(reverse("mfa_authenticate"), {"code": RecoveryCodes.activate(person).get_unused_codes()[0]})
    page = client.get(reverse("mfa_list_webauthn")).content.decode()
    assert "pas encore utilisée" in page
    assert "Not used" not in page
    confirm_it_is_you(client)
    assert "Nom de la clé" in client.get(reverse("mfa_edit_webauthn", args=[key.pk])).content.decode()
