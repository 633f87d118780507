"""Creators like these."""

from typing import Any

from rest_framework import serializers

from marketplace.matching.api.serializers import MatchedChannel, MatchedCreator, PartOfScore


class AlikeShown(serializers.Serializer[Any]):
    """One creator, how alike they are of 10,000, and the parts that add up to it."""

    creator = MatchedCreator()
    channel = MatchedChannel()
    score = serializers.IntegerField()
    parts = PartOfScore(many=True)
    sentence = serializers.CharField()
