"""For jurors: what they score, without names, and their own ballots; and for entrants what came of it."""

import uuid
from typing import Any

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.response import Response

from marketplace.accounts.api.request import SignedIn
from marketplace.cohorts.actions import ballots
from marketplace.cohorts.api.serializers import juries as serializers
from marketplace.cohorts.models import Candidate, Category, Jury
from marketplace.cohorts.queries.ballots import candidates_with_own_ballots, feedback_for, juries_of
from marketplace.cohorts.queries.cohorts import entries_of
from marketplace.core.api.endpoint import Endpoint
from marketplace.core.api.paging import CursorPages
from marketplace.core.errors import Invalid


class CodePages(CursorPages):
    """By code: any other order could tell who came first."""

    ordering = "code"


class MyJuries(Endpoint):
    """The juries you are asked to."""

    queryset = Jury.objects.none()
    serializer_class = serializers.JuryRow

    @extend_schema(responses=serializers.JuryRow(many=True))
    def get(self, request: SignedIn) -> Response:
        """Those that name the address you sign in with, those being prepared too."""
        return self.page(juries_of(request.user))


class MyJury(Endpoint):
    """One of them."""

    @extend_schema(responses=serializers.JuryShown)
    def get(self, request: SignedIn, public_id: uuid.UUID) -> Response:
        """What is scored and how; there once the scoring has opened."""
        return Response(serializers.JuryShown(_jury(request, public_id)).data)


class MyCandidates(Endpoint):
    """What you score."""

    queryset = Candidate.objects.none()
    serializer_class = serializers.CandidateRow
    pagination_class = CodePages

    @extend_schema(responses=serializers.CandidateRow(many=True))
    def get(self, request: SignedIn, public_id: uuid.UUID) -> Response:
        """By code, with your own ballots."""
        self.jury = _jury(request, public_id)
        return self.page(candidates_with_own_ballots(request.user).filter(jury=self.jury))

    def get_serializer_context(self) -> dict[str, Any]:
        return {**super().get_serializer_context(), "categories": self.jury.categories.all()}


class MyCandidate(Endpoint):
    """One candidate."""

    @extend_schema(responses=serializers.CandidateShown)
    def get(self, request: SignedIn, public_id: uuid.UUID) -> Response:
        """What they answered, and your own ballot. No name, channel or date where the jury is anonymous."""
        return _shown(request, public_id)


class MyBallot(Endpoint):
    """Your ballot about one candidate."""

    serializer_class = serializers.BallotGiven

    @extend_schema(responses=serializers.CandidateShown)
    def put(self, request: SignedIn, public_id: uuid.UUID) -> Response:
        """Give points, or other ones, until the jury is closed. Nobody else reads them before."""
        candidate, values = _found(request, public_id), self.valid()
        categories = _categories(candidate)
        if len(values["points"]) != len(categories):
            raise Invalid(
                {"points": [_("Give points in every category: there are %(count)s.") % {"count": len(categories)}]}
            )
        points = {one.pk: given for one, given in zip(categories, values["points"], strict=True)}
        ballots.score(actor=request.user, candidate=candidate, points=points, comment=values["comment"])
        return _shown(request, public_id)


class MyRecusal(Endpoint):
    """Not judging one of them."""

    serializer_class = serializers.Recused

    @extend_schema(responses=serializers.CandidateShown)
    def post(self, request: SignedIn, public_id: uuid.UUID) -> Response:
        """Say why: it counts neither for nor against them. Your points for them are forgotten."""
        ballots.recuse(actor=request.user, candidate=_found(request, public_id), **self.valid())
        return _shown(request, public_id)


class MyFeedback(Endpoint):
    """What the jury said of your entry."""

    @extend_schema(responses=serializers.FeedbackShown)
    def get(self, request: SignedIn, public_id: uuid.UUID) -> Response:
        """Entrants, once the jury is closed."""
        found = feedback_for(get_object_or_404(entries_of(request.user), public_id=public_id))
        if found is None:
            raise Http404
        means = [{"category": name, "mean": mean} for name, mean in found["means"]]
        return Response(serializers.FeedbackShown({**found, "means": means}).data)


def _jury(request: SignedIn, public_id: uuid.UUID) -> Jury:
    return get_object_or_404(juries_of(request.user).begun().prefetch_related("categories"), public_id=public_id)


def _found(request: SignedIn, public_id: uuid.UUID) -> Candidate:
    return get_object_or_404(candidates_with_own_ballots(request.user), public_id=public_id)


def _shown(request: SignedIn, public_id: uuid.UUID) -> Response:
    candidate = _found(request, public_id)
    context = {"categories": _categories(candidate)}
    return Response(serializers.CandidateShown(candidate, context=context).data)


def _categories(candidate: Candidate) -> list[Category]:
    return list(candidate.jury.categories.all())
