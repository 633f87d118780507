"""Asking a creator to join, and members as those who run a cohort read them."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from marketplace.cohorts.api.serializers.entries import CadenceShown, EntryRow


class Invited(serializers.Serializer[Any]):
    """Whom, by handle or by the address or id of their profile, and the words they read first."""

    who = serializers.CharField(max_length=300)
    message = serializers.CharField(max_length=1_000)


class WhyEnded(serializers.Serializer[Any]):
    """Why; the creator reads it."""

    reason = serializers.CharField(max_length=1_000)


class CohortMember(EntryRow):
    """A member, and whether they keep up: null where the cohort asks for no posts."""

    cadence = serializers.SerializerMethodField()

    class Meta(EntryRow.Meta):
        fields = [*EntryRow.Meta.fields, "cadence"]

    @extend_schema_field(CadenceShown(allow_null=True))
    def get_cadence(self, entry: Any) -> Any:
        found = self.context["cadences"].get(entry.pk)
        return None if found is None else CadenceShown(found).data
