"""Sealed text, breached passwords, the keys of other services, and the rights of staff groups."""

import time

import pytest
from cryptography.fernet import InvalidToken
from django.contrib.auth.models import Group, Permission
from django.core.exceptions import ValidationError
from pwned_passwords_django.api import PwnedPasswords
from pwned_passwords_django.validators import PwnedPasswordsValidator

from marketplace.accounts.roles import RIGHTS
from marketplace.accounts.sealing import seal, unseal
from marketplace.settings.sign_in import configured_providers


def test_sealed_text_opens_with_todays_and_with_former_keys(settings):
    sealed = seal("a link")
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "the next one"
    assert unseal(sealed) == "a link"
    settings.SECRET_KEY_FALLBACKS = []
    with pytest.raises(InvalidToken):
        unseal(sealed)


class Unreachable(PwnedPasswords):
    api_endpoint = "http://127.0.0.1:9/range/"


def test_the_breached_list_that_does_not_answer_keeps_nobody_out():
    validator = PwnedPasswordsValidator(api_client=Unreachable())
    started = time.monotonic()
    validator.validate("correct horse battery staple")
    assert time.monotonic() - started < 3
    with pytest.raises(ValidationError):
        validator.validate("password1234")


def test_services_are_offered_only_with_both_keys():
    environment = {"GOOGLE_CLIENT_ID": "id", "GOOGLE_CLIENT_SECRET": "secret", "TIKTOK_CLIENT_ID": "id"}
    found = configured_providers(environment)
    assert list(found) == ["google"]
    assert found["google"]["APPS"] == [{"client_id": "id", "secret": "secret"}]
    assert configured_providers({}) == {}


@pytest.mark.django_db
def test_staff_groups_have_exactly_the_rights_written_down():
    for name, rights in RIGHTS.items():
        granted = Group.objects.get(name=name).permissions.select_related("content_type")
        assert {f"{right.content_type.app_label}.{right.codename}" for right in granted} == set(rights)


@pytest.mark.django_db
def test_no_staff_group_may_delete_anything():
    deleting = Permission.objects.filter(codename__startswith="delete_")
    assert not Group.objects.filter(permissions__in=deleting).exists()
