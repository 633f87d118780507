"""Campaigns: writing them, moving them, reading them."""

import uuid
from collections.abc import Callable

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema
from rest_framework.parsers import MultiPartParser
from rest_framework.response import Response

from brands import policies, queries
from brands.actions import campaigns
from brands.api import serializers
from brands.api.views.brands import my_brand
from brands.enums import CampaignState
from brands.models import Campaign, MoodboardPicture
from marketplace.accounts.api.request import SignedIn
from marketplace.core.api.endpoint import Endpoint, created
from marketplace.core.api.paging import Filters


class CampaignFilter(filters.FilterSet):
    mine = filters.BooleanFilter(method="run_by_me", label="Only those of the brands you act for")
    brand = filters.UUIDFilter(field_name="brand__public_id", label="public_id of a brand")
    state = filters.ChoiceFilter(choices=CampaignState.choices)
    platform = filters.CharFilter(field_name="platforms__code", label="Code of a platform")
    niche = filters.CharFilter(field_name="niches__code", label="Code of a niche")
    country = filters.CharFilter(method="in_country", label="ISO code of a country")
    barter = filters.BooleanFilter(field_name="is_barter", label="Paid in goods only")

    class Meta:
        model = Campaign
        fields: list[str] = []

    def run_by_me(self, found: QuerySet[Campaign], name: str, value: bool) -> QuerySet[Campaign]:
        return found.filter(pk__in=Campaign.objects.run_by(self.request.user).values("pk")) if value else found

    def in_country(self, found: QuerySet[Campaign], name: str, value: str) -> QuerySet[Campaign]:
        return found.filter(countries__contains=[value])


class Campaigns(Endpoint):
    """Campaigns you may see: all of your own brands, and what others have published."""

    queryset = Campaign.objects.none()
    serializer_class = serializers.CampaignRow
    filter_backends = [Filters]
    filterset_class = CampaignFilter

    @extend_schema(responses=serializers.CampaignRow(many=True))
    def get(self, request: SignedIn) -> Response:
        """The newest first."""
        seen = queries.wanted_by(request.user, Campaign.objects.visible_to(request.user)).select_related(
            "brand__sector", "product_sector"
        )
        return self.page(seen.prefetch_related("niches", "platforms", "gifts"))


class BrandCampaigns(Endpoint):
    """Writing a campaign."""

    serializer_class = serializers.CampaignChanges

    @extend_schema(responses={201: serializers.OwnCampaign})
    def post(self, request: SignedIn, public_id: uuid.UUID) -> Response:
        """Owners and managers: a new draft. Only the title is needed."""
        campaign = campaigns.create(actor=request.user, brand=my_brand(request, public_id), **self.valid())
        return _made(request, campaign)


class OneCampaign(Endpoint):
    """One campaign."""

    serializer_class = serializers.CampaignChanges

    @extend_schema(responses=serializers.OwnCampaign)
    def get(self, request: SignedIn, public_id: uuid.UUID) -> Response:
        """The whole campaign; its budget and gaps only for its brand."""
        campaign = get_object_or_404(queries.campaign_page(request.user), public_id=public_id)
        is_own = bool(policies.role_in(request.user, campaign.brand))
        return Response((serializers.OwnCampaign if is_own else serializers.ShownCampaign)(campaign).data)

    @extend_schema(responses=serializers.OwnCampaign)
    def patch(self, request: SignedIn, public_id: uuid.UUID) -> Response:
        """Owners and managers: change what is sent. What a creator has agreed to stays."""
        found = my_campaign(request, public_id)
        campaigns.update(actor=request.user, campaign=found, **self.valid(partial=True))
        return Response(serializers.OwnCampaign(_whole(request, public_id)).data)

    @extend_schema(responses={204: None})
    def delete(self, request: SignedIn, public_id: uuid.UUID) -> Response:
        """Owners and managers: throw a draft away. What was ever published is closed instead."""
        campaigns.delete(actor=request.user, campaign=my_campaign(request, public_id))
        return Response(status=204)


Act = Callable[..., Campaign]


class CampaignMove(Endpoint):
    """Moving a campaign: `publish`, `pause`, `resume`, `close`."""

    serializer_class = serializers.Why
    moves: dict[str, Act] = {
        "publish": campaigns.publish,
        "pause": campaigns.pause,
        "resume": campaigns.resume,
        "close": campaigns.close,
    }
    move = "publish"

    @extend_schema(responses=serializers.OwnCampaign)
    def post(self, request: SignedIn, public_id: uuid.UUID) -> Response:
        """Owners and managers: move it to another state, if it may go there."""
        why = {} if self.move == "publish" else self.valid()
        self.moves[self.move](actor=request.user, campaign=my_campaign(request, public_id), **why)
        return Response(serializers.OwnCampaign(_whole(request, public_id)).data)


class CampaignCopy(Endpoint):
    @extend_schema(request=None, responses={201: serializers.OwnCampaign})
    def post(self, request: SignedIn, public_id: uuid.UUID) -> Response:
        """Owners and managers: a new draft with everything but the dates."""
        return _made(request, campaigns.duplicate(actor=request.user, campaign=my_campaign(request, public_id)))


class CampaignVersions(Endpoint):
    """What the campaign asked for, over time."""

    serializer_class = serializers.VersionRow

    @extend_schema(responses=serializers.VersionRow(many=True))
    def get(self, request: SignedIn, public_id: uuid.UUID) -> Response:
        """Members: every published version, the newest first."""
        return self.page(my_campaign(request, public_id).versions.all())


class Moodboard(Endpoint):
    """Pictures that show what the brand has in mind."""

    serializer_class = serializers.PinnedRow
    parser_classes = [MultiPartParser]

    @extend_schema(responses={201: serializers.PinnedRow})
    def post(self, request: SignedIn, public_id: uuid.UUID) -> Response:
        """Owners and managers: pin a picture."""
        campaign = my_campaign(request, public_id)
        pinned = campaigns.add_picture(actor=request.user, campaign=campaign, **self.valid())
        address = f"/api/v1/campaigns/{public_id}/pictures/{pinned.pk}"
        return created(serializers.PinnedRow(pinned).data, address)


class OnePicture(Endpoint):
    @extend_schema(responses={204: None})
    def delete(self, request: SignedIn, public_id: uuid.UUID, pk: int) -> Response:
        """Owners and managers: take a picture down."""
        found = MoodboardPicture.objects.select_related("campaign__brand")
        picture = get_object_or_404(found, campaign=my_campaign(request, public_id), pk=pk)
        campaigns.remove_picture(actor=request.user, picture=picture)
        return Response(status=204)


def my_campaign(request: SignedIn, public_id: uuid.UUID) -> Campaign:
    """A campaign of a brand the person acts for. Raises Http404 for every other."""
    return get_object_or_404(queries.campaign_for_brand(request.user), public_id=public_id)


def _whole(request: SignedIn, public_id: uuid.UUID) -> Campaign:
    return queries.campaign_page(request.user).get(public_id=public_id)


def _made(request: SignedIn, campaign: Campaign) -> Response:
    whole = _whole(request, campaign.public_id)
    return created(serializers.OwnCampaign(whole).data, f"/api/v1/campaigns/{campaign.public_id}")
