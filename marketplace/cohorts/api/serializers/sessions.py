"""Sessions as the API tells them, what it takes to plan one, and who was there."""

from typing import Any

from rest_framework import serializers

from marketplace.cohorts.actions.sessions import MARKED
from marketplace.cohorts.enums import SessionKind
from marketplace.cohorts.models import Entry, Session
from marketplace.cohorts.models.session import LONGEST, SHORTEST

MOST_PLACES = 2_000


class SessionRow(serializers.ModelSerializer[Session]):
    """One meeting of a cohort. `capacity` null is room for everybody; a meeting of two has one place."""

    cohort = serializers.UUIDField(source="cohort.public_id", read_only=True)
    taken = serializers.IntegerField(read_only=True, help_text="Places that are taken.")
    is_coming = serializers.BooleanField(read_only=True, help_text="Whether you have a place yourself.")

    class Meta:
        model = Session
        fields = [
            "public_id", "cohort", "kind", "state", "state_reason", "title", "about", "starts_at", "minutes", "place",
            "url", "capacity", "taken", "is_coming",
        ]  # fmt: skip


class SessionChanged(serializers.Serializer[Any]):
    """What may change of a session that has not begun; what is left out stays."""

    title = serializers.CharField(max_length=120, required=False)
    about = serializers.CharField(max_length=1_000, required=False, allow_blank=True)
    starts_at = serializers.DateTimeField(required=False)
    minutes = serializers.IntegerField(required=False, min_value=SHORTEST, max_value=LONGEST)
    place = serializers.CharField(max_length=160, required=False, allow_blank=True)
    url = serializers.CharField(max_length=300, required=False, allow_blank=True)
    capacity = serializers.IntegerField(required=False, allow_null=True, min_value=1, max_value=MOST_PLACES)


class MeetingPlanned(serializers.Serializer[Any]):
    """When and where a mentor and a pupil meet: a link or a place."""

    title = serializers.CharField(max_length=120)
    about = serializers.CharField(max_length=1_000, required=False, allow_blank=True)
    starts_at = serializers.DateTimeField()
    minutes = serializers.IntegerField(required=False, min_value=SHORTEST, max_value=LONGEST, default=45)
    place = serializers.CharField(max_length=160, required=False, allow_blank=True)
    url = serializers.CharField(max_length=300, required=False, allow_blank=True)


class SessionPlanned(MeetingPlanned):
    """A session for all members, or a meeting of two: for `guest`, or for whoever takes the place."""

    kind = serializers.ChoiceField(choices=SessionKind.values)
    minutes = serializers.IntegerField(required=False, min_value=SHORTEST, max_value=LONGEST, default=60)
    capacity = serializers.IntegerField(required=False, allow_null=True, min_value=1, max_value=MOST_PLACES)
    guest = serializers.UUIDField(required=False, allow_null=True, help_text="The entry of a member.")


class CalledOff(serializers.Serializer[Any]):
    """Why; whoever is concerned reads it."""

    reason = serializers.CharField(max_length=300)


class AttendanceRow(serializers.ModelSerializer[Entry]):
    """A member, and what is known of them at this session: null before they said anything."""

    entry = serializers.UUIDField(source="public_id", read_only=True)
    creator = serializers.CharField(source="creator.display_name", read_only=True)
    attendance = serializers.SerializerMethodField()

    class Meta:
        model = Entry
        fields = ["entry", "creator", "attendance"]

    def get_attendance(self, entry: Any) -> str | None:
        return entry.here[0].attendance if entry.here else None


class WasThere(serializers.Serializer[Any]):
    entry = serializers.UUIDField()
    attendance = serializers.ChoiceField(choices=[one.value for one in MARKED])


class AttendanceNoted(serializers.Serializer[Any]):
    """Who was there and who was not; of whom nothing is said, nothing changes."""

    lines = WasThere(many=True)
