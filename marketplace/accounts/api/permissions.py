"""What every request of the API must pass before its view sees it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from rest_framework.permissions import SAFE_METHODS, BasePermission

from marketplace.accounts.enums import KeyScope
from marketplace.accounts.models import ApiKey
from marketplace.accounts.policies import require_may_act

if TYPE_CHECKING:
    from rest_framework.request import Request
    from rest_framework.views import APIView


class HasScope(BasePermission):
    """A key may do what its scopes say; a session everything its person may."""

    message = _("This API key may not do that. Make one with the scope that is needed.")
    code = "scope-missing"

    def has_permission(self, request: Request, view: APIView) -> bool:
        if not isinstance(request.auth, ApiKey):
            return True
        scope = KeyScope.READ if request.method in SAFE_METHODS else KeyScope.WRITE
        return scope in request.auth.scopes


class MayChangeThings(BasePermission):
    """Suspended people, and those whose address is not verified, read and change nothing."""

    def has_permission(self, request: Request, view: APIView) -> bool:
        if request.method not in SAFE_METHODS:
            require_may_act(request.user)
        return True


class IsSession(BasePermission):
    """What a key must not do: make further keys."""

    message = _("Sign in on the site to do this: an API key is not enough.")
    code = "session-needed"

    def has_permission(self, request: Request, view: APIView) -> bool:
        return request.method in SAFE_METHODS or request.auth is None
