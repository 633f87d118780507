"""Rosters: what was asked, who was chosen and why, who is next."""

from typing import Any

from rest_framework import serializers

from marketplace.matching.api.serializers import MatchedChannel, MatchedCreator
from marketplace.rosters import sentences
from marketplace.rosters.models import Roster, RosterMiss, RosterPick
from marketplace.rosters.wishes import MOST_DELIVERABLES, MOST_SEATS


def _counts(by: str, most: int = MOST_SEATS) -> serializers.DictField:
    return serializers.DictField(
        child=serializers.IntegerField(min_value=0, max_value=most), required=False, help_text=by
    )


class WishesAsked(serializers.Serializer[Any]):
    """What to choose by. What is left out is the campaign's: its budget and seats, less those of open contacts."""

    budget_minor = serializers.IntegerField(required=False, min_value=1, max_value=10**13)
    seats = serializers.IntegerField(required=False, min_value=1, max_value=MOST_SEATS)
    fewest = serializers.IntegerField(required=False, min_value=0, max_value=MOST_SEATS)
    small = serializers.IntegerField(
        required=False, min_value=0, max_value=MOST_SEATS, help_text="At least so many under 100,000 followers."
    )
    with_review = serializers.BooleanField(required=False, help_text="Also those that are to be reviewed.")
    platforms = _counts("At least so many creators, by code of a platform.")
    deliverables = _counts("At least so many deliverables, by code of a platform.", MOST_DELIVERABLES)
    countries = _counts("At least so many creators, by ISO code of a country.")
    tiers = _counts("At least so many creators, by tier: nano, micro, mid, macro, mega.")
    tiers_most = _counts("At most so many creators, by tier.")
    pinned = serializers.ListField(child=serializers.UUIDField(), required=False, max_length=MOST_SEATS)
    excluded = serializers.ListField(child=serializers.UUIDField(), required=False, max_length=200)


class LineShown(serializers.ModelSerializer[Any]):
    creator = MatchedCreator(read_only=True)
    channel = MatchedChannel(read_only=True)
    sentence = serializers.SerializerMethodField()


class PickShown(LineShown):
    """One chosen: `marginal` is what they add to the others, in points of 10,000."""

    invited = serializers.UUIDField(source="contact.public_id", read_only=True, allow_null=True, default=None)

    class Meta:
        model = RosterPick
        fields = [
            "place", "creator", "channel", "score", "cost_minor", "marginal", "is_pinned", "invited", "refused",
            "sentence",
        ]  # fmt: skip

    def get_sentence(self, pick: RosterPick) -> str:
        return sentences.why_in(pick)


class MissShown(LineShown):
    """One left out: what the best roster with them loses, and the price at which they would be in."""

    class Meta:
        model = RosterMiss
        fields = ["creator", "channel", "score", "cost_minor", "loss", "enough_cost", "sentence"]

    def get_sentence(self, miss: RosterMiss) -> str:
        return sentences.why_out(miss, self.context["names"], self.context["currency"])


class RosterRow(serializers.ModelSerializer[Roster]):
    """One version of a campaign's roster."""

    campaign = serializers.UUIDField(source="campaign.public_id", read_only=True)
    percent = serializers.IntegerField(read_only=True)
    regret_bp = serializers.IntegerField(
        read_only=True, help_text="How much better any choice could be at most, in basis points."
    )

    class Meta:
        model = Roster
        fields = [
            "public_id", "campaign", "version", "state", "percent", "considered", "value", "bound", "regret_bp",
            "is_exact", "cost_minor", "created_at", "finished_at",
        ]  # fmt: skip


class OtherBudget(serializers.Serializer[Any]):
    percent = serializers.IntegerField()
    budget_minor = serializers.IntegerField(source="budget")
    creators = serializers.IntegerField()
    cost_minor = serializers.IntegerField(source="cost")
    value = serializers.IntegerField()


class RosterShown(RosterRow):
    """A roster with everybody in it, who is next, and what would make a choice possible where none is."""

    picks = PickShown(many=True)
    misses = MissShown(many=True)
    budgets = OtherBudget(many=True)
    left_out = serializers.DictField(child=serializers.IntegerField(), help_text="Matches that were no candidates.")
    relaxations = serializers.ListField(child=serializers.CharField())
    is_outdated = serializers.BooleanField(help_text="The campaign or a match has changed since: choose again.")

    class Meta(RosterRow.Meta):
        fields = [*RosterRow.Meta.fields, "is_outdated", "picks", "misses", "budgets", "left_out", "relaxations"]


class Message(serializers.Serializer[Any]):
    message = serializers.CharField(max_length=1_000)


class InvitedRow(serializers.Serializer[Any]):
    """What became of one: an invitation, or the code of why there is none."""

    creator = serializers.UUIDField(source="creator.public_id")
    invited = serializers.UUIDField(source="contact.public_id", allow_null=True, default=None)
    refused = serializers.CharField()


class Placed(serializers.Serializer[Any]):
    creator = serializers.UUIDField()
    score = serializers.IntegerField()
    cost_minor = serializers.IntegerField()
    fits = serializers.IntegerField(help_text="How many of the brand's campaigns they fit.")


class PlaceShown(serializers.Serializer[Any]):
    """One campaign and who should go there."""

    campaign = serializers.UUIDField()
    seats = serializers.IntegerField()
    creators = Placed(many=True)
