"""The base of every view of the API."""

from typing import Any

from django.http import HttpResponseBase
from django.utils.cache import get_conditional_response, patch_vary_headers, set_response_etag
from django.utils.translation import get_language
from rest_framework.exceptions import APIException
from rest_framework.generics import GenericAPIView
from rest_framework.request import Request
from rest_framework.response import Response

from marketplace.core.api import idempotency, language, rates


class Endpoint(GenericAPIView):
    """One address. Views define `get`, `post`, `patch`, `delete`; each is a thin door to a query or an action.

    Refusals become problems, requests are counted before they are judged, a POST with an Idempotency-Key is done
    once, and a GET whose answer the client already has is answered 304.
    """

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Language, authentication, rates, permissions: in this order, so that a refused request counts too."""
        language.speak(request)
        self.format_kwarg = None
        request.version, request.versioning_scheme = None, None
        request.accepted_renderer, request.accepted_media_type = self.perform_content_negotiation(request)
        try:
            self.perform_authentication(request)
        except APIException:
            self.check_throttles(request)
            raise
        language.speak(request, getattr(request.user, "language", ""))
        self.check_throttles(request)
        self.check_permissions(request)
        handler = getattr(self, "post", None)
        if request.method == "POST" and handler:
            setattr(self, "post", idempotency.once(handler, self.handle_exception))  # noqa: B010

    def finalize_response(self, request: Request, response: Response, *args: Any, **kwargs: Any) -> Response:
        response = super().finalize_response(request, response, *args, **kwargs)
        rates.tell(request, response)
        response["Content-Language"] = get_language() or language.DEFAULT
        response.setdefault("Cache-Control", "private, no-cache")
        patch_vary_headers(response, ["Accept-Language", "Authorization", "Cookie"])
        if request.method in ("GET", "HEAD") and response.status_code == 200 and isinstance(response, Response):
            response.add_post_render_callback(lambda rendered: _unless_known(request, rendered))
        return response

    def page(self, queryset: Any, serializer: Any = None) -> Response:
        """One page of a queryset, filtered if the view sets `filter_backends = [Filters]` and a `filterset_class`."""
        rows = self.paginate_queryset(self.filter_queryset(queryset))
        chosen = serializer or self.get_serializer_class()
        return self.get_paginated_response(chosen(rows, many=True, context=self.get_serializer_context()).data)

    def valid(self, serializer: Any = None, **options: Any) -> dict[str, Any]:
        """The checked input. Raises ValidationError, which becomes a problem with a pointer for each field."""
        chosen = serializer or self.get_serializer_class()
        read = chosen(data=self.request.data, context=self.get_serializer_context(), **options)
        read.is_valid(raise_exception=True)
        return read.validated_data


def _unless_known(request: Request, response: Response) -> HttpResponseBase | None:
    set_response_etag(response)
    known = get_conditional_response(request._request, etag=response["ETag"], response=response)
    return known if known is not response else None


def created(data: Any, location: str) -> Response:
    """201 with the address of what was made."""
    return Response(data, status=201, headers={"Location": location})


def accepted(data: Any, location: str) -> Response:
    """202 with the address where progress can be asked for."""
    return Response(data, status=202, headers={"Location": location})
