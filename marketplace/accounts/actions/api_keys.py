"""Personal keys of the API."""

import hashlib
import secrets
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from marketplace.accounts.enums import KeyScope
from marketplace.accounts.models import ApiKey, Person
from marketplace.accounts.policies import require_may_act
from marketplace.activity.record import record
from marketplace.core.errors import DomainError, Invalid

#: As many usable keys as one person may have.
MOST_KEYS = 20
LONGEST_DAYS = 365
#: The last use is noted to this precision, so that reading costs no write.
USE_NOTED_EVERY = timedelta(minutes=1)


class TooManyKeys(DomainError):
    """Revoke a key that you no longer use first."""


class KeyNotYours(DomainError):
    """There is no such key."""

    status = 404


def create(*, actor: Person, name: str, scopes: list[str], expires_at: datetime) -> tuple[ApiKey, str]:
    """Make a key and return it with its full text, which is never shown again. Writing includes reading.

    Raises Invalid for unknown scopes or an expiry outside one year, TooManyKeys past 20 usable keys.
    """
    require_may_act(actor)
    _check(name, scopes, expires_at)
    if ApiKey.objects.filter(person=actor).usable().count() >= MOST_KEYS:
        raise TooManyKeys(_("Revoke a key that you no longer use first."))
    granted = [KeyScope.READ.value, KeyScope.WRITE.value] if KeyScope.WRITE in scopes else [KeyScope.READ.value]
    prefix, secret = secrets.token_hex(4), secrets.token_urlsafe(32)
    key = ApiKey.objects.create(
        person=actor,
        name=name.strip(),
        prefix=prefix,
        secret_hash=hash_of(secret),
        scopes=granted,
        expires_at=expires_at,
    )
    record("accounts.api_key_created", actor=actor, subject=key, data={"name": key.name, "scopes": granted})
    return key, f"ent_{prefix}_{secret}"


def revoke(*, actor: Person, api_key: ApiKey) -> ApiKey:
    """Close a key at once and for good; a second time changes nothing. Suspended people may close theirs.

    Raises KeyNotYours.
    """
    if api_key.person_id != actor.pk:
        raise KeyNotYours(_("There is no such key."))
    if api_key.revoked_at is None:
        api_key.revoked_at = timezone.now()
        api_key.save(update_fields=["revoked_at", "updated_at"])
        record("accounts.api_key_revoked", actor=actor, subject=api_key, data={"name": api_key.name})
    return api_key


def note_use(*, api_key: ApiKey) -> None:
    """Remember that a key was used just now."""
    now = timezone.now()
    if api_key.last_used_at is None or now - api_key.last_used_at > USE_NOTED_EVERY:
        ApiKey.objects.filter(pk=api_key.pk).update(last_used_at=now)
        api_key.last_used_at = now


def hash_of(secret: str) -> str:
    """What is stored of a secret; 256 random bits need no slow hash."""
    return hashlib.sha256(secret.encode()).hexdigest()


def _check(name: str, scopes: list[str], expires_at: datetime) -> None:
    errors = {}
    if not name.strip():
        errors["name"] = _("Give the key a name that you will recognise.")
    if not scopes or not set(scopes) <= set(KeyScope.values):
        errors["scopes"] = _("Choose what the key may do: read, or read and write.")
    if not timezone.now() < expires_at <= timezone.now() + timedelta(days=LONGEST_DAYS, minutes=5):
        errors["expires_at"] = _("The key must expire within a year.")
    if errors:
        raise Invalid(errors)
