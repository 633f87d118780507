"""Programmes as the API tells them: in the language of the answer, with every source."""

from typing import Any

from django.utils import timezone
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from marketplace.eligibility.outcomes import Outcome
from marketplace.programmes.models import Opening, Programme, StandingChange
from marketplace.programmes.queries.shown import stage_of
from marketplace.programmes.queries.texts import openings_of

OUTCOMES = [outcome.name for outcome in Outcome]
RULE_CHANGES, COUNTRY_MOVES = ["added", "removed", "changed"], ["opened", "closed"]
PARTS = ("benefits", "money", "steps", "proofs", "compatible_income", "incompatible_income", "links")


class OutcomeName(serializers.ChoiceField):
    """A stored outcome by its name."""

    def __init__(self, **options: Any) -> None:
        super().__init__(choices=OUTCOMES, **options)

    def to_representation(self, value: Any) -> str:
        return value if isinstance(value, str) else Outcome(value).name


class StageShown(serializers.Serializer[Any]):
    """Where a programme stands on the day."""

    code = serializers.ChoiceField(choices=["open", "coming", "closed", "retired"])
    countries = serializers.ListField(child=serializers.CharField(), help_text="[] is everywhere.")
    since = serializers.DateField(allow_null=True)
    until = serializers.DateField(allow_null=True, help_text="The first day after it.")


class ProgrammeRow(serializers.ModelSerializer[Programme]):
    """A programme and where it is open."""

    name = serializers.CharField(read_only=True, help_text="In the language of the answer.")
    summary = serializers.CharField(read_only=True)
    platform = serializers.CharField(source="platform.code", read_only=True, allow_null=True, default=None)
    stage = serializers.SerializerMethodField()

    class Meta:
        model = Programme
        fields = ["slug", "kind", "space", "platform", "sponsor", "name", "summary", "stage"]

    @extend_schema_field(StageShown)
    def get_stage(self, programme: Programme) -> Any:
        return StageShown(stage_of(programme, self.context.get("on") or timezone.localdate())).data


class OpeningShown(serializers.ModelSerializer[Opening]):
    """`country` "" is everywhere; the last day is the first one closed."""

    class Meta:
        model = Opening
        fields = ["country", "opens_on", "closes_on", "source", "url", "quote"]


class AskedShown(serializers.Serializer[Any]):
    """A text of a rule in words."""

    sentence = serializers.CharField(source="asked.whole")
    instead = serializers.CharField(source="asked.instead", help_text="What is accepted where it is not met.")
    counting = serializers.ChoiceField(choices=["always", "unless_known", "never"])
    countries = serializers.ListField(child=serializers.CharField())
    reading = serializers.CharField(source="version.reading")
    valid_from = serializers.DateField(source="version.valid_from", allow_null=True)
    valid_to = serializers.DateField(source="version.valid_to", allow_null=True)
    body = serializers.DictField(source="version.body", help_text="One node of a rule set.")
    source = serializers.CharField(source="version.source")  # type: ignore[assignment]
    url = serializers.CharField(source="version.url")
    quote = serializers.CharField(source="version.quote")
    note = serializers.CharField(source="version.note")


class RuleLine(serializers.Serializer[Any]):
    """A rule on a day: its texts, the first where no other names the country, and readings that decide nothing."""

    code = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]
    inherited_from = serializers.CharField(source="inherited_from.slug", allow_null=True, default=None)
    texts = AskedShown(many=True, source="wordings")
    readings = AskedShown(many=True)


class ProgrammeWhole(ProgrammeRow):
    """A programme with its rules of the day, its openings, and what it brings."""

    openings = serializers.SerializerMethodField()
    rules = serializers.SerializerMethodField()
    details = serializers.SerializerMethodField()

    class Meta(ProgrammeRow.Meta):
        fields = [*ProgrammeRow.Meta.fields, "openings", "rules", "details"]

    @extend_schema_field(OpeningShown(many=True))
    def get_openings(self, programme: Programme) -> Any:
        return OpeningShown(openings_of(programme), many=True).data

    @extend_schema_field(RuleLine(many=True))
    def get_rules(self, programme: Programme) -> Any:
        return RuleLine(self.context["lines"], many=True).data

    @extend_schema_field(serializers.DictField(child=serializers.ListField(child=serializers.DictField())))
    def get_details(self, programme: Programme) -> Any:
        return {part: programme.texts(part) for part in PARTS}


class RuleSetOfDay(serializers.Serializer[Any]):
    hash = serializers.CharField()
    rules = serializers.DictField(help_text="The canonical form of the rule set.")


class RulesOfDay(serializers.Serializer[Any]):
    """The rule sets of a day by country ("" is all others), every opening, and every text there ever was."""

    programme = serializers.CharField()
    name_en = serializers.CharField()
    name_fr = serializers.CharField()
    kind = serializers.CharField()
    platform = serializers.CharField(allow_null=True)
    space = serializers.CharField()
    inherits = serializers.CharField(allow_null=True)
    on = serializers.DateField()
    stage = serializers.CharField()
    rule_sets = serializers.DictField(child=RuleSetOfDay())
    openings = serializers.ListField(child=serializers.DictField())
    texts = serializers.ListField(child=serializers.DictField())


class RuleChanged(serializers.Serializer[Any]):
    """A rule that is not what it was. `countries` [] is everywhere but those in `but`."""

    kind = serializers.ChoiceField(choices=RULE_CHANGES)
    code = serializers.CharField()
    label = serializers.CharField()  # type: ignore[assignment]
    before = serializers.CharField(allow_null=True)
    after = serializers.CharField(allow_null=True)
    countries = serializers.ListField(child=serializers.CharField())
    but = serializers.ListField(child=serializers.CharField())
    since = serializers.DateField(allow_null=True)
    source = serializers.CharField()  # type: ignore[assignment]
    url = serializers.CharField()


class CountriesMoved(serializers.Serializer[Any]):
    """Countries that opened or closed on a day; [] is everywhere."""

    kind = serializers.ChoiceField(choices=COUNTRY_MOVES)
    countries = serializers.ListField(child=serializers.CharField())
    on = serializers.DateField(allow_null=True)
    source = serializers.CharField()  # type: ignore[assignment]
    url = serializers.CharField()


class Changes(serializers.Serializer[Any]):
    before = serializers.DateField()
    after = serializers.DateField()
    rules = RuleChanged(many=True)
    openings = CountriesMoved(many=True)


class ChangeRow(serializers.ModelSerializer[StandingChange]):
    """A standing that became another one: what was shown before and since, and the verdict with its rule set."""

    programme = serializers.CharField(source="programme.slug", read_only=True)
    channel = serializers.UUIDField(source="channel.public_id", read_only=True, allow_null=True, default=None)
    before = OutcomeName(source="from_outcome", read_only=True, allow_null=True)
    shown = OutcomeName(source="shown_outcome", read_only=True)
    verdict = OutcomeName(source="outcome", read_only=True)
    rule_set = serializers.CharField(source="rule_set.hash", read_only=True)

    class Meta:
        model = StandingChange
        fields = ["programme", "channel", "before", "shown", "verdict", "cause", "rule_set", "as_of", "data_as_of",
                  "grace_until", "changed_at"]  # fmt: skip
