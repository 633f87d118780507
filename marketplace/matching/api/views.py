"""Who suits whom, and why."""

import uuid
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django_filters import rest_framework as filters
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from brands.actions.campaigns import shapes
from brands.models import Campaign
from creators.api.own import mine
from creators.models import Creator
from marketplace.accounts.api.request import SignedIn
from marketplace.core.api.endpoint import Endpoint, accepted
from marketplace.core.api.paging import CursorPages, Filters
from marketplace.core.errors import Invalid
from marketplace.exposure.actions.impressions import keep_after
from marketplace.exposure.enums import Order, Surface
from marketplace.learning.queries import published
from marketplace.matching import policies, queries
from marketplace.matching.actions import runs
from marketplace.matching.api import serializers
from marketplace.matching.engine.cohorts import TIERS
from marketplace.matching.models import Match, MatchRun
from marketplace.matching.queries.matches import OUTCOMES

SORTS = {"fair": "place", "rank": "place", "score": "-score"}


class MatchPages(CursorPages):
    """In the fair order, by rank, or by score."""

    def get_ordering(self, request: Request, queryset: QuerySet[Any], view: APIView) -> tuple[str, ...]:
        return (SORTS[request.query_params.get("sort") or "fair"],)


class MatchFilter(filters.FilterSet):
    """Each value goes to the room's own query; the names are checked here."""

    outcome = filters.ChoiceFilter(choices=[(name, name) for name in OUTCOMES], method="leave")
    platform = filters.CharFilter(method="leave", label="Code of a platform")
    tier = filters.ChoiceFilter(choices=[(tier, tier) for tier in TIERS], method="leave")
    country = filters.CharFilter(method="leave", label="ISO code of a country")
    min_score = filters.NumberFilter(method="leave", min_value=0, max_value=100, label="Of 100")
    verified = filters.BooleanFilter(method="leave", label="Only channels whose owner is proven")
    unclaimed = filters.ChoiceFilter(choices=[("no", "no"), ("only", "only")], method="leave")
    sort = filters.ChoiceFilter(choices=[(name, name) for name in SORTS], method="leave")

    class Meta:
        model = Match
        fields: list[str] = []

    def leave(self, found: QuerySet[Match], name: str, value: Any) -> QuerySet[Match]:
        return found

    @property
    def qs(self) -> QuerySet[Match]:
        return queries.narrowed(super().qs, self.form.cleaned_data)


class Matches(Endpoint):
    """The best creators for a campaign."""

    queryset = Match.objects.none()
    serializer_class = serializers.MatchRow
    pagination_class = MatchPages
    filter_backends = [Filters]
    filterset_class = MatchFilter

    @extend_schema(responses=serializers.MatchRow(many=True))
    def get(self, request: SignedIn, public_id: uuid.UUID) -> Response:
        """Members: the stored matches (the best 200, and everybody in contact), in the fair order. `sort=rank` is the
        order by score alone; each row says both places, and why they differ."""
        self.campaign = _campaign(request, public_id)
        self.fair = queries.fair_order(self.campaign, request.user.pk)
        rows, sort = queries.matches_for_campaign(request.user, self.campaign), request.query_params.get("sort", "")
        is_fair = sort in ("", "fair")
        self.policy = published()
        answer = self.page(queries.in_fair_order(rows, self.fair) if is_fair else rows)
        kind = Order.FAIR if is_fair else Order.SCORE if sort == "rank" else Order.OTHER
        narrows = bool(set(request.query_params) & set(self.filterset_class.base_filters) - {"sort"})
        shown = list(self.paginator.page or [])  # type: ignore[union-attr]
        fair = self.fair if is_fair else None
        keep_after(
            request, queries.seen_by_brand(shown, fair, kind, self.policy, surface=Surface.API, is_narrowed=narrows)
        )
        return answer

    def get_serializer_context(self) -> dict[str, Any]:
        own = {"campaign": getattr(self, "campaign", None), "fair": getattr(self, "fair", None)}
        own["policy"] = getattr(self, "policy", None)
        return {**super().get_serializer_context(), **own}


class OneMatch(Endpoint):
    """One creator for a campaign, explained."""

    serializer_class = serializers.MatchExplained

    def get(self, request: SignedIn, public_id: uuid.UUID, creator: uuid.UUID) -> Response:
        """Members: every rule, every condition, every part of the score, and what would change it."""
        campaign = _campaign(request, public_id)
        found = get_object_or_404(Creator.objects.discoverable(), public_id=creator)
        return _explained(campaign, found, queries.BRAND)


class CampaignResults(Endpoint):
    """The counts of a campaign."""

    serializer_class = serializers.StoredCounts

    def get(self, request: SignedIn, public_id: uuid.UUID) -> Response:
        """Members: how many creators have each outcome, and how steady the list is, once the campaign was run."""
        campaign = _campaign(request, public_id)
        result = queries.result_of(campaign)
        if result is None:
            raise Http404
        effects = {one.code: one.as_json() for one in queries.effects_of(result)}
        told = {"creators": result.creators, "qualified": result.qualified, "counts": result.counts, "rules": effects}
        when = {"campaign_version": result.campaign_version, "computed_at": result.computed_at}
        steadiness = queries.steadiness_of(campaign)
        told["sensitivity"] = steadiness.as_json() if steadiness else None
        return Response(serializers.StoredCounts(told | when).data)


class RulesPreview(Endpoint):
    """What rules would do."""

    serializer_class = serializers.RulesToTry

    @extend_schema(responses=serializers.Counts)
    def post(self, request: SignedIn, public_id: uuid.UUID) -> Response:
        """Members: counts over every creator for these rules, before they are saved. Nothing is stored."""
        campaign = _campaign(request, public_id)
        try:
            # What may not be asked may not be counted either: a count over one creator is an answer about them.
            rules = shapes.rules(self.valid().get("rules", campaign.rules))
        except ValidationError as error:
            raise Invalid({"rules": error.messages}) from error
        return Response(serializers.Counts(queries.preview(rules, campaign).as_json()).data)


class MyMatches(Endpoint):
    """The open campaigns, as they suit you."""

    serializer_class = serializers.CampaignSuiting
    pagination_class = None

    @extend_schema(
        parameters=[OpenApiParameter("limit", int, description="At most so many, 1 to 200.")],
        responses=serializers.CampaignSuiting(many=True),
    )
    def get(self, request: SignedIn) -> Response:
        """The most suitable first. Nothing, while your profile is not published."""
        most = CursorPages().get_page_size(request)
        creator = mine(request)
        found = queries.campaigns_for_creator(creator)[:most]
        keep_after(request, queries.seen_by_creator(creator, found, surface=Surface.API))
        return Response(serializers.CampaignSuiting(found, many=True).data)


class MyMatch(Endpoint):
    """One campaign for you, explained."""

    serializer_class = serializers.MatchExplained

    def get(self, request: SignedIn, public_id: uuid.UUID) -> Response:
        """The same verdict and score that the brand sees, with your own private values."""
        creator = mine(request)
        campaign = get_object_or_404(queries.campaigns_to_explain(creator), public_id=public_id)
        return _explained(campaign, creator, queries.CREATOR)


class Runs(Endpoint):
    """The match runs of a campaign."""

    serializer_class = serializers.RunShown

    @extend_schema(responses=serializers.RunShown(many=True))
    def get(self, request: SignedIn, public_id: uuid.UUID) -> Response:
        """Members: the newest first."""
        return self.page(
            MatchRun.objects.filter(campaign=_campaign(request, public_id)).select_related("job", "campaign")
        )

    @extend_schema(request=None, responses={202: serializers.RunShown})
    def post(self, request: SignedIn, public_id: uuid.UUID) -> Response:
        """Owners and managers: compare the campaign with every creator again. One that waits already is answered."""
        run = runs.start(actor=request.user, campaign=_campaign(request, public_id))
        return accepted(serializers.RunShown(run).data, f"/api/v1/match-runs/{run.public_id}")


class OneRun(Endpoint):
    """One match run."""

    serializer_class = serializers.RunShown

    def get(self, request: SignedIn, public_id: uuid.UUID) -> Response:
        """How far it is."""
        seen = Q(campaign__in=queries.campaigns_to_match(request.user).values("pk"))
        if policies.sees_every_run(request.user):
            seen |= Q(campaign=None)
        run = get_object_or_404(MatchRun.objects.filter(seen).select_related("job", "campaign"), public_id=public_id)
        return Response(serializers.RunShown(run).data)


def _campaign(request: SignedIn, public_id: uuid.UUID) -> Campaign:
    """A campaign whose matches the person may see. Raises Http404 for every other."""
    return get_object_or_404(queries.campaigns_to_match(request.user), public_id=public_id)


def _explained(campaign: Campaign, creator: Creator, side: str) -> Response:
    found = queries.explain_match(campaign, creator, side)
    if found is None:
        raise Http404(_("This profile is not matched now."))
    pair = {"campaign": str(campaign.public_id), "creator": str(creator.public_id)}
    return Response(pair | found.as_json())
