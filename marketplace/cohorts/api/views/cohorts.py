"""Cohorts for everybody, and for those who run them: making one, changing it, taking it through its states."""

import uuid

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.permissions import IsAuthenticatedOrReadOnly
from rest_framework.request import Request
from rest_framework.response import Response

from marketplace.accounts.api.permissions import HasScope, MayChangeThings
from marketplace.accounts.api.request import SignedIn
from marketplace.cohorts.actions import cohorts
from marketplace.cohorts.api.serializers import cohorts as serializers
from marketplace.cohorts.models import Cohort
from marketplace.cohorts.policies import require_organiser
from marketplace.cohorts.queries.cohorts import (
    cohorts_read_by,
    cohorts_run_by,
    programmes_read_by,
    programmes_run_by,
)
from marketplace.core.api.endpoint import Endpoint, created

READ_BY_ALL = [IsAuthenticatedOrReadOnly, HasScope, MayChangeThings]


class ProgrammeCohorts(Endpoint):
    """The cohorts of one programme."""

    permission_classes = READ_BY_ALL
    serializer_class = serializers.CohortRow

    @extend_schema(responses=serializers.CohortRow(many=True))
    def get(self, request: Request, slug: str) -> Response:
        """Anybody; those for pupils are not for brands. Drafts come to those who run the programme."""
        programme = get_object_or_404(programmes_read_by(request.user), slug=slug)
        return self.page(cohorts_read_by(request.user).filter(programme=programme))

    @extend_schema(request=serializers.CohortWritten, responses={201: serializers.CohortRow})
    def post(self, request: SignedIn, slug: str) -> Response:
        """Those who run the programme: a draft, which nobody else sees before it is opened."""
        programme = get_object_or_404(programmes_run_by(request.user), slug=slug)
        require_organiser(request.user, programme)
        values = self.valid(serializers.CohortWritten)
        made = cohorts.create(actor=request.user, programme=programme, **values)
        return created(serializers.CohortRow(made).data, f"/api/v1/cohorts/{made.public_id}")


class OneCohort(Endpoint):
    """One cohort."""

    permission_classes = READ_BY_ALL
    serializer_class = serializers.CohortWritten

    @extend_schema(responses=serializers.CohortRow)
    def get(self, request: Request, public_id: uuid.UUID) -> Response:
        """Its days, seats and weeks. Drafts are found by those who run them."""
        found = get_object_or_404(cohorts_read_by(request.user), public_id=public_id)
        return Response(serializers.CohortRow(found).data)

    @extend_schema(responses=serializers.CohortRow)
    def patch(self, request: SignedIn, public_id: uuid.UUID) -> Response:
        """Those who run it: change what is sent. What people rely on stays; more seats go to those who wait."""
        cohort = _own(request, public_id)
        changed = cohorts.update(actor=request.user, cohort=cohort, **self.valid(partial=True))
        return Response(serializers.CohortRow(changed).data)


class CohortMove(Endpoint):
    """Taking a cohort through its states: `open`, `close`, `start`, `finish`, `cancel`."""

    serializer_class = serializers.WhyMoved
    word = "start"

    @extend_schema(responses=serializers.CohortRow)
    def post(self, request: SignedIn, public_id: uuid.UUID) -> Response:
        """Those who run it. Whoever still waits when it moves on is told why."""
        cohort = _own(request, public_id)
        moved = cohorts.STEPS[self.word](actor=request.user, cohort=cohort, **self.valid())
        return Response(serializers.CohortRow(moved).data)


class CohortStep(CohortMove):
    """The states that nobody is turned away by."""

    @extend_schema(request=None, responses=serializers.CohortRow)
    def post(self, request: SignedIn, public_id: uuid.UUID) -> Response:
        """Those who run it."""
        moved = cohorts.STEPS[self.word](actor=request.user, cohort=_own(request, public_id))
        return Response(serializers.CohortRow(moved).data)


def _own(request: SignedIn, public_id: uuid.UUID) -> Cohort:
    """One whose inside the person sees, for those who may act: viewers are refused before anything is read."""
    cohort = get_object_or_404(cohorts_run_by(request.user), public_id=public_id)
    require_organiser(request.user, cohort.programme)
    return cohort
