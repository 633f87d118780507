"""Choosing a set of creators for a campaign, and inviting them."""

import uuid
from dataclasses import replace
from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.response import Response

from brands.models import Brand, Campaign
from creators.models import Creator
from marketplace.accounts.api.request import SignedIn
from marketplace.core.api.endpoint import Endpoint, accepted
from marketplace.exposure.actions.impressions import keep_after
from marketplace.exposure.enums import Surface
from marketplace.matching.queries import campaigns_to_match
from marketplace.rosters import queries, sentences
from marketplace.rosters.actions import inviting, rosters
from marketplace.rosters.api import serializers
from marketplace.rosters.models import Roster


class Rosters(Endpoint):
    """The rosters of a campaign."""

    serializer_class = serializers.WishesAsked

    @extend_schema(responses=serializers.RosterRow(many=True))
    def get(self, request: SignedIn, public_id: uuid.UUID) -> Response:
        """Members: every version, the newest first."""
        campaign = _campaign(request, public_id)
        return self.page(queries.rosters_for(request.user).filter(campaign=campaign), serializers.RosterRow)

    @extend_schema(responses={202: serializers.RosterRow})
    def post(self, request: SignedIn, public_id: uuid.UUID) -> Response:
        """Owners and managers: choose. The answer is there at once, the choice a little later: ask for the roster."""
        campaign = _campaign(request, public_id)
        asked = self.valid()
        for name in ("pinned", "excluded"):
            if name in asked:
                asked[name] = tuple(sorted(_matched(campaign, asked[name])))
        wishes = replace(queries.default_wishes(campaign), **asked)
        roster = rosters.build(actor=request.user, campaign=campaign, wishes=wishes)
        return accepted(serializers.RosterRow(roster).data, f"/api/v1/rosters/{roster.public_id}")


class OneRoster(Endpoint):
    """One roster."""

    serializer_class = serializers.RosterShown

    def get(self, request: SignedIn, public_id: uuid.UUID) -> Response:
        """Members: how far it is, then who is in and why, who is next, and what other budgets would buy."""
        roster = get_object_or_404(queries.rosters_for(request.user), public_id=public_id)
        picks, misses = queries.picks_of(roster), queries.misses_of(roster)
        keep_after(request, queries.seen_in_roster(roster.campaign, [*picks, *misses], surface=Surface.API))
        currency = roster.campaign.currency
        context = {"names": sentences.names_of([*picks, *misses]), "currency": currency}
        told = [sentences.relaxation(row, currency) for row in roster.relaxations]
        rest: dict[str, Any] = {
            "picks": serializers.PickShown(picks, many=True).data,
            "misses": serializers.MissShown(misses, many=True, context=context).data,
            "budgets": serializers.OtherBudget(roster.budgets, many=True).data,
            "left_out": roster.left_out,
            "relaxations": told,
            "is_outdated": queries.standing_of(roster, roster.campaign).is_outdated,
        }
        return Response(serializers.RosterRow(roster).data | rest)


class RosterInvitations(Endpoint):
    """Inviting everybody of a roster."""

    serializer_class = serializers.Message

    @extend_schema(responses=serializers.InvitedRow(many=True))
    def post(self, request: SignedIn, public_id: uuid.UUID) -> Response:
        """Owners and managers: invite everybody who is not yet, each at their price; a line for each."""
        roster: Roster = get_object_or_404(queries.rosters_for(request.user), public_id=public_id)
        picks = inviting.invite(actor=request.user, roster=roster, message=self.valid()["message"])
        return Response(serializers.InvitedRow(picks, many=True).data)


class Places(Endpoint):
    """Who goes where across the campaigns of a brand."""

    serializer_class = serializers.PlaceShown
    #: All of them in one answer: a proposal is read whole.
    pagination_class = None

    @extend_schema(responses=serializers.PlaceShown(many=True))
    def get(self, request: SignedIn, public_id: uuid.UUID) -> Response:
        """Members: a proposal over the brand's published campaigns, each creator in one. Nothing is stored."""
        brand = get_object_or_404(Brand.objects.visible_to(request.user).active(), public_id=public_id)
        places, _is_exact = queries.places_of(request.user, brand)
        keep_after(request, queries.seen_in_places(places, surface=Surface.API))
        told = [
            {
                "campaign": place.campaign.public_id,
                "seats": place.seats,
                "creators": [
                    {"creator": match.creator.public_id, "score": match.score, "cost_minor": cost, "fits": fits}
                    for match, cost, fits in place.matches
                ],
            }
            for place in places
        ]
        return Response(serializers.PlaceShown(told, many=True).data)


def _campaign(request: SignedIn, public_id: uuid.UUID) -> Campaign:
    """A campaign whose matches the person may see. Raises Http404 for every other."""
    return get_object_or_404(campaigns_to_match(request.user).select_related("brand"), public_id=public_id)


def _matched(campaign: Campaign, wanted: list[uuid.UUID]) -> list[int]:
    """Creators among the campaign's matches. Raises Http404 for every other."""
    found = list(Creator.objects.filter(matches__campaign=campaign, public_id__in=wanted).values_list("pk", flat=True))
    if len(found) != len(set(wanted)):
        raise Http404
    return found
