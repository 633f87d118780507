"""The addresses of the API that belong to no resource: its index, its description, its problems, and all the rest."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe
from drf_spectacular.renderers import OpenApiJsonRenderer, OpenApiYamlRenderer
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiResponse, extend_schema
from drf_spectacular.views import SpectacularAPIView
from rest_framework.exceptions import NotFound
from rest_framework.permissions import AllowAny
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from marketplace.core.api.endpoint import Endpoint
from marketplace.core.errors import DomainError, kebab

ANY_OBJECT = OpenApiResponse(OpenApiTypes.OBJECT)


class Index(Endpoint):
    """Where to start."""

    permission_classes = [AllowAny]

    @extend_schema(responses=ANY_OBJECT)
    def get(self, request: Request) -> Response:
        """The addresses of the documentation."""
        names = {"documentation": "api:docs", "schema": "api:schema"}
        return Response({word: request.build_absolute_uri(reverse(name)) for word, name in names.items()})


class Schema(Endpoint, SpectacularAPIView):
    """The OpenAPI 3.1 description."""

    permission_classes = [AllowAny]
    renderer_classes = [OpenApiJsonRenderer, OpenApiYamlRenderer, JSONRenderer]
    throttle_classes = Endpoint.throttle_classes

    @extend_schema(exclude=True)
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return self._get_schema_response(request)


@require_safe
def docs(request: HttpRequest) -> HttpResponse:
    """The description as a page on which requests can be tried out."""
    return render(request, "core/api_docs.html")


class Problems(Endpoint):
    """What the `type` of a problem document points to."""

    permission_classes = [AllowAny]

    @extend_schema(responses=ANY_OBJECT)
    def get(self, request: Request, code: str) -> Response:
        """Say what a kind of problem means."""
        for kind in _kinds(DomainError):
            if kebab(kind.__name__) == code:
                return Response({"code": code, "status": kind.status, "meaning": (kind.__doc__ or "").strip()})
        return Response({"code": code, "meaning": "A problem of HTTP itself; its status says all there is to say."})


def _kinds(kind: type[DomainError]) -> Iterator[type[DomainError]]:
    for inner in kind.__subclasses__():
        yield inner
        yield from _kinds(inner)


class Unknown(Endpoint):
    """Every address below /api/v1/ that is not one of ours."""

    permission_classes = [AllowAny]
    schema = None

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        raise NotFound
