"""Brands and the people who act for them."""

import uuid

from django.http import Http404
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.parsers import MultiPartParser
from rest_framework.response import Response

from brands import queries
from brands.actions import brands, members
from brands.api import serializers
from brands.models import Brand, Member, MemberInvitation
from marketplace.accounts.api.request import SignedIn
from marketplace.core.api.endpoint import Endpoint, created


class Brands(Endpoint):
    """The brands you act for."""

    serializer_class = serializers.BrandChanges

    @extend_schema(responses=serializers.OwnBrand(many=True))
    def get(self, request: SignedIn) -> Response:
        """Your brands, each with your role."""
        return self.page(queries.brands_of(request.user), serializers.OwnBrand)

    @extend_schema(responses={201: serializers.OwnBrand})
    def post(self, request: SignedIn) -> Response:
        """Make a brand; you become its owner."""
        brand = brands.create(actor=request.user, **self.valid())
        return created(
            serializers.OwnBrand(my_brand(request, brand.public_id)).data, f"/api/v1/brands/{brand.public_id}"
        )


class OneBrand(Endpoint):
    """One brand."""

    serializer_class = serializers.BrandChanges

    @extend_schema(responses=serializers.OwnBrand)
    def get(self, request: SignedIn, public_id: uuid.UUID) -> Response:
        """Members see its inside; everybody else what it shows (without `my_role` and what follows its identity)."""
        own = queries.brands_of(request.user).filter(public_id=public_id).first()
        if own is not None:
            return Response(serializers.OwnBrand(own).data)
        shown = get_object_or_404(Brand.objects.active().select_related("sector"), public_id=public_id)
        return Response(serializers.ShownBrand(shown).data)

    @extend_schema(responses=serializers.OwnBrand)
    def patch(self, request: SignedIn, public_id: uuid.UUID) -> Response:
        """Owners: change what is sent. A changed identity has to be verified again."""
        brands.update(actor=request.user, brand=my_brand(request, public_id), **self.valid(partial=True))
        return Response(serializers.OwnBrand(my_brand(request, public_id)).data)


class BrandLogo(Endpoint):
    """The brand's logo."""

    serializer_class = serializers.Logo
    parser_classes = [MultiPartParser]

    @extend_schema(responses=serializers.OwnBrand)
    def put(self, request: SignedIn, public_id: uuid.UUID) -> Response:
        """Owners: take this picture (JPEG, PNG or WebP, up to 10 MB)."""
        brand = my_brand(request, public_id)
        brands.update(actor=request.user, brand=brand, logo=self.valid()["logo"])
        return Response(serializers.OwnBrand(my_brand(request, public_id)).data)


class BrandVerification(Endpoint):
    @extend_schema(request=None, responses=serializers.OwnBrand)
    def post(self, request: SignedIn, public_id: uuid.UUID) -> Response:
        """Owners: ask staff to check the brand."""
        brands.request_verification(actor=request.user, brand=my_brand(request, public_id))
        return Response(serializers.OwnBrand(my_brand(request, public_id)).data)


class Members(Endpoint):
    """Who acts for a brand."""

    serializer_class = serializers.MemberRow

    @extend_schema(responses=serializers.MemberRow(many=True))
    def get(self, request: SignedIn, public_id: uuid.UUID) -> Response:
        """The members, the last to come first."""
        return self.page(queries.members_of(request.user, my_brand(request, public_id)))


class OneMember(Endpoint):
    """One seat."""

    serializer_class = serializers.MemberRow

    def patch(self, request: SignedIn, public_id: uuid.UUID, pk: int) -> Response:
        """Owners: give the member another role."""
        member = self._member(request, public_id, pk)
        changed = members.change_role(actor=request.user, member=member, role=self.valid()["role"])
        return Response(serializers.MemberRow(changed).data)

    @extend_schema(responses={204: None})
    def delete(self, request: SignedIn, public_id: uuid.UUID, pk: int) -> Response:
        """Owners: take the seat away. Anybody may leave."""
        members.remove(actor=request.user, member=self._member(request, public_id, pk))
        return Response(status=204)

    @staticmethod
    def _member(request: SignedIn, public_id: uuid.UUID, pk: int) -> Member:
        return get_object_or_404(queries.members_of(request.user, my_brand(request, public_id)), pk=pk)


class Invitations(Endpoint):
    """Seats offered by e-mail."""

    serializer_class = serializers.InvitationRow

    @extend_schema(responses=serializers.InvitationRow(many=True))
    def get(self, request: SignedIn, public_id: uuid.UUID) -> Response:
        """Those that wait for an answer, the newest first."""
        return self.page(queries.invitations_of(request.user, my_brand(request, public_id)))

    @extend_schema(responses={201: serializers.InvitationRow})
    def post(self, request: SignedIn, public_id: uuid.UUID) -> Response:
        """Owners: offer a seat."""
        invitation = members.invite(actor=request.user, brand=my_brand(request, public_id), **self.valid())
        address = f"/api/v1/brands/{public_id}/member-invitations/{invitation.pk}"
        return created(serializers.InvitationRow(invitation).data, address)


class OneInvitation(Endpoint):
    @extend_schema(responses={204: None})
    def delete(self, request: SignedIn, public_id: uuid.UUID, pk: int) -> Response:
        """Owners: take the offer back."""
        found = MemberInvitation.objects.visible_to(request.user).filter(brand=my_brand(request, public_id))
        members.revoke(actor=request.user, invitation=get_object_or_404(found, pk=pk))
        return Response(status=204)


class InvitationAccepted(Endpoint):
    """Taking an offered seat."""

    serializer_class = serializers.Token

    @extend_schema(responses={201: serializers.OwnBrand})
    def post(self, request: SignedIn) -> Response:
        """Take the seat that the token offers to your address."""
        member = members.accept(actor=request.user, **self.valid())
        brand = my_brand(request, member.brand.public_id)
        return created(serializers.OwnBrand(brand).data, f"/api/v1/brands/{brand.public_id}")


def my_brand(request: SignedIn, public_id: uuid.UUID) -> Brand:
    """A brand the person acts for. Raises Http404 for every other."""
    brand = queries.brands_of(request.user).filter(public_id=public_id).first()
    if brand is None:
        raise Http404
    return brand
