"""Personal API keys: `Authorization: Bearer ent_…`."""

from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from marketplace.accounts.actions import api_keys
from marketplace.accounts.models import ApiKey, Person
from marketplace.accounts.queries import authenticate_key


class ApiKeyAuthentication(BaseAuthentication):
    """`request.auth` is the key, `request.user` its person. A wrong key is refused, never taken for a stranger."""

    def authenticate(self, request: Request) -> tuple[Person, ApiKey] | None:
        scheme, _space, raw = get_authorization_header(request).decode("latin-1").strip().partition(" ")
        if scheme.lower() != "bearer":
            return None
        key = authenticate_key(raw.strip())
        if key is None:
            raise AuthenticationFailed(_("This API key is not valid: it is mistyped, expired or revoked."), "bad-key")
        api_keys.note_use(api_key=key)
        return key.person, key

    def authenticate_header(self, request: Request) -> str:
        return 'Bearer realm="Entente"'


class ApiKeyScheme(OpenApiAuthenticationExtension):
    """How the description names it."""

    target_class = "marketplace.accounts.api.authentication.ApiKeyAuthentication"
    name = "apiKey"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {"type": "http", "scheme": "bearer", "bearerFormat": "ent_…", "description": "A personal API key."}
