"""A profile: as its owner has it, and as a brand may see it."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from creators.api.serializers.lines import CHANNEL, ExclusivityLine, PhotoRow, PortfolioRow, RateRow, UsageLine
from creators.models import Channel, Creator
from creators.queries.completeness import completeness_of
from creators.queries.facts import availability_on, of_measurements
from creators.queries.profiles import today_of
from marketplace.core.api.fields import CodeField
from marketplace.taxonomy.models import ContentStyle, DeliverableKind, Niche, Sector

WORDS = ["display_name", "pronouns", "bio", "niches", "styles", "languages", "home_country", "city"]
WISHES = ["availability", "available_from", "available_until", "weekly_capacity"]


class NumberShown(serializers.Serializer[Any]):
    """One number with its day and where it comes from."""

    value = serializers.IntegerField()
    as_of = serializers.DateField(allow_null=True)
    source = serializers.CharField()  # type: ignore[assignment]


class ShownChannel(serializers.ModelSerializer[Channel]):
    """An account with its newest shared numbers by measure."""

    platform = CodeField(read_only=True)
    is_proven = serializers.BooleanField(read_only=True)
    numbers = serializers.SerializerMethodField()

    class Meta:
        model = Channel
        fields = [*CHANNEL, "is_proven", "numbers"]

    @extend_schema_field(serializers.DictField(child=NumberShown()))
    def get_numbers(self, channel: Channel) -> dict[str, Any]:
        facts = of_measurements(channel.newest_measurements)  # type: ignore[attr-defined]
        return {code: NumberShown(fact).data for code, fact in facts.items()}


class CreatorRow(serializers.ModelSerializer[Creator]):
    """A profile in a list."""

    niches = serializers.SerializerMethodField()
    styles = CodeField(many=True, read_only=True)
    availability = serializers.SerializerMethodField()
    channels = ShownChannel(many=True, source="live_channels", read_only=True)
    is_unclaimed = serializers.BooleanField(read_only=True)
    is_identity_verified = serializers.SerializerMethodField()
    photos = PhotoRow(many=True, read_only=True)

    class Meta:
        model = Creator
        fields = [
            "public_id", "display_name", "pronouns", "niches", "styles", "languages", "home_country", "city",
            "availability", "is_unclaimed", "source", "is_identity_verified", "published_at", "photos", "channels",
        ]  # fmt: skip

    def get_niches(self, creator: Creator) -> list[str]:
        return [link.niche.code for link in creator.creator_niches.all()]

    def get_availability(self, creator: Creator) -> str:
        return "" if creator.is_unclaimed else availability_on(creator, today_of(creator))

    def get_is_identity_verified(self, creator: Creator) -> bool:
        return creator.identity_verified_at is not None


class ShownCreator(CreatorRow):
    """A profile as brands see it. Birth date, refusals, proofs and private numbers stay with its owner."""

    rates = RateRow(many=True, source="active_rates", read_only=True)
    usage_rates = UsageLine(many=True, read_only=True)
    exclusivity_rates = ExclusivityLine(many=True, read_only=True)
    portfolio = PortfolioRow(many=True, read_only=True)

    class Meta(CreatorRow.Meta):
        fields = [*CreatorRow.Meta.fields, "bio", "weekly_capacity", "rates", "usage_rates", "exclusivity_rates",
                  "portfolio"]  # fmt: skip


class ProfileChanges(serializers.ModelSerializer[Creator]):
    """The profile's own words; niches in their order, the main one first."""

    niches = CodeField(Niche.objects.filter(is_retired=False, is_sensitive=False), many=True, required=False)
    styles = CodeField(ContentStyle.objects.filter(is_retired=False), many=True, required=False)
    languages = serializers.ListField(child=serializers.CharField(max_length=8), required=False)

    class Meta:
        model = Creator
        fields = [*WORDS, "birth_date"]


class AvailabilityWish(serializers.ModelSerializer[Creator]):
    """Whether, when and how much you work."""

    class Meta:
        model = Creator
        fields = WISHES
        extra_kwargs = {"availability": {"required": True}}


class Refusals(serializers.ModelSerializer[Creator]):
    """What no campaign may ask of you. It replaces what you said before."""

    sectors = CodeField(Sector.objects.filter(is_retired=False), many=True, source="refuses_sectors", default=list)
    kinds = CodeField(DeliverableKind.objects.filter(is_retired=False), many=True, source="refuses_kinds", default=list)
    note = serializers.CharField(
        source="refusals_note", allow_blank=True, default="", max_length=1_000, help_text="For yourself."
    )

    class Meta:
        model = Creator
        fields = ["sectors", "kinds", "minimum_fee_minor", "minimum_fee_currency", "paid_only", "note"]


class Missing(serializers.Serializer[Any]):
    """One thing a profile has or lacks."""

    code = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]
    why = serializers.CharField()
    done = serializers.BooleanField()
    required = serializers.BooleanField()  # type: ignore[assignment]


class CompletenessShown(serializers.Serializer[Any]):
    percent = serializers.IntegerField()
    is_publishable = serializers.BooleanField()
    items = Missing(many=True)


class OwnCreator(serializers.ModelSerializer[Creator]):
    """Your profile with its private parts, and what it still lacks."""

    niches = serializers.SerializerMethodField()
    styles = CodeField(many=True, read_only=True)
    refusals = Refusals(source="*", read_only=True)
    completeness = serializers.SerializerMethodField()

    class Meta:
        model = Creator
        fields = [
            "public_id", "state", *WORDS, "birth_date", *WISHES, "refusals", "identity_verified_at", "published_at",
            "completeness",
        ]  # fmt: skip

    def get_niches(self, creator: Creator) -> list[str]:
        return [link.niche.code for link in creator.creator_niches.select_related("niche")]

    @extend_schema_field(CompletenessShown)
    def get_completeness(self, creator: Creator) -> dict[str, Any]:
        return CompletenessShown(completeness_of(creator)).data
