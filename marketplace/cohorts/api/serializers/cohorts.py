"""Cohorts as the API tells them, and what it takes to make, change and move one."""

from typing import Any

from rest_framework import serializers

from marketplace.cohorts.models import Cohort
from marketplace.cohorts.models.cohort import (
    MOST_CYCLES,
    MOST_POSTS,
    MOST_QUESTION,
    MOST_QUESTIONS,
    MOST_SEATS,
    MOST_WEEKS,
)


class CohortRow(serializers.ModelSerializer[Cohort]):
    """One intake of a programme. Days are days in its time zone; `closes_on` is the first one closed.
    `state_reason` says why it was cancelled."""

    programme = serializers.CharField(source="programme.slug", read_only=True)

    class Meta:
        model = Cohort
        fields = [
            "public_id", "programme", "name", "state", "state_reason", "time_zone", "is_by_invitation", "opens_on",
            "closes_on", "answers_by", "starts_on", "cycles", "weeks", "posts_per_week", "seats", "seats_taken",
            "about", "questions", "asks_for_work",
        ]  # fmt: skip


class CohortWritten(serializers.Serializer[Any]):
    """A cohort: when one may apply, how many seats there are, how it runs. Whoever changes one sends what changes."""

    name = serializers.CharField(max_length=120)
    about = serializers.CharField(max_length=2_000, required=False, allow_blank=True)
    seats = serializers.IntegerField(min_value=1, max_value=MOST_SEATS)
    opens_on = serializers.DateField()
    closes_on = serializers.DateField(help_text="The first day closed.")
    answers_by = serializers.DateField(help_text="Everybody is answered before this day.")
    starts_on = serializers.DateField(help_text="Weeks are counted from this day.")
    time_zone = serializers.CharField(
        max_length=64, required=False, help_text="Of these days: Europe/Paris unless said."
    )
    cycles = serializers.IntegerField(required=False, min_value=1, max_value=MOST_CYCLES)
    weeks = serializers.IntegerField(required=False, min_value=1, max_value=MOST_WEEKS, help_text="In a cycle.")
    posts_per_week = serializers.IntegerField(
        required=False, min_value=0, max_value=MOST_POSTS, help_text="0 asks for none."
    )
    questions = serializers.ListField(
        child=serializers.CharField(max_length=MOST_QUESTION), required=False, max_length=MOST_QUESTIONS
    )
    asks_for_work = serializers.BooleanField(required=False, help_text="A link to a work.")
    is_by_invitation = serializers.BooleanField(required=False)


class WhyMoved(serializers.Serializer[Any]):
    """Why; the people concerned read it. Starting needs one while applications have no answer, cancelling always."""

    reason = serializers.CharField(max_length=1_000, required=False, allow_blank=True, default="")
