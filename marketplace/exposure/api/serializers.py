"""Fairness: the figures of a month, and the parameters of the order."""

from typing import Any

from rest_framework import serializers

from marketplace.exposure.models import FairnessParameters, MonthFigures


def by_tier(text: str) -> serializers.DictField:
    return serializers.DictField(child=serializers.IntegerField(allow_null=True), help_text=text)


class Shares(serializers.Serializer[Any]):
    share_bp = by_tier("By size; null: not told.")


class Counted(Shares):
    """Counts by size. Null says "fewer than five", or what could be computed from them."""

    total = serializers.IntegerField(allow_null=True)
    by_tier = by_tier("By size; null: not told.")


class Pay(serializers.Serializer[Any]):
    """What was agreed to be paid. Deals without a named price are not in the shares."""

    deals = serializers.IntegerField(allow_null=True)
    deals_with_a_price = serializers.IntegerField(allow_null=True)
    by_currency = serializers.DictField(child=Shares(), help_text="By currency with five such deals or more.")


class Excluded(serializers.Serializer[Any]):
    code = serializers.CharField(help_text="A measure, or `own_conditions` for what creators themselves ask.")
    pairs = serializers.IntegerField(help_text="Pairs of a campaign and a creator that this alone keeps apart.")


class Figures(serializers.Serializer[Any]):
    eligible = Counted(help_text="Creators who fit at least one published campaign.")
    merit = Shares(help_text="Share of the scores of all pairs that fit.")
    impressions = Counted(help_text="Times a creator stood on a list that a brand looked at.")
    gini_bp = serializers.IntegerField(allow_null=True, help_text="Of impressions among the eligible; 0: all alike.")
    never_shown_bp = serializers.IntegerField(allow_null=True, help_text="Of the eligible, who was never shown.")
    invitations = Counted()
    deals = Counted(help_text="Contacts that were accepted.")
    pay = Pay()
    excluded = Excluded(many=True, help_text="The rules that alone keep out most, the strongest first.")


class MonthShown(serializers.ModelSerializer[MonthFigures]):
    """The fairness figures of one month (UTC)."""

    month = serializers.DateField(help_text="Its first day.")
    counted_until = serializers.DateField(help_text="The first day that was not counted.")
    figures = Figures()

    class Meta:
        model = MonthFigures
        fields = ["month", "counted_until", "figures"]


class ParametersShown(serializers.ModelSerializer[FairnessParameters]):
    """One setting of the fair order. `floor_bp` null: the small creators' share of the scores of all who fit."""

    at = serializers.DateTimeField(allow_null=True, read_only=True, help_text="Null: as shipped, set by nobody.")

    class Meta:
        model = FairnessParameters
        fields = ["floor_bp", "deficit_bp", "minimum_score", "swap_bp", "reason", "at"]
