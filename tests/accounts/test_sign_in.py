"""Signing up, proving the address, signing in: through the real pages, with the real mails."""

import re
import uuid

import pytest
from django.core import mail
from django.urls import reverse

from marketplace.accounts.models import Person
from marketplace.core import jobs
from marketplace.core.models import Job, JobState
from tests.factories.accounts import PASSWORD, PersonFactory

pytestmark = pytest.mark.django_db
# The limits per address are remembered between runs, so each run has an address of its own.
NEWCOMER = {"password1": PASSWORD, "name": "Nina", "side": "both"}


@pytest.fixture
def email():
    return f"nina-{uuid.uuid4().hex[:8]}@example.org"


def send_waiting_mails():
    for job in Job.objects.waiting().filter(name="accounts.send_mail"):
        assert jobs.run(job.pk)


def link_in(message):
    return re.search(r"https?://[^/\s]+(/\S+)", message.body).group(1)


def sign_up(client, email, **changes):
    return client.post(reverse("account_signup"), NEWCOMER | {"email": email} | changes)


def test_a_newcomer_signs_up_proves_the_address_and_is_signed_in(client, email):
    assert sign_up(client, email.title()).url == reverse("account_email_verification_sent")
    person = Person.objects.get(email=email)
    assert (person.name, person.uses_creator_side, person.uses_brand_side) == ("Nina", True, True)
    assert (person.active_side, person.has_verified_email) == ("creator", False)
    send_waiting_mails()
    assert client.post(link_in(mail.outbox[0])).url == "/dashboard/"
    assert client.session["_auth_user_id"] == str(person.pk)
    assert Person.objects.get(pk=person.pk).has_verified_email is True


def test_the_french_mail_to_a_newcomer_speaks_of_no_man(client, email):
    client.post(reverse("account_signup"), NEWCOMER | {"email": email}, headers={"accept-language": "fr"})
    send_waiting_mails()
    assert "utilisateur" not in mail.outbox[0].body
    assert "Si c’est bien vous, confirmez-la ici" in mail.outbox[0].body


def test_nobody_signs_in_before_the_address_is_proven(client, email):
    sign_up(client, email)
    client.logout()
    answer = client.post(reverse("account_login"), {"login": email, "password": PASSWORD})
    assert answer.url == reverse("account_email_verification_sent")
    assert "_auth_user_id" not in client.session


def test_a_taken_address_gets_the_same_answer_and_its_owner_is_told(client, email):
    PersonFactory(email=email)
    assert sign_up(client, email).url == reverse("account_email_verification_sent")
    assert Person.objects.count() == 1
    send_waiting_mails()
    assert [message.to for message in mail.outbox] == [[email]]
    assert reverse("account_reset_password") in mail.outbox[0].body


@pytest.mark.parametrize("password", ["short1", "password1234", "1234567890", "nina-nina@example.org"])
def test_weak_passwords_are_refused(client, email, password):
    answer = sign_up(client, email, password1=password)
    assert answer.context["form"].errors["password1"]
    assert not Person.objects.exists()


def test_the_fifth_failure_locks_the_address_for_a_while_even_with_the_right_password(client):
    person = PersonFactory()
    for _ in range(5):
        client.post(reverse("account_login"), {"login": person.email, "password": "wrong"})
    answer = client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})
    assert "Too many" in str(answer.context["form"].errors)
    assert "_auth_user_id" not in client.session


def test_the_mail_waits_sealed(client, email):
    sign_up(client, email)
    waiting = Job.objects.get(name="accounts.send_mail")
    assert waiting.state == JobState.WAITING
    assert "accounts/confirm-email" not in waiting.payload["sealed"]


@pytest.mark.parametrize(
    ("page", "title"),
    [
        ("socialaccount_login_error", "n’a pas abouti"),
        ("socialaccount_login_cancelled", "Vous avez annulé"),
    ],
)
def test_a_sign_in_elsewhere_that_fails_says_so_and_leads_back(client, page, title):
    answer = client.get(reverse(page), headers={"accept-language": "fr"}).content.decode()
    assert title in answer
    assert f'class="button button-primary button-m" href="{reverse("account_login")}"' in answer


def test_who_has_a_new_password_is_led_to_the_sign_in(client):
    answer = client.get(reverse("account_reset_password_from_key_done")).content.decode()
    assert f'class="button button-primary button-m" href="{reverse("account_login")}"' in answer
