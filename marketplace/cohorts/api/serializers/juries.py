"""Juries as the API tells them. Jurors read codes and answers; nobody reads a ballot of somebody else."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from marketplace.cohorts.models import Ballot, Candidate, Category, Juror, Jury
from marketplace.cohorts.models.jury import MOST_CATEGORIES, MOST_JURORS, MOST_POINTS, WHOLE
from marketplace.cohorts.ranking import seal_of

SETTINGS = ["is_anonymous", "shows_work", "quorum", "guide"]


class CategoryRow(serializers.ModelSerializer[Category]):
    """One thing that is scored from 0 to 100."""

    weight_bp = serializers.IntegerField(min_value=1, max_value=WHOLE, help_text="All together 10,000.")

    class Meta:
        model = Category
        fields = ["name", "weight_bp"]


class JuryRow(serializers.ModelSerializer[Jury]):
    """A jury somebody is asked to."""

    cohort_name = serializers.CharField(source="cohort.name", read_only=True)
    programme = serializers.CharField(source="cohort.programme.slug", read_only=True)

    class Meta:
        model = Jury
        fields = ["public_id", "cohort_name", "programme", "state", "closes_on"]


class JuryShown(JuryRow):
    """A jury: what is scored and how. The salt of the last ties is told once it is closed, its hash from the opening
    on."""

    categories = CategoryRow(many=True, read_only=True)
    seal = serializers.SerializerMethodField(help_text="SHA-256 of the salt; empty before the scoring opens.")
    salt = serializers.SerializerMethodField(help_text="Empty before the jury is closed.")

    class Meta(JuryRow.Meta):
        fields = [*JuryRow.Meta.fields, *SETTINGS, "categories", "seal", "salt", "opened_at", "closed_at"]

    def get_seal(self, jury: Jury) -> str:
        return seal_of(jury.salt) if jury.salt else ""

    def get_salt(self, jury: Jury) -> str:
        return jury.salt if jury.is_closed else ""


class JuryPrepared(serializers.Serializer[Any]):
    """One to eight categories whose weights sum to 10,000, and how the jury works. What is left out stays."""

    categories = CategoryRow(many=True)
    is_anonymous = serializers.BooleanField(required=False)
    shows_work = serializers.BooleanField(required=False, help_text="A link may tell whose work it is.")
    quorum = serializers.IntegerField(required=False, min_value=1, max_value=MOST_JURORS)
    closes_on = serializers.DateField(required=False, allow_null=True)
    guide = serializers.CharField(max_length=2_000, required=False, allow_blank=True)


class JurorRow(serializers.ModelSerializer[Juror]):
    """A juror, with how many candidates they have dealt with and nothing of what they said."""

    email = serializers.EmailField(help_text="The address they sign in with.", max_length=254)
    dealt = serializers.IntegerField(read_only=True)

    class Meta:
        model = Juror
        fields = ["id", "email", "dealt"]


class ResultRow(serializers.Serializer[Any]):
    """One place of a closed jury. Means are hundredths of a point, by category in the jury's order."""

    place = serializers.IntegerField(source="candidate.place", allow_null=True)
    code = serializers.CharField(source="candidate.code")
    entry = serializers.UUIDField(source="candidate.entry.public_id")
    creator = serializers.CharField(source="candidate.entry.creator.display_name")
    mean = serializers.IntegerField(source="candidate.mean_in_hundredths", allow_null=True)
    means = serializers.ListField(child=serializers.IntegerField())
    ballots = serializers.IntegerField(source="candidate.ballots_counted")
    settled_by = serializers.CharField(
        help_text="What put it behind the one before: mean, category, lowest (ballot) or draw."
    )
    category = serializers.CharField(help_text="The name of that category.")


class BallotShown(serializers.ModelSerializer[Ballot]):
    """Your own ballot: points by category in the jury's order, or a recusal with its reason as the comment."""

    points = serializers.SerializerMethodField()

    class Meta:
        model = Ballot
        fields = ["is_recused", "points", "comment"]

    def get_points(self, ballot: Ballot) -> list[int]:
        given = {one.category_id: one.points for one in ballot.scores.all()}
        return [given[one.pk] for one in self.context["categories"] if one.pk in given]


class CandidateRow(serializers.ModelSerializer[Candidate]):
    """An entry under its code."""

    ballot = serializers.SerializerMethodField()

    class Meta:
        model = Candidate
        fields = ["public_id", "code", "ballot"]

    @extend_schema_field(BallotShown(allow_null=True))
    def get_ballot(self, candidate: Any) -> Any:
        return BallotShown(candidate.own[0], context=self.context).data if candidate.own else None


class Answered(serializers.Serializer[Any]):
    question = serializers.CharField()
    answer = serializers.CharField()


class CandidateShown(CandidateRow):
    """What a candidate answered. The name and the channel are empty where the jury is anonymous, the link to the work
    where the jury does not show it."""

    answers = serializers.SerializerMethodField()
    work_url = serializers.SerializerMethodField()
    creator = serializers.SerializerMethodField()
    channel = serializers.SerializerMethodField()

    class Meta(CandidateRow.Meta):
        fields = [*CandidateRow.Meta.fields, "answers", "work_url", "creator", "channel"]

    @extend_schema_field(Answered(many=True))
    def get_answers(self, candidate: Candidate) -> list[dict[str, str]]:
        pairs = zip(candidate.entry.cohort.questions, candidate.entry.answers, strict=False)
        return [{"question": question, "answer": answer} for question, answer in pairs]

    def get_work_url(self, candidate: Candidate) -> str:
        return candidate.entry.work_url if candidate.jury.shows_work else ""

    def get_creator(self, candidate: Candidate) -> str:
        return "" if candidate.jury.is_anonymous else candidate.entry.creator.display_name

    def get_channel(self, candidate: Candidate) -> str:
        channel = None if candidate.jury.is_anonymous else candidate.entry.channel
        return f"{channel.platform.code}:{channel.handle}" if channel else ""


class BallotGiven(serializers.Serializer[Any]):
    """Points in every category, in the jury's order; a comment that the entrant reads without a name."""

    points = serializers.ListField(
        child=serializers.IntegerField(min_value=0, max_value=MOST_POINTS), min_length=1, max_length=MOST_CATEGORIES
    )
    comment = serializers.CharField(max_length=1_000, required=False, allow_blank=True, default="")


class Recused(serializers.Serializer[Any]):
    """Why you cannot judge this one."""

    reason = serializers.CharField(max_length=1_000)


class MeanRow(serializers.Serializer[Any]):
    category = serializers.CharField()
    mean = serializers.IntegerField()


class FeedbackShown(serializers.Serializer[Any]):
    """What a closed jury said of your entry: means in hundredths of a point, comments in no juror's order."""

    place = serializers.IntegerField(source="candidate.place", allow_null=True)
    of = serializers.IntegerField()
    mean = serializers.IntegerField(source="candidate.mean_in_hundredths", allow_null=True)
    means = MeanRow(many=True)
    comments = serializers.ListField(child=serializers.CharField())
