"""Prices, photos and pieces of work on one's own profile."""

import uuid
from typing import Any

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.parsers import MultiPartParser
from rest_framework.response import Response

from creators.actions import exclusivity, photos, portfolio, rates, usage_rates
from creators.api import serializers
from creators.api.own import mine
from creators.models import ExclusivityRate, Photo, PortfolioItem, Rate, UsageRate
from marketplace.accounts.api.request import SignedIn
from marketplace.core.api.endpoint import Endpoint, created
from marketplace.core.api.fields import named_here
from marketplace.core.api.parsers import StorableJSONParser

PRICE = {"amount": "amount_minor", "percent": "percent_bp"}
ME = "/api/v1/creators/me"


class MyRates(Endpoint):
    """Your prices by kind of deliverable."""

    serializer_class = serializers.RateRow

    @extend_schema(responses=serializers.RateRow(many=True))
    def get(self, request: SignedIn) -> Response:
        """The prices that hold now."""
        return self.page(Rate.objects.active().filter(creator=mine(request)).select_related("kind", "channel"))

    @extend_schema(responses={201: serializers.RateRow})
    def post(self, request: SignedIn) -> Response:
        """Ask this much; a price for the same kind and channel takes the place of the one before."""
        with named_here(**PRICE):
            rate = rates.set(actor=request.user, creator=mine(request), **self.valid())
        return created(serializers.RateRow(rate).data, f"{ME}/rates/{rate.public_id}")


class MyRate(Endpoint):
    """One of your prices."""

    @extend_schema(responses={204: None})
    def delete(self, request: SignedIn, public_id: uuid.UUID) -> Response:
        """Offer this no longer."""
        mine_only = Rate.objects.active().select_related("creator").filter(creator=mine(request))
        rates.remove(actor=request.user, rate=get_object_or_404(mine_only, public_id=public_id))
        return Response(status=204)


class MyUsageRates(Endpoint):
    """Your prices for using the content."""

    serializer_class = serializers.UsageLine

    @extend_schema(responses=serializers.UsageLine(many=True))
    def get(self, request: SignedIn) -> Response:
        """Every line."""
        return self.page(UsageRate.objects.filter(creator=mine(request)))

    @extend_schema(responses={201: serializers.UsageLine})
    def post(self, request: SignedIn) -> Response:
        """Price a use; the same use, time and territory again is a new price for it."""
        with named_here(**PRICE):
            line = usage_rates.set(actor=request.user, creator=mine(request), **self.valid())
        return created(serializers.UsageLine(line).data, f"{ME}/usage-rates/{line.pk}")


class MyUsageRate(Endpoint):
    @extend_schema(responses={204: None})
    def delete(self, request: SignedIn, pk: int) -> Response:
        """Take the line off the list."""
        line = get_object_or_404(UsageRate.objects.select_related("creator"), creator=mine(request), pk=pk)
        usage_rates.remove(actor=request.user, line=line)
        return Response(status=204)


class MyExclusivityRates(Endpoint):
    """Your prices for working with nobody else."""

    serializer_class = serializers.ExclusivityLine

    @extend_schema(responses=serializers.ExclusivityLine(many=True))
    def get(self, request: SignedIn) -> Response:
        """Every line."""
        return self.page(ExclusivityRate.objects.filter(creator=mine(request)))

    @extend_schema(responses={201: serializers.ExclusivityLine})
    def post(self, request: SignedIn) -> Response:
        """Price an exclusivity; the same scope and time again is a new price for it."""
        with named_here(**PRICE):
            line = exclusivity.set(actor=request.user, creator=mine(request), **self.valid())
        return created(serializers.ExclusivityLine(line).data, f"{ME}/exclusivity-rates/{line.pk}")


class MyExclusivityRate(Endpoint):
    @extend_schema(responses={204: None})
    def delete(self, request: SignedIn, pk: int) -> Response:
        """Take the line off the list."""
        line = get_object_or_404(ExclusivityRate.objects.select_related("creator"), creator=mine(request), pk=pk)
        exclusivity.remove(actor=request.user, line=line)
        return Response(status=204)


class MyPhotos(Endpoint):
    """Your photos; the first is the portrait."""

    serializer_class = serializers.PhotoRow
    parser_classes = [MultiPartParser]
    pagination_class = None

    @extend_schema(responses=serializers.PhotoRow(many=True))
    def get(self, request: SignedIn) -> Response:
        """In the order they are shown."""
        return Response(serializers.PhotoRow(mine(request).photos.all(), many=True).data)

    @extend_schema(responses={201: serializers.PhotoRow})
    def post(self, request: SignedIn) -> Response:
        """Add a photo (JPEG, PNG or WebP, up to 10 MB). It is re-encoded; where it was taken is forgotten."""
        photo = photos.add(actor=request.user, creator=mine(request), **self.valid())
        return created(serializers.PhotoRow(photo).data, f"{ME}/photos/{photo.public_id}")


class MyPhoto(Endpoint):
    @extend_schema(responses={204: None})
    def delete(self, request: SignedIn, public_id: uuid.UUID) -> Response:
        """Delete a photo and its files."""
        photo = get_object_or_404(Photo.objects.select_related("creator"), creator=mine(request), public_id=public_id)
        photos.remove(actor=request.user, photo=photo)
        return Response(status=204)


class MyPhotoOrder(Endpoint):
    """The order of your photos."""

    serializer_class = serializers.PhotoOrder

    @extend_schema(responses=serializers.PhotoRow(many=True))
    def put(self, request: SignedIn) -> Response:
        """Show them in this order."""
        creator = mine(request)
        photos.reorder(actor=request.user, creator=creator, **self.valid())
        return Response(serializers.PhotoRow(creator.photos.all(), many=True).data)


class MyPortfolio(Endpoint):
    """Pieces of your work."""

    serializer_class = serializers.PortfolioRow
    parser_classes = [StorableJSONParser, MultiPartParser]

    @extend_schema(responses=serializers.PortfolioRow(many=True))
    def get(self, request: SignedIn) -> Response:
        """The newest first."""
        return self.page(PortfolioItem.objects.filter(creator=mine(request)).select_related("platform"))

    @extend_schema(responses={201: serializers.PortfolioRow})
    def post(self, request: SignedIn) -> Response:
        """Show a piece of work. Send a picture as multipart/form-data."""
        item = portfolio.add(actor=request.user, creator=mine(request), **self.valid())
        return created(serializers.PortfolioRow(item).data, f"{ME}/portfolio/{item.public_id}")


class MyPortfolioItem(Endpoint):
    """One piece of your work."""

    serializer_class = serializers.PortfolioRow
    parser_classes = [StorableJSONParser, MultiPartParser]

    def get(self, request: SignedIn, public_id: uuid.UUID) -> Response:
        """One piece."""
        return Response(serializers.PortfolioRow(self._item(request, public_id)).data)

    def patch(self, request: SignedIn, public_id: uuid.UUID) -> Response:
        """Change what is sent, keep the rest; without a new picture the old one stays."""
        item = self._item(request, public_id)
        now: dict[str, Any] = {name: getattr(item, name) for name in ("title", "link", "results", "platform")}
        changed = portfolio.update(actor=request.user, item=item, **{**now, **self.valid(partial=True)})
        return Response(serializers.PortfolioRow(changed).data)

    @extend_schema(responses={204: None})
    def delete(self, request: SignedIn, public_id: uuid.UUID) -> Response:
        """Take the piece off your profile."""
        portfolio.remove(actor=request.user, item=self._item(request, public_id))
        return Response(status=204)

    @staticmethod
    def _item(request: SignedIn, public_id: uuid.UUID) -> PortfolioItem:
        found = PortfolioItem.objects.select_related("creator", "platform").filter(creator=mine(request))
        return get_object_or_404(found, public_id=public_id)
