"""Entries and weeks as the API tells them, and what it takes to act on them."""

from typing import Any

from rest_framework import serializers

from creators.api.serializers.lines import ChannelField
from marketplace.cohorts.cadence import Cadence, Week
from marketplace.cohorts.enums import SAID_BY_CREATOR, Decision
from marketplace.cohorts.models import Entry, EntryEvent
from marketplace.programmes.api.serializers import OutcomeName

GONE_FOR = [one.value for one in SAID_BY_CREATOR]


class StepRow(serializers.ModelSerializer[EntryEvent]):
    class Meta:
        model = EntryEvent
        fields = ["state", "side", "reason_code", "reason", "at"]


class EntryRow(serializers.ModelSerializer[Entry]):
    """One creator and one cohort, with the reason of where it is."""

    cohort = serializers.UUIDField(source="cohort.public_id", read_only=True)
    creator = serializers.CharField(source="creator.display_name", read_only=True)
    rules_outcome = OutcomeName(
        source="verdict_outcome", read_only=True, allow_null=True, help_text="What the rules said when it was sent."
    )

    class Meta:
        model = Entry
        fields = [
            "public_id", "cohort", "creator", "kind", "state", "reason_code", "reason", "answers", "work_url",
            "message", "rules_outcome", "rule_set_hash", "answer_until", "created_at", "decided_at",
        ]  # fmt: skip


class EntryShown(EntryRow):
    """An entry with its history."""

    steps = StepRow(source="events", many=True, read_only=True)

    class Meta(EntryRow.Meta):
        fields = [*EntryRow.Meta.fields, "steps"]


class WeekRow(serializers.Serializer[Week]):
    cycle = serializers.IntegerField()
    number = serializers.IntegerField()
    starts_on = serializers.DateField()
    ends_on = serializers.DateField(help_text="The first day after it.")
    posts = serializers.IntegerField()
    needed = serializers.IntegerField()
    pace = serializers.CharField(help_text="kept_up, behind, unknown (the list ends too early), going or ahead")
    behind_by = serializers.IntegerField()


class CadenceShown(serializers.Serializer[Cadence]):
    """Whether a member keeps up, week by week and as a whole."""

    pace = serializers.CharField()
    behind_by = serializers.IntegerField()
    kept = serializers.IntegerField(help_text="weeks kept up")
    unknown = serializers.IntegerField(help_text="weeks that are over and not known")
    read_on = serializers.DateField(allow_null=True, help_text="The day to which the list of posts reaches.")
    weeks = WeekRow(many=True)


class Applied(serializers.Serializer[Any]):
    """One answer a question, in their order, through one of your channels (the first that suits, if none is named)."""

    channel = ChannelField(required=False, allow_null=True, default=None)
    answers = serializers.ListField(child=serializers.CharField(max_length=2_000), required=False, default=list)
    work_url = serializers.CharField(max_length=300, required=False, allow_blank=True, default="")


class Gone(serializers.Serializer[Any]):
    """Why you say no, withdraw or leave."""

    reason_code = serializers.ChoiceField(choices=GONE_FOR)
    reason = serializers.CharField(max_length=1_000, required=False, allow_blank=True, default="")


class Decided(serializers.Serializer[Any]):
    """One decision about all of these entries, or none; each of them reads the reason."""

    entries = serializers.ListField(child=serializers.UUIDField(), min_length=1, max_length=500)
    decision = serializers.ChoiceField(choices=Decision.values)
    reason = serializers.CharField(max_length=1_000)
