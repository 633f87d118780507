"""The jury of a cohort, for those who run it: how many each juror has dealt with, and nothing of what they said before
the close."""

import uuid

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.response import Response

from marketplace.accounts.api.request import SignedIn
from marketplace.cohorts.actions import juries
from marketplace.cohorts.api.serializers import juries as serializers
from marketplace.cohorts.models import Juror, Jury
from marketplace.cohorts.policies import require_organiser
from marketplace.cohorts.queries.ballots import progress_of, result_of
from marketplace.cohorts.queries.cohorts import cohorts_run_by
from marketplace.core.api.endpoint import Endpoint, created


class CohortJury(Endpoint):
    """The jury of one cohort."""

    serializer_class = serializers.JuryPrepared

    @extend_schema(responses=serializers.JuryShown)
    def get(self, request: SignedIn, public_id: uuid.UUID) -> Response:
        """Those who run the cohort, and viewers of its brand."""
        return Response(serializers.JuryShown(_jury(request, public_id)).data)

    @extend_schema(responses=serializers.JuryShown)
    def put(self, request: SignedIn, public_id: uuid.UUID) -> Response:
        """Those who run it: write down what is scored and how, as often as wanted until the scoring opens."""
        cohort = get_object_or_404(cohorts_run_by(request.user), public_id=public_id)
        require_organiser(request.user, cohort.programme)
        values = self.valid()
        categories = [(one["name"], one["weight_bp"]) for one in values.pop("categories")]
        juries.prepare(actor=request.user, cohort=cohort, categories=categories, **values)
        return Response(serializers.JuryShown(_jury(request, public_id)).data)


class Jurors(Endpoint):
    """Who scores."""

    queryset = Juror.objects.none()
    serializer_class = serializers.JurorRow

    @extend_schema(responses=serializers.JurorRow(many=True))
    def get(self, request: SignedIn, public_id: uuid.UUID) -> Response:
        """Those who run the cohort, and viewers of its brand."""
        return self.page(progress_of(_jury(request, public_id)))

    @extend_schema(responses={201: serializers.JurorRow})
    def post(self, request: SignedIn, public_id: uuid.UUID) -> Response:
        """Those who run it: name one more, who is asked. Whether the address has an account is not told."""
        jury = _own_jury(request, public_id)
        made = juries.add_juror(actor=request.user, jury=jury, **self.valid())
        row = progress_of(jury).get(pk=made.pk)
        return created(serializers.JurorRow(row).data, f"/api/v1/cohorts/{public_id}/jury/jurors/{made.pk}")


class OneJuror(Endpoint):
    """One juror."""

    @extend_schema(responses={204: None})
    def delete(self, request: SignedIn, public_id: uuid.UUID, pk: int) -> Response:
        """Those who run it: they score no more, and the ballots they gave no longer count."""
        jury = _own_jury(request, public_id)
        juror = get_object_or_404(jury.jurors.filter(removed_at=None), pk=pk)
        juries.remove_juror(actor=request.user, juror=juror)
        return Response(status=204)


class JuryStep(Endpoint):
    """Opening the scoring, closing it."""

    word = "open"

    @extend_schema(request=None, responses=serializers.JuryShown)
    def post(self, request: SignedIn, public_id: uuid.UUID) -> Response:
        """Those who run it. Open: everybody who waits for a decision is scored under a code. Close: places come out."""
        juries.STEPS[self.word](actor=request.user, jury=_own_jury(request, public_id))
        return Response(serializers.JuryShown(_jury(request, public_id)).data)


class JuryResults(Endpoint):
    """The places."""

    serializer_class = serializers.ResultRow
    pagination_class = None

    @extend_schema(responses=serializers.ResultRow(many=True))
    def get(self, request: SignedIn, public_id: uuid.UUID) -> Response:
        """Those who run the cohort, and viewers of its brand: from the first on. Empty before the close."""
        return Response(serializers.ResultRow(result_of(_jury(request, public_id)), many=True).data)


def _jury(request: SignedIn, public_id: uuid.UUID) -> Jury:
    """The jury of a cohort whose inside the person may see."""
    cohorts = cohorts_run_by(request.user).filter(public_id=public_id)
    rows = Jury.objects.select_related("cohort__programme__brand").prefetch_related("categories")
    return get_object_or_404(rows, cohort__in=cohorts.order_by().values("pk"))


def _own_jury(request: SignedIn, public_id: uuid.UUID) -> Jury:
    """The same for those who may act: what they see and may not change is refused before anything is read."""
    jury = _jury(request, public_id)
    require_organiser(request.user, jury.cohort.programme)
    return jury
