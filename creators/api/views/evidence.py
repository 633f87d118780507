"""What a person shows us: a guardian's consent, and that an imported account is theirs."""

import uuid

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.parsers import MultiPartParser
from rest_framework.response import Response

from creators.actions import claims, consents
from creators.api import serializers
from creators.api.own import mine
from creators.queries.imports import find_unclaimed, own_claims
from marketplace.accounts.api.request import SignedIn
from marketplace.core.api.endpoint import Endpoint, created
from marketplace.core.errors import Invalid


class MyConsents(Endpoint):
    """Consents of a parent or guardian, asked of creators of 16 and 17."""

    serializer_class = serializers.ConsentRow
    parser_classes = [MultiPartParser]

    @extend_schema(responses=serializers.ConsentRow(many=True))
    def get(self, request: SignedIn) -> Response:
        """The newest first."""
        return self.page(mine(request).consents.all())

    @extend_schema(responses={201: serializers.ConsentRow})
    def post(self, request: SignedIn) -> Response:
        """Hand in what a guardian signed (PDF or picture); staff look at it before it counts."""
        consent = consents.record(actor=request.user, creator=mine(request), **self.valid())
        return created(serializers.ConsentRow(consent).data, "/api/v1/creators/me/consents")


class MyClaims(Endpoint):
    """Imported accounts that you have said are yours."""

    serializer_class = serializers.NewClaim

    @extend_schema(responses=serializers.ClaimRow(many=True))
    def get(self, request: SignedIn) -> Response:
        """The newest first, with what was decided."""
        return self.page(own_claims(request.user), serializers.ClaimRow)

    @extend_schema(responses={201: serializers.ClaimRow})
    def post(self, request: SignedIn) -> Response:
        """Claim an imported account, or ask for its removal: put the code into its bio, then say so.

        Asking again before it is decided changes the wish.
        """
        asked = self.valid()
        channel = find_unclaimed(asked["platform"], asked["handle"])
        if channel is None:
            raise Invalid({"handle": [_("No list has brought this channel in, or its profile is looked after.")]})
        claim = claims.ask(actor=request.user, channel=channel, wish=asked["wish"])
        return created(serializers.ClaimRow(claim).data, "/api/v1/claims")


class ClaimPlaced(Endpoint):
    @extend_schema(request=None, responses=serializers.ClaimRow)
    def post(self, request: SignedIn, public_id: uuid.UUID) -> Response:
        """Say that the code stands in the account's bio; staff will look within two working days."""
        undecided = own_claims(request.user).filter(decided_at=None)
        claim = get_object_or_404(undecided, channel__public_id=public_id)
        return Response(serializers.ClaimRow(claims.place(actor=request.user, claim=claim)).data)
