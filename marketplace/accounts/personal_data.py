"""What a person can take away. Every room adds its own part, in a module of this name:

@part("creators")
def creator_profile(person: Person) -> object: ...      # JSON, nothing that belongs to somebody else
"""

from collections.abc import Callable
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession

from marketplace.accounts.models import ApiKey, Person
from marketplace.activity.models import Event

Part = Callable[[Person], Any]

_parts: dict[str, Part] = {}


def part(name: str) -> Callable[[Part], Part]:
    """Register a room's part of the export. Raises ValueError if the name is taken."""

    def register(function: Part) -> Part:
        if _parts.setdefault(name, function).__qualname__ != function.__qualname__:
            raise ValueError(f"the part {name} of the personal data is registered twice")
        return function

    return register


def export_of(person: Person) -> dict[str, Any]:
    """Everything that the site holds about a person, by room."""
    return {name: function(person) for name, function in sorted(_parts.items())}


@part("account")
def account(person: Person) -> dict[str, Any]:
    """Who they are and how they sign in, without any secret."""
    plain = ["email", "name", "language", "time_zone", "active_side", "uses_creator_side", "uses_brand_side"]
    plain += ["created_at", "last_login", "suspended_at", "suspended_reason"]
    return {
        **{field: getattr(person, field) for field in plain},
        "emails": list(EmailAddress.objects.filter(user=person).values("email", "verified", "primary")),
        "second_factors": list(Authenticator.objects.filter(user=person).values("type", "created_at", "last_used_at")),
        "sessions": list(UserSession.objects.filter(user=person).values("ip", "user_agent", "created_at")),
        "services": list(SocialAccount.objects.filter(user=person).values("provider", "uid", "date_joined")),
        "api_keys": list(
            ApiKey.objects.filter(person=person).values(
                "name", "prefix", "scopes", "created_at", "expires_at", "last_used_at", "revoked_at"
            )
        ),
    }


@part("activity")
def activity(person: Person) -> list[Any]:
    """What they did."""
    return list(Event.objects.filter(actor=person).order_by("pk").values("verb", "subject_type", "subject_id", "at"))
