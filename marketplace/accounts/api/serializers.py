from zoneinfo import available_timezones

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from marketplace.accounts.enums import KeyScope, Side
from marketplace.accounts.models import ApiKey, Person


class Me(serializers.ModelSerializer[Person]):
    """The person behind the request."""

    language = serializers.ChoiceField(choices=settings.LANGUAGES, required=False)
    is_suspended = serializers.BooleanField(read_only=True)

    class Meta:
        model = Person
        fields = [
            "email",
            "name",
            "language",
            "time_zone",
            "uses_creator_side",
            "uses_brand_side",
            "active_side",
            "is_suspended",
            "suspended_reason",
        ]
        read_only_fields = ["email", "active_side", "suspended_reason"]

    def validate_time_zone(self, value: str) -> str:
        if value not in available_timezones():
            raise serializers.ValidationError(_("Write the name of a time zone, such as Europe/Paris."), "unknown")
        return value


class SideChoice(serializers.Serializer[Person]):
    side = serializers.ChoiceField(choices=Side.choices)


class ApiKeyRow(serializers.ModelSerializer[ApiKey]):
    """A key without its secret."""

    class Meta:
        model = ApiKey
        fields = ["prefix", "name", "scopes", "created_at", "expires_at", "last_used_at", "revoked_at"]
        read_only_fields = ["prefix", "created_at", "last_used_at", "revoked_at"]


class NewApiKey(ApiKeyRow):
    """A key just made: `secret` is its full text, shown this once."""

    scopes = serializers.ListField(child=serializers.ChoiceField(choices=KeyScope.choices), allow_empty=False)
    secret = serializers.CharField(read_only=True, allow_null=True)

    class Meta(ApiKeyRow.Meta):
        fields = [*ApiKeyRow.Meta.fields, "secret"]
