"""What a person shows us: a guardian's consent, and that an imported account is theirs."""

from typing import Any

from rest_framework import serializers

from creators.enums import Wish
from creators.models import ClaimRequest, Consent
from marketplace.core.api.fields import CodeField, DocumentField
from marketplace.taxonomy.models import Platform


class ConsentRow(serializers.ModelSerializer[Consent]):
    """What a parent or guardian signed for a creator of 16 or 17; it counts once staff have confirmed it."""

    evidence = DocumentField(write_only=True)

    class Meta:
        model = Consent
        fields = [
            "id", "guardian_name", "guardian_email", "starts_on", "ends_on", "evidence", "confirmed_at",
            "withdrawn_at", "withdrawn_reason",
        ]  # fmt: skip
        read_only_fields = ["confirmed_at", "withdrawn_at", "withdrawn_reason"]


class NewClaim(serializers.Serializer[Any]):
    """An imported account that is one's own, and what one wants."""

    platform = CodeField(Platform.objects.filter(is_retired=False))
    handle = serializers.CharField(max_length=300, help_text="A handle, @handle or address.")
    wish = serializers.ChoiceField(choices=Wish.choices)


class ClaimRow(serializers.ModelSerializer[ClaimRequest]):
    """What was asked for an imported account, the code for its bio, and what was decided."""

    channel = serializers.UUIDField(source="channel.public_id", read_only=True)
    platform = serializers.CharField(source="channel.platform.code", read_only=True)
    handle = serializers.SerializerMethodField()

    class Meta:
        model = ClaimRequest
        fields = ["channel", "platform", "handle", "wish", "code", "placed_at", "decided_at", "is_granted", "reason"]
        read_only_fields = fields

    def get_handle(self, claim: ClaimRequest) -> str | None:
        """Nothing once the account was removed: it is named nowhere."""
        return None if claim.channel.removed_at else claim.channel.handle
