"""Mentors, pupils and pairs as the API tells them, each side only what it reads on its pages."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from marketplace.cohorts.api.serializers.juries import Answered
from marketplace.cohorts.models import Entry, Mentor, Mentorship
from marketplace.cohorts.models.mentoring import MOST_FIELDS, MOST_MENTEES, MOST_WISHES


class MentorRow(serializers.ModelSerializer[Mentor]):
    """A checked mentor as pupils read them."""

    class Meta:
        model = Mentor
        fields = ["public_id", "display_name", "organisation", "fields", "about"]


class OfferRow(serializers.ModelSerializer[Mentor]):
    """An offer to be a mentor, and what staff decided about it."""

    programme = serializers.CharField(source="programme.slug", read_only=True)

    class Meta:
        model = Mentor
        fields = [*MentorRow.Meta.fields, "programme", "capacity", "state", "reason", "created_at", "decided_at"]


class OfferToCheck(OfferRow):
    """The same for staff, who look at who it is."""

    name = serializers.CharField(source="person.name", read_only=True)
    email = serializers.EmailField(source="person.email", read_only=True)

    class Meta(OfferRow.Meta):
        fields = [*OfferRow.Meta.fields, "name", "email"]


class Offered(serializers.Serializer[Any]):
    """What pupils read, how many at a time, and that one is an adult."""

    display_name = serializers.CharField(max_length=80)
    organisation = serializers.CharField(max_length=120, required=False, allow_blank=True)
    fields = serializers.ListField(  # type: ignore[assignment]
        child=serializers.CharField(max_length=40), required=False, max_length=MOST_FIELDS
    )
    about = serializers.CharField(max_length=1_000)
    capacity = serializers.IntegerField(min_value=1, max_value=MOST_MENTEES)
    is_adult = serializers.BooleanField()


class WhyGiven(serializers.Serializer[Any]):
    """Why; the people concerned read it."""

    reason = serializers.CharField(max_length=1_000)


class WhyRefused(serializers.Serializer[Any]):
    """Why, if you want to say so: only the organisers read it."""

    reason = serializers.CharField(max_length=300, required=False, allow_blank=True, default="")


class PairRow(serializers.ModelSerializer[Mentorship]):
    """A mentor and a pupil, for those who run the cohort."""

    mentor = MentorRow(read_only=True)
    entry = serializers.UUIDField(source="entry.public_id", read_only=True)
    pupil = serializers.CharField(source="entry.creator.display_name", read_only=True)

    class Meta:
        model = Mentorship
        fields = ["public_id", "mentor", "entry", "pupil", "created_at", "ended_at", "reason"]


class PairMade(serializers.Serializer[Any]):
    entry = serializers.UUIDField(help_text="The pupil's.")
    mentor = serializers.UUIDField()


class PupilRow(serializers.ModelSerializer[Entry]):
    """A pupil who has no mentor, and whom they would like, the first choice first."""

    entry = serializers.UUIDField(source="public_id", read_only=True)
    pupil = serializers.CharField(source="creator.display_name", read_only=True)
    wishes = serializers.SerializerMethodField()

    class Meta:
        model = Entry
        fields = ["entry", "pupil", "wishes"]

    def get_wishes(self, entry: Entry) -> list[str]:
        return [str(one.mentor.public_id) for one in entry.wishes.all()]


class MyPairRow(serializers.ModelSerializer[Mentorship]):
    """A pupil you advise: the name they chose and what they answered, and no way to reach them."""

    cohort_name = serializers.CharField(source="cohort.name", read_only=True)
    pupil = serializers.CharField(source="entry.creator.display_name", read_only=True)
    answers = serializers.SerializerMethodField()

    class Meta:
        model = Mentorship
        fields = ["public_id", "cohort_name", "pupil", "answers"]

    @extend_schema_field(Answered(many=True))
    def get_answers(self, pair: Mentorship) -> list[dict[str, str]]:
        said = zip(pair.cohort.questions, pair.entry.answers, strict=False)
        return [{"question": question, "answer": answer} for question, answer in said]


class WishesGiven(serializers.Serializer[Any]):
    """Up to five different mentors, the first choice first; the list takes the place of the one before."""

    mentors = serializers.ListField(child=serializers.UUIDField(), max_length=MOST_WISHES)
