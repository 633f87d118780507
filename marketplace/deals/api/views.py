"""Applications and invitations: asking, answering, taking back."""

import uuid
from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema
from rest_framework.response import Response

from brands import queries as brand_queries
from brands.models import Campaign
from creators.models import Channel, Creator
from marketplace.accounts.api.request import SignedIn
from marketplace.core.api.endpoint import Endpoint, created
from marketplace.core.api.fields import named_here
from marketplace.core.api.paging import Filters
from marketplace.core.errors import Invalid
from marketplace.deals import queries
from marketplace.deals.actions import applications, contacts, invitations
from marketplace.deals.api import serializers
from marketplace.deals.enums import ContactKind, ContactState
from marketplace.deals.models import Contact


class ContactFilter(filters.FilterSet):
    state = filters.ChoiceFilter(choices=ContactState.choices)
    campaign = filters.UUIDFilter(field_name="campaign__public_id", label="public_id of a campaign")
    creator = filters.UUIDFilter(field_name="creator__public_id", label="public_id of a creator")

    class Meta:
        model = Contact
        fields: list[str] = []


class Contacts(Endpoint):
    """Applications, or invitations, that concern you: as a creator, or as a member of a brand."""

    queryset = Contact.objects.none()
    serializer_class = serializers.ContactRow
    filter_backends = [Filters]
    filterset_class = ContactFilter
    kind = ContactKind.APPLICATION

    @extend_schema(responses=serializers.ContactRow(many=True))
    def get(self, request: SignedIn) -> Response:
        """The newest first."""
        seen = Contact.objects.visible_to(request.user).filter(kind=self.kind)
        return self.page(seen.select_related(*queries.SHOWN_WITH))


class ContactEndpoint(Endpoint):
    """One contact, seen from one of its two sides."""

    kind = ContactKind.APPLICATION

    def contact(self, public_id: uuid.UUID) -> Contact:
        """The contact, if it concerns the person who asks. Raises Http404."""
        return get_object_or_404(queries.contact_for(self.request.user), kind=self.kind, public_id=public_id)

    def shown(self, public_id: uuid.UUID) -> Response:
        contact = self.contact(public_id)
        return Response(serializers.ContactShown(contact, context={"person": self.request.user}).data)


class OneContact(ContactEndpoint):
    @extend_schema(responses=serializers.ContactShown)
    def get(self, request: SignedIn, public_id: uuid.UUID) -> Response:
        """The contact with its history."""
        return self.shown(public_id)


class Accept(ContactEndpoint):
    @extend_schema(request=None, responses=serializers.ContactShown)
    def post(self, request: SignedIn, public_id: uuid.UUID) -> Response:
        """The side that was asked: agree. The campaign's terms are locked from now on."""
        contacts.accept(actor=request.user, contact=self.contact(public_id))
        return self.shown(public_id)


class Decline(ContactEndpoint):
    serializer_class = serializers.Declined

    @extend_schema(responses=serializers.ContactShown)
    def post(self, request: SignedIn, public_id: uuid.UUID) -> Response:
        """The side that was asked: say no, and why."""
        contacts.decline(actor=request.user, contact=self.contact(public_id), **self.valid())
        return self.shown(public_id)


class Withdraw(ContactEndpoint):
    serializer_class = serializers.Withdrawn

    @extend_schema(responses=serializers.ContactShown)
    def post(self, request: SignedIn, public_id: uuid.UUID) -> Response:
        """The side that asked: take it back."""
        contacts.withdraw(actor=request.user, contact=self.contact(public_id), **self.valid())
        return self.shown(public_id)


class CampaignApplications(Endpoint):
    """Applications to one campaign."""

    serializer_class = serializers.NewApplication

    @extend_schema(responses={201: serializers.ContactShown})
    def post(self, request: SignedIn, public_id: uuid.UUID) -> Response:
        """Creators: ask to take part."""
        campaign = get_object_or_404(Campaign.objects.visible_to(request.user), public_id=public_id)
        values = self.valid()
        channel = values.pop("channel") or _first(queries.usable_channels(request.user, campaign))
        with named_here(price="price_minor"):
            contact = applications.submit(actor=request.user, campaign=campaign, channel=channel, **values)
        return _made(request, contact, "applications")


class CampaignInvitations(Endpoint):
    """Invitations to one campaign."""

    serializer_class = serializers.NewInvitation

    @extend_schema(responses={201: serializers.ContactShown})
    def post(self, request: SignedIn, public_id: uuid.UUID) -> Response:
        """Owners and managers: ask a creator."""
        campaign = get_object_or_404(brand_queries.campaign_for_brand(request.user), public_id=public_id)
        values = self.valid()
        channel = _channel_of(values["creator"], values.pop("channel"), campaign)
        with named_here(price="price_minor"):
            contact = invitations.send(actor=request.user, campaign=campaign, channel=channel, **values)
        return _made(request, contact, "invitations")


def _channel_of(creator: Creator, public_id: uuid.UUID | None, campaign: Campaign) -> Channel:
    channels: QuerySet[Channel] = Channel.objects.live().filter(creator=creator)
    if public_id is not None:
        return _first(list(channels.filter(public_id=public_id)))
    return _first(queries.suitable_channels(channels, campaign))


def _first(channels: list[Channel]) -> Channel:
    if not channels:
        raise Invalid({"channel": [_("No channel suits this campaign: it is about other platforms.")]})
    return channels[0]


def _made(request: SignedIn, contact: Contact, word: str) -> Response:
    whole = queries.contact_for(request.user).get(pk=contact.pk)
    data: Any = serializers.ContactShown(whole, context={"person": request.user}).data
    return created(data, f"/api/v1/{word}/{contact.public_id}")
