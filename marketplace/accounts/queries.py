"""Reading about people."""

import hmac

from django.db.models import QuerySet
from django.utils import timezone

from marketplace.accounts.actions.api_keys import hash_of
from marketplace.accounts.models import ApiKey, Person


def authenticate_key(raw: str) -> ApiKey | None:
    """The usable key whose full text this is, with its person; None for anything else.

    Suspended people's keys still open the door: they may read, and every action refuses them by itself.
    The caller notes the use with `actions.api_keys.note_use`.
    """
    marker, _, rest = raw.partition("_")
    prefix, _, secret = rest.partition("_")
    if marker != "ent" or not prefix or not secret:
        return None
    key = ApiKey.objects.usable(timezone.now()).select_related("person").filter(prefix=prefix).first()
    matches = hmac.compare_digest(key.secret_hash if key else "", hash_of(secret))
    return key if key and matches and key.person.is_active else None


def keys_of(person: Person) -> QuerySet[ApiKey]:
    """A person's keys, the newest first, revoked ones included."""
    return ApiKey.objects.filter(person=person)
