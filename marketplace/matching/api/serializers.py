"""Matches: the list of a campaign, one pair explained, what rules would do, runs."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from brands.models import Campaign
from creators.models import Channel, Creator
from marketplace.eligibility.outcomes import Outcome
from marketplace.exposure.enums import Looker
from marketplace.exposure.words import line
from marketplace.matching import queries
from marketplace.matching.models import Match, MatchRun

OUTCOMES = [outcome.name for outcome in Outcome]


class OutcomeField(serializers.ChoiceField):
    """One of the outcomes by its name."""

    def __init__(self, **options: Any) -> None:
        super().__init__(choices=OUTCOMES, **options)

    def to_representation(self, value: Any) -> str:
        return value if isinstance(value, str) else Outcome(value).name


class MatchedCreator(serializers.ModelSerializer[Creator]):
    is_unclaimed = serializers.BooleanField(read_only=True)

    class Meta:
        model = Creator
        fields = ["public_id", "display_name", "is_unclaimed"]


class MatchedChannel(serializers.ModelSerializer[Channel]):
    platform = serializers.CharField(source="platform.code", read_only=True)

    class Meta:
        model = Channel
        fields = ["public_id", "platform", "handle"]


class PartOfScore(serializers.Serializer[Any]):
    code = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]
    points = serializers.IntegerField(help_text="The points of all parts add up to the score.")
    weight = serializers.IntegerField(help_text="Basis points.")


class LikelyYes(serializers.Serializer[Any]):
    """Probabilities in basis points: from the brand, from the creator, and from both."""

    brand_bp = serializers.IntegerField()
    creator_bp = serializers.IntegerField()
    both_bp = serializers.IntegerField()


class MatchRow(serializers.ModelSerializer[Match]):
    """One creator for a campaign, through their best channel."""

    creator = MatchedCreator(read_only=True)
    channel = MatchedChannel(read_only=True)
    outcome = OutcomeField(read_only=True)
    parts = serializers.SerializerMethodField()
    position = serializers.SerializerMethodField(help_text="Place in the fair order; null: only in contact.")
    moved_because = serializers.SerializerMethodField(
        help_text="Why the place differs from the rank; empty where it does not."
    )

    likely = serializers.SerializerMethodField(
        help_text="How likely a yes is, where a learnt policy is published; null while none is."
    )

    class Meta:
        model = Match
        fields = ["rank", "position", "moved_because", "creator", "channel", "outcome", "score", "parts", "likely"]

    @extend_schema_field(LikelyYes(allow_null=True))
    def get_likely(self, match: Match) -> dict[str, int] | None:
        policy = self.context["policy"]
        if policy is None:
            return None
        found = policy.reciprocity(match.parts)
        if found is None:
            return None
        return {"brand_bp": found.brand_bp, "creator_bp": found.creator_bp, "both_bp": found.both_bp}

    def get_position(self, match: Match) -> int | None:
        placed = self.context["fair"].by_key.get(match.creator_id)
        return placed.position if placed else None

    def get_moved_because(self, match: Match) -> str:
        placed = self.context["fair"].by_key.get(match.creator_id)
        return line(placed, Looker.BRAND) if placed else ""

    @extend_schema_field(PartOfScore(many=True))
    def get_parts(self, match: Match) -> list[dict[str, Any]]:
        return queries.parts_of(match, self.context["campaign"])


class PartExplained(PartOfScore):
    value = serializers.IntegerField(help_text="How well this part alone fits, 0 to 10,000.")
    is_known = serializers.BooleanField(help_text="False: nothing is known, so the part counts as neutral.")
    sentence = serializers.CharField()


class CriterionExplained(serializers.Serializer[Any]):
    """One rule: what was asked, what was found, how far off it is, and what would change it."""

    code = serializers.CharField()
    outcome = OutcomeField()
    measure = serializers.CharField()
    op = serializers.CharField()
    observed = serializers.JSONField(help_text="Nothing if unknown, or private to the creator.")
    needed = serializers.JSONField()
    gap = serializers.JSONField()
    unit = serializers.CharField()
    as_of = serializers.DateField(allow_null=True)
    source = serializers.CharField()  # type: ignore[assignment]
    counts = serializers.BooleanField(help_text="False: for information only.")
    message = serializers.CharField()
    fix = serializers.CharField()
    rule_source = serializers.CharField()


class VerdictExplained(serializers.Serializer[Any]):
    outcome = OutcomeField()
    rule_set = serializers.CharField(help_text="Digest of the rules that were asked.")
    on = serializers.DateField()
    criteria = CriterionExplained(many=True)


class ConditionExplained(serializers.Serializer[Any]):
    """One of the creator's own conditions."""

    code = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]
    outcome = OutcomeField()
    sentence = serializers.CharField()


class ChangeExplained(serializers.Serializer[Any]):
    """Something that would raise the score."""

    code = serializers.CharField()
    side = serializers.ChoiceField(choices=["creator", "brand"])
    gain = serializers.IntegerField()
    after = serializers.IntegerField()
    at_most = serializers.BooleanField(help_text="True: it depends on something not known yet.")
    sentence = serializers.CharField()


class MatchExplained(serializers.Serializer[Any]):
    """Why a pair stands where it stands: the rules one by one, the creator's conditions, the score part by part."""

    campaign = serializers.UUIDField()
    creator = serializers.UUIDField()
    channel = serializers.UUIDField()
    outcome = OutcomeField()
    score = serializers.IntegerField()
    as_of = serializers.DateField()
    measured_on = serializers.DateField(allow_null=True)
    source = serializers.CharField()  # type: ignore[assignment]
    verdict = VerdictExplained()
    conditions = ConditionExplained(many=True)
    parts = PartExplained(many=True)
    changes = ChangeExplained(many=True)


class SuitedCampaign(serializers.ModelSerializer[Campaign]):
    brand = serializers.CharField(source="brand.name", read_only=True)

    class Meta:
        model = Campaign
        fields = ["public_id", "title", "brand"]


class CampaignSuiting(serializers.Serializer[Any]):
    """An open campaign with its verdict and score for you."""

    campaign = SuitedCampaign()
    outcome = OutcomeField()
    score = serializers.IntegerField()


class RulesToTry(serializers.Serializer[Any]):
    rules = serializers.DictField(required=False, help_text="Those of the campaign, if none are given.")


class RuleEffect(serializers.Serializer[Any]):
    alone = serializers.IntegerField(
        allow_null=True, help_text="Creators that this rule alone keeps out; null: fewer than five."
    )
    share_bp = serializers.IntegerField(
        allow_null=True,
        help_text="Of those who would qualify without it, the share it removes; null where either is fewer than five.",
    )
    by_tier = serializers.DictField(child=serializers.IntegerField(allow_null=True), help_text="Null: fewer than five.")


class Counts(serializers.Serializer[Any]):
    """How many creators have each outcome, and whom each rule alone keeps out. Null says "fewer than five"."""

    creators = serializers.IntegerField()
    qualified = serializers.IntegerField(allow_null=True)
    counts = serializers.DictField(
        child=serializers.IntegerField(allow_null=True),
        help_text="By outcome; null: fewer than five. `fail` is told only where the others are.",
    )
    rules = serializers.DictField(child=RuleEffect(), help_text="By code: rules of the campaign begin with “rule:”.")


class SwingOfAWeight(serializers.Serializer[Any]):
    """One part weighed a fifth more or less, the others sharing what is left."""

    part = serializers.CharField()
    change_bp = serializers.IntegerField(help_text="2,000 for a fifth more, -2,000 for a fifth less.")
    weights = serializers.DictField(child=serializers.IntegerField(), help_text="All weights then.")
    kept = serializers.IntegerField(help_text="How many of the first ten are still among them.")


class SensitivityShown(serializers.Serializer[Any]):
    """How much of the first ten stays under other weights, among the stored pairs."""

    of = serializers.IntegerField(help_text="How many were looked at: ten, or as many as there are.")
    steady = serializers.IntegerField(help_text="How many stay whatever weight is moved.")
    least = serializers.IntegerField(help_text="How many stay in the worst case.")
    swings = SwingOfAWeight(many=True)


class StoredCounts(Counts):
    """The same as stored. How many have each outcome is told exactly: the list of matches names them."""

    campaign_version = serializers.IntegerField()
    computed_at = serializers.DateTimeField()
    sensitivity = SensitivityShown(allow_null=True, help_text="Null while nothing is stored.")


class RunShown(serializers.ModelSerializer[MatchRun]):
    """A run: how far it is (pairs of campaign and creator), and what it was computed from."""

    campaign = serializers.UUIDField(source="campaign.public_id", read_only=True, allow_null=True, default=None)
    percent = serializers.IntegerField(read_only=True)
    is_dead = serializers.BooleanField(read_only=True, help_text="Given up; staff look into it.")

    class Meta:
        model = MatchRun
        fields = [
            "public_id", "scope", "campaign", "reason", "state", "is_dead", "done", "total", "percent", "created_at",
            "started_at", "finished_at",
        ]  # fmt: skip
