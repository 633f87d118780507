"""Fairness, for anybody."""

import datetime

from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response

from marketplace.core.api.endpoint import Endpoint
from marketplace.exposure import queries
from marketplace.exposure.api import serializers
from marketplace.exposure.models import FairnessParameters
from marketplace.exposure.queries.parameters import in_force


class Fairness(Endpoint):
    """The newest month."""

    permission_classes = [AllowAny]
    serializer_class = serializers.MonthShown

    def get(self, request: Request) -> Response:
        """Anybody: the fairness figures of the newest month that was counted."""
        return _shown(None)


class FairnessOfMonth(Endpoint):
    """One month."""

    permission_classes = [AllowAny]
    serializer_class = serializers.MonthShown

    def get(self, request: Request, year: int, month: int) -> Response:
        """Anybody: the fairness figures of one month."""
        try:
            return _shown(datetime.date(year, month, 1))
        except (ValueError, OverflowError):
            raise Http404 from None


class Parameters(Endpoint):
    """How the fair order is set."""

    permission_classes = [AllowAny]
    serializer_class = serializers.ParametersShown
    pagination_class = None

    @extend_schema(responses=serializers.ParametersShown(many=True))
    def get(self, request: Request) -> Response:
        """Anybody: the parameters in force first, then every setting before with its reason."""
        stored = list(FairnessParameters.objects.all())
        return Response(serializers.ParametersShown(stored or [in_force()], many=True).data)


def _shown(month: datetime.date | None) -> Response:
    found = queries.month_figures(month)
    if found is None:
        raise Http404
    return Response(serializers.MonthShown(found).data)
