"""Creators as brands see them, and one's own profile."""

import uuid
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.http import Http404
from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema
from rest_framework.response import Response

from creators import queries
from creators.actions import availability, profiles, refusals
from creators.api import serializers
from creators.api.own import mine
from creators.enums import Availability
from creators.models import Channel, Creator, Measurement
from creators.policies import may_see_page
from marketplace.accounts.api.request import SignedIn
from marketplace.core.api.endpoint import Endpoint, created
from marketplace.core.api.fields import named_here
from marketplace.core.api.paging import Filters

ME = "/api/v1/creators/me"


class CreatorFilter(filters.FilterSet):
    platform = filters.CharFilter(method="on_platform", label="Code of a platform with a channel")
    niche = filters.CharFilter(method="in_niche", label="Code of a niche, or of one above it")
    style = filters.CharFilter(field_name="styles__code", label="Code of a content style")
    country = filters.CharFilter(field_name="home_country", label="ISO code of the home country")
    language = filters.CharFilter(method="speaking", label="ISO code of a language")
    availability = filters.ChoiceFilter(choices=Availability.choices)
    unclaimed = filters.BooleanFilter(field_name="person", lookup_expr="isnull", label="Imported and not claimed yet")
    followers_min = filters.NumberFilter(method="at_least", label="Newest shared followers of a channel, at least")

    class Meta:
        model = Creator
        fields: list[str] = []

    def on_platform(self, found: QuerySet[Creator], name: str, value: str) -> QuerySet[Creator]:
        return found.filter(Exists(_channels().filter(platform__code=value)))

    def in_niche(self, found: QuerySet[Creator], name: str, value: str) -> QuerySet[Creator]:
        links = Creator.niches.through.objects.filter(creator=OuterRef("pk"), niche__path__contains=[value])
        return found.filter(Exists(links))

    def speaking(self, found: QuerySet[Creator], name: str, value: str) -> QuerySet[Creator]:
        return found.filter(languages__contains=[value])

    def at_least(self, found: QuerySet[Creator], name: str, value: Any) -> QuerySet[Creator]:
        told = Measurement.objects.shared().filter(channel=OuterRef("pk"), followers__isnull=False)
        newest = Subquery(told.newest_first().values("followers")[:1])
        return found.filter(Exists(_channels().annotate(newest=newest).filter(newest__gte=value)))


def _channels() -> QuerySet[Channel]:
    return Channel.objects.live().filter(creator=OuterRef("pk"))


class Creators(Endpoint):
    """Profiles that can be found."""

    queryset = Creator.objects.none()
    serializer_class = serializers.CreatorRow
    filter_backends = [Filters]
    filterset_class = CreatorFilter

    @extend_schema(responses=serializers.CreatorRow(many=True))
    def get(self, request: SignedIn) -> Response:
        """Brands see every profile that can be found; creators see their own."""
        return self.page(queries.for_page().filter(pk__in=queries.listed_for(request.user).values("pk")))


class OneCreator(Endpoint):
    """One profile as brands see it."""

    serializer_class = serializers.ShownCreator

    def get(self, request: SignedIn, public_id: uuid.UUID) -> Response:
        """What a brand may see, and its owner in preview."""
        creator = queries.for_page().filter(public_id=public_id).first()
        if creator is None or not may_see_page(request.user, creator):
            raise Http404
        return Response(serializers.ShownCreator(creator).data)


class MyProfile(Endpoint):
    """Your own profile."""

    serializer_class = serializers.ProfileChanges

    @extend_schema(responses=serializers.OwnCreator)
    def get(self, request: SignedIn) -> Response:
        """Your profile with its private parts, and what it still lacks."""
        return Response(serializers.OwnCreator(mine(request)).data)

    @extend_schema(responses={201: serializers.OwnCreator})
    def post(self, request: SignedIn) -> Response:
        """Start your profile, as a draft."""
        creator = profiles.create(actor=request.user, **self.valid())
        return created(serializers.OwnCreator(creator).data, ME)

    @extend_schema(responses=serializers.OwnCreator)
    def patch(self, request: SignedIn) -> Response:
        """Change what is sent, keep the rest."""
        creator = profiles.update(actor=request.user, creator=mine(request), **self.valid(partial=True))
        return Response(serializers.OwnCreator(creator).data)


class MyState(Endpoint):
    """Showing and hiding your profile: `publish`, `pause`, `hide`, `unpublish`."""

    moves = {
        "publish": profiles.publish,
        "pause": profiles.pause,
        "hide": profiles.hide,
        "unpublish": profiles.unpublish,
    }
    move = "publish"

    @extend_schema(request=None, responses=serializers.OwnCreator)
    def post(self, request: SignedIn) -> Response:
        """Move the profile to another state, if it may go there."""
        creator = self.moves[self.move](actor=request.user, creator=mine(request))
        return Response(serializers.OwnCreator(creator).data)


class MyAvailability(Endpoint):
    """When you have time."""

    serializer_class = serializers.AvailabilityWish

    @extend_schema(responses=serializers.OwnCreator)
    def put(self, request: SignedIn) -> Response:
        """Say whether, when and how much; it replaces what you said before."""
        creator = availability.set(actor=request.user, creator=mine(request), **self.valid())
        return Response(serializers.OwnCreator(creator).data)


class MyRefusals(Endpoint):
    """What you will not do."""

    serializer_class = serializers.Refusals

    @extend_schema(responses=serializers.OwnCreator)
    def put(self, request: SignedIn) -> Response:
        """Say what no campaign may ask; it replaces what you said before."""
        names = {"refuses_sectors": "sectors", "refuses_kinds": "kinds", "refusals_note": "note"}
        values = {names.get(name, name): value for name, value in self.valid().items()}
        with named_here(minimum_fee="minimum_fee_minor", currency="minimum_fee_currency"):
            creator = refusals.set(actor=request.user, creator=mine(request), **values)
        return Response(serializers.OwnCreator(creator).data)
