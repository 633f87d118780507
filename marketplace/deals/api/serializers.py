from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from brands.models import Campaign
from creators import queries as creator_queries
from creators.api.serializers.lines import ChannelField
from creators.models import Channel, Creator
from marketplace.core.money import LARGEST_MINOR
from marketplace.deals import policies
from marketplace.deals.enums import Reason, Side
from marketplace.deals.models import Contact, ContactEvent

MOVES = ["accept", "decline", "withdraw"]


class CampaignName(serializers.ModelSerializer[Campaign]):
    brand = serializers.CharField(source="brand.name", read_only=True)

    class Meta:
        model = Campaign
        fields = ["public_id", "title", "brand"]


class CreatorName(serializers.ModelSerializer[Creator]):
    class Meta:
        model = Creator
        fields = ["public_id", "display_name"]


class ChannelName(serializers.ModelSerializer[Channel]):
    platform = serializers.CharField(source="platform.code", read_only=True)

    class Meta:
        model = Channel
        fields = ["public_id", "platform", "handle"]


class ContactRow(serializers.ModelSerializer[Contact]):
    """One side asking the other, and the one answer it gets."""

    campaign = CampaignName(read_only=True)
    creator = CreatorName(read_only=True)
    channel = ChannelName(read_only=True)
    rules_outcome = serializers.CharField(
        source="outcome.name", read_only=True, help_text="What the campaign's rules said when it was opened."
    )

    class Meta:
        model = Contact
        fields = [
            "public_id", "kind", "campaign", "creator", "channel", "state", "message", "price_minor", "currency",
            "campaign_version", "rules_outcome", "created_at", "expires_at", "decided_at", "decision_reason_code",
            "decision_note",
        ]  # fmt: skip


class EventRow(serializers.ModelSerializer[ContactEvent]):
    class Meta:
        model = ContactEvent
        fields = ["state", "side", "reason_code", "note", "at"]


class ContactShown(ContactRow):
    """A contact with its history and with what you may do about it."""

    costs = serializers.SerializerMethodField(help_text="What agreeing costs the creator; theirs alone to read.")
    my_side = serializers.SerializerMethodField()
    i_may = serializers.SerializerMethodField()
    verdict = serializers.DictField(read_only=True, help_text="The rules as they were decided when it was opened.")
    events = EventRow(many=True, read_only=True)

    class Meta(ContactRow.Meta):
        fields = [*ContactRow.Meta.fields, "my_side", "i_may", "costs", "verdict", "events"]

    @extend_schema_field(serializers.ChoiceField(choices=Side.choices, allow_null=True))
    def get_my_side(self, contact: Contact) -> str | None:
        return self._standpoint(contact).side

    @extend_schema_field(serializers.ListField(child=serializers.DictField()))
    def get_costs(self, contact: Contact) -> list[dict[str, Any]]:
        return contact.costs if self._standpoint(contact).side == Side.CREATOR else []

    @extend_schema_field(serializers.ListField(child=serializers.ChoiceField(choices=MOVES)))
    def get_i_may(self, contact: Contact) -> list[str]:
        standpoint = self._standpoint(contact)
        answers = ["accept", "decline"] if standpoint.may_answer else []
        return answers + (["withdraw"] if standpoint.may_withdraw else [])

    def _standpoint(self, contact: Contact) -> policies.Standpoint:
        return policies.standpoint_of(self.context["person"], contact)


class Asked(serializers.Serializer[Any]):
    """What is said and which price is named, in the campaign's currency and minor units."""

    message = serializers.CharField(max_length=1_000)
    price_minor = serializers.IntegerField(
        min_value=1, max_value=LARGEST_MINOR, required=False, allow_null=True, default=None
    )


class NewApplication(Asked):
    """You ask to take part, through one of your channels (the first that suits, if none is named)."""

    channel = ChannelField(required=False, allow_null=True, default=None)


@extend_schema_field(OpenApiTypes.UUID)
class FoundCreator(serializers.SlugRelatedField[Creator]):
    """A creator whom the person can find."""

    def get_queryset(self) -> Any:
        request = self.context.get("request")
        if request is None or not request.user.is_authenticated:
            return Creator.objects.none()
        return creator_queries.listed_for(request.user)


class NewInvitation(Asked):
    """You ask a creator (through the first of their channels that suits, if none is named)."""

    creator = FoundCreator(slug_field="public_id")
    channel = serializers.UUIDField(required=False, allow_null=True, default=None)


class Declined(serializers.Serializer[Any]):
    """Why not: the other side reads it."""

    reason = serializers.ChoiceField(choices=Reason.choices)
    note = serializers.CharField(max_length=500, required=False, allow_blank=True, default="")


class Withdrawn(serializers.Serializer[Any]):
    note = serializers.CharField(max_length=500, required=False, allow_blank=True, default="")
