"""Yourself and your keys."""

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.permissions import IsAuthenticated
from rest_framework.response import Response

from marketplace.accounts import queries
from marketplace.accounts.actions import api_keys, people
from marketplace.accounts.api import serializers
from marketplace.accounts.api.permissions import HasScope, IsSession, MayChangeThings
from marketplace.accounts.api.request import SignedIn
from marketplace.core.api.endpoint import Endpoint, created

SETTINGS = ["name", "language", "time_zone", "uses_creator_side", "uses_brand_side"]


class MyPerson(Endpoint):
    """The person behind the request."""

    serializer_class = serializers.Me

    def get(self, request: SignedIn) -> Response:
        """Who you are here."""
        return Response(serializers.Me(request.user).data)

    def patch(self, request: SignedIn) -> Response:
        """Change your own settings."""
        changes = self.valid(instance=request.user, partial=True)
        now = {name: getattr(request.user, name) for name in SETTINGS}
        person = people.change_settings(actor=request.user, **{**now, **changes})
        return Response(serializers.Me(person).data)


class MySide(Endpoint):
    """Which side of the market you look from."""

    serializer_class = serializers.SideChoice

    @extend_schema(responses=serializers.Me)
    def post(self, request: SignedIn) -> Response:
        """Look from the other side; the first time, it is opened for you."""
        person = people.switch_side(actor=request.user, **self.valid())
        return Response(serializers.Me(person).data)


class MyKeys(Endpoint):
    """Your API keys."""

    permission_classes = [IsAuthenticated, HasScope, MayChangeThings, IsSession]
    serializer_class = serializers.NewApiKey

    @extend_schema(responses=serializers.ApiKeyRow(many=True))
    def get(self, request: SignedIn) -> Response:
        """Your keys, the newest first, without their secrets."""
        return self.page(queries.keys_of(request.user), serializers.ApiKeyRow)

    @extend_schema(responses={201: serializers.NewApiKey})
    def post(self, request: SignedIn) -> Response:
        """Make a key. Its secret is in this answer and nowhere else."""
        key, secret = api_keys.create(actor=request.user, **self.valid())
        row = serializers.ApiKeyRow(key).data
        response = created({**row, "secret": secret}, f"/api/v1/api-keys/{key.prefix}")
        # A repeated request is answered without the secret, which we do not keep.
        response.data_to_keep = {**row, "secret": None}  # type: ignore[attr-defined]
        return response


class MyKey(Endpoint):
    """One of your keys. Suspended people may close theirs too."""

    permission_classes = [IsAuthenticated, HasScope]
    serializer_class = serializers.ApiKeyRow

    def get(self, request: SignedIn, prefix: str) -> Response:
        """One key without its secret."""
        return Response(serializers.ApiKeyRow(self._key(request, prefix)).data)

    @extend_schema(responses={204: None})
    def delete(self, request: SignedIn, prefix: str) -> Response:
        """Revoke a key: at once, for good."""
        api_keys.revoke(actor=request.user, api_key=self._key(request, prefix))
        return Response(status=204)

    @staticmethod
    def _key(request: SignedIn, prefix: str) -> queries.ApiKey:
        return get_object_or_404(queries.keys_of(request.user), prefix=prefix)
