"""Channels and their numbers."""

import uuid

from django.http import Http404
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.parsers import MultiPartParser
from rest_framework.response import Response

from creators import queries
from creators.actions import channels, measurements, posts
from creators.api import serializers
from creators.api.own import mine
from creators.models import Channel, Measurement, Post
from creators.policies import may_see_page, owns
from marketplace.accounts.api.request import SignedIn
from marketplace.core.api.endpoint import Endpoint, created
from marketplace.core.api.parsers import StorableJSONParser


class MyChannels(Endpoint):
    """Your accounts."""

    serializer_class = serializers.NewChannel

    @extend_schema(responses=serializers.OwnChannel(many=True))
    def get(self, request: SignedIn) -> Response:
        """Your accounts, with the code that proves each."""
        return self.page(queries.own_channels(request.user), serializers.OwnChannel)

    @extend_schema(responses={201: serializers.OwnChannel})
    def post(self, request: SignedIn) -> Response:
        """List an account."""
        channel = channels.add(actor=request.user, creator=mine(request), **self.valid())
        return created(serializers.OwnChannel(channel).data, f"/api/v1/channels/{channel.public_id}")


class MyChannel(Endpoint):
    """One of your accounts."""

    serializer_class = serializers.ChannelChanges

    @extend_schema(responses=serializers.OwnChannel)
    def get(self, request: SignedIn, public_id: uuid.UUID) -> Response:
        """One account."""
        return Response(serializers.OwnChannel(own_channel(request, public_id)).data)

    @extend_schema(responses=serializers.OwnChannel)
    def patch(self, request: SignedIn, public_id: uuid.UUID) -> Response:
        """Change what is sent; another handle has to be proven again."""
        found = own_channel(request, public_id)
        channel = channels.update(actor=request.user, channel=found, **self.valid(partial=True))
        return Response(serializers.OwnChannel(channel).data)

    @extend_schema(responses={204: None})
    def delete(self, request: SignedIn, public_id: uuid.UUID) -> Response:
        """Take the account off your profile."""
        channels.remove(actor=request.user, channel=own_channel(request, public_id))
        return Response(status=204)


class ChannelProof(Endpoint):
    """Proving whose an account is."""

    @extend_schema(request=None, responses=serializers.OwnChannel)
    def post(self, request: SignedIn, public_id: uuid.UUID) -> Response:
        """Say that the code stands in the account's bio; staff will look."""
        channel = channels.request_proof(actor=request.user, channel=own_channel(request, public_id))
        return Response(serializers.OwnChannel(channel).data)


class Measurements(Endpoint):
    """The numbers of a channel over time: added, never changed."""

    serializer_class = serializers.MeasurementRow
    parser_classes = [StorableJSONParser, MultiPartParser]

    @extend_schema(responses=serializers.MeasurementRow(many=True))
    def get(self, request: SignedIn, public_id: uuid.UUID) -> Response:
        """The newest first. Its owner sees all of them, brands those that are shared."""
        found = Channel.objects.live().select_related("creator__person").filter(public_id=public_id).first()
        if found is None or not may_see_page(request.user, found.creator):
            raise Http404
        shown = Measurement.objects.all() if owns(request.user, found.creator) else Measurement.objects.shared()
        return self.page(shown.filter(channel=found))

    @extend_schema(responses={201: serializers.MeasurementRow})
    def post(self, request: SignedIn, public_id: uuid.UUID) -> Response:
        """Add the numbers of a day. Send a proof as multipart/form-data."""
        channel = own_channel(request, public_id)
        row = measurements.add(actor=request.user, channel=channel, **self.valid())
        return created(serializers.MeasurementRow(row).data, f"/api/v1/channels/{channel.public_id}/measurements")


class Posts(Endpoint):
    """The posts of one of your channels, which rules about posts ask for. Nobody else sees them."""

    serializer_class = serializers.PostRow

    @extend_schema(responses=serializers.PostRow(many=True))
    def get(self, request: SignedIn, public_id: uuid.UUID) -> Response:
        """The newest first."""
        return self.page(Post.objects.filter(channel=own_channel(request, public_id)))

    @extend_schema(responses={201: serializers.PostRow})
    def post(self, request: SignedIn, public_id: uuid.UUID) -> Response:
        """Add a post; one with a link that is known already is brought up to date."""
        row = posts.save(actor=request.user, channel=own_channel(request, public_id), **self.valid())
        return created(serializers.PostRow(row).data, f"/api/v1/posts/{row.public_id}")


class OnePost(Endpoint):
    """One of your posts."""

    serializer_class = serializers.PostRow

    @extend_schema(responses=serializers.PostRow)
    def get(self, request: SignedIn, public_id: uuid.UUID) -> Response:
        """One post."""
        return Response(serializers.PostRow(self._mine(request, public_id)).data)

    @extend_schema(responses=serializers.PostRow)
    def patch(self, request: SignedIn, public_id: uuid.UUID) -> Response:
        """Change what is sent; its views count as read today."""
        row = self._mine(request, public_id)
        given = {"published_on": row.published_on, **self.valid(partial=True)}
        return Response(
            serializers.PostRow(posts.save(actor=request.user, channel=row.channel, post=row, **given)).data
        )

    @extend_schema(responses={204: None})
    def delete(self, request: SignedIn, public_id: uuid.UUID) -> Response:
        """Forget a post."""
        posts.remove(actor=request.user, post=self._mine(request, public_id))
        return Response(status=204)

    def _mine(self, request: SignedIn, public_id: uuid.UUID) -> Post:
        mine_only = Post.objects.select_related("channel__creator").filter(
            channel__in=queries.own_channels(request.user)
        )
        return get_object_or_404(mine_only, public_id=public_id)


def own_channel(request: SignedIn, public_id: uuid.UUID) -> Channel:
    """A channel of the person who asks, or 404."""
    return get_object_or_404(queries.own_channels(request.user), public_id=public_id)
