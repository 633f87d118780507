"""What hangs on a profile: channels, measurements, prices, pictures, pieces of work."""

from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from creators.models import (
    AUDIENCES,
    NUMBERS,
    TRAITS,
    Channel,
    ExclusivityRate,
    Measurement,
    Photo,
    PortfolioItem,
    Post,
    Rate,
    UsageRate,
)
from marketplace.core.api.fields import CodeField, DocumentField, PictureField
from marketplace.taxonomy.models import DeliverableKind, Platform

CHANNEL = [
    "public_id", "platform", "handle", "url", "is_public", "is_business", "account_created_on",
    "community_standing", "country",
]  # fmt: skip
OWNERSHIP = ["ownership", "ownership_code", "ownership_note", "proven_at"]


class OwnChannel(serializers.ModelSerializer[Channel]):
    """An account as its owner sees it, with the code that proves whose it is."""

    platform = CodeField(read_only=True)

    class Meta:
        model = Channel
        fields = [*CHANNEL, *OWNERSHIP]


class ChannelChanges(serializers.ModelSerializer[Channel]):
    """What can be said of an account; another handle has to be proven again."""

    handle = serializers.CharField(max_length=300, required=False, help_text="A handle, @handle or address.")

    class Meta:
        model = Channel
        fields = ["handle", "is_public", "is_business", "account_created_on", "community_standing", "country"]


class NewChannel(ChannelChanges):
    """An account to be listed."""

    platform = CodeField(Platform.objects.filter(is_retired=False))
    handle = serializers.CharField(max_length=300, help_text="A handle, @handle or address.")

    class Meta(ChannelChanges.Meta):
        fields = ["platform", *ChannelChanges.Meta.fields]


class Shares(serializers.DictField):
    """Basis points by key; together 10,000."""

    child = serializers.IntegerField(min_value=0, max_value=10_000)


class MeasurementRow(serializers.ModelSerializer[Measurement]):
    """The numbers of a channel on one day. What is left out is unknown, never zero."""

    audience_countries = Shares(required=False)
    audience_ages = Shares(required=False)
    audience_genders = Shares(required=False)
    audience_languages = Shares(required=False)
    engagement_rate_bp = serializers.IntegerField(read_only=True, allow_null=True)
    has_proof = serializers.SerializerMethodField()
    proof = DocumentField(write_only=True, required=False)

    class Meta:
        model = Measurement
        fields = [
            "public_id", "as_of", "source", "recorded_at", "is_private", "has_proof", "proof", "engagement_rate_bp",
            *NUMBERS, *AUDIENCES,
        ]  # fmt: skip
        read_only_fields = ["public_id", "source", "recorded_at"]

    def get_has_proof(self, measurement: Measurement) -> bool:
        return bool(measurement.proof)


@extend_schema_field(OpenApiTypes.UUID)
class ChannelField(serializers.SlugRelatedField[Channel]):
    """One of the person's own channels; those of others do not exist here."""

    def __init__(self, **options: Any) -> None:
        super().__init__(slug_field="public_id", **options)

    def get_queryset(self) -> Any:
        request = self.context.get("request")
        if request is None or not request.user.is_authenticated:
            return Channel.objects.none()
        return Channel.objects.live().filter(creator__person=request.user)


class RateRow(serializers.ModelSerializer[Rate]):
    """The price of one deliverable of a kind, on one channel or on any."""

    kind = CodeField(DeliverableKind.objects.filter(is_retired=False))
    channel = ChannelField(required=False, allow_null=True, default=None)

    class Meta:
        model = Rate
        fields = ["public_id", "kind", "channel", "amount_minor", "currency"]
        read_only_fields = ["public_id"]
        validators: list[Any] = []


LINE = ["amount_minor", "percent_bp", "currency"]


class UsageLine(serializers.ModelSerializer[UsageRate]):
    """The price of one use for a time: an amount, or a share of the rate."""

    class Meta:
        model = UsageRate
        fields = ["id", "use", "days", "territory", *LINE]
        validators: list[Any] = []


class ExclusivityLine(serializers.ModelSerializer[ExclusivityRate]):
    """The price of not working for others for a time: an amount, or a share of the rate."""

    class Meta:
        model = ExclusivityRate
        fields = ["id", "scope", "days", *LINE]
        validators: list[Any] = []


class PhotoRow(serializers.ModelSerializer[Photo]):
    """A photo in three sizes; the first of a profile is the portrait."""

    picture = PictureField(write_only=True)
    small_url = serializers.CharField(read_only=True)
    medium_url = serializers.CharField(read_only=True)
    large_url = serializers.CharField(read_only=True)

    class Meta:
        model = Photo
        fields = ["public_id", "picture", "alt_text", "small_url", "medium_url", "large_url", "width", "height"]
        read_only_fields = ["public_id", "width", "height"]


class PhotoOrder(serializers.Serializer[Any]):
    order = serializers.ListField(child=serializers.UUIDField(), help_text="Every photo's public_id, once.")


class PortfolioRow(serializers.ModelSerializer[PortfolioItem]):
    """A piece of work and what came of it."""

    platform = CodeField(Platform.objects.filter(is_retired=False), required=False, allow_null=True)
    picture = PictureField(write_only=True, required=False)
    picture_url = serializers.CharField(read_only=True)

    class Meta:
        model = PortfolioItem
        fields = ["public_id", "title", "link", "results", "platform", "picture", "picture_url"]
        read_only_fields = ["public_id"]


class PostRow(serializers.ModelSerializer[Post]):
    """One post of a channel. What is left out is unknown, never no."""

    class Meta:
        model = Post
        fields = ["public_id", "published_on", "counted_on", "views", "url", "title", "duration_s", *TRAITS]
        read_only_fields = ["public_id", "counted_on"]
