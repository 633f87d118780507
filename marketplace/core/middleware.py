"""A request's id in its logs and answer, and refusals shown as a page."""

import re
import uuid
from collections.abc import Callable

import structlog
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme

from marketplace.core.errors import DomainError

ACCEPTED_ID = re.compile(r"[A-Za-z0-9._-]{8,64}")
GetResponse = Callable[[HttpRequest], HttpResponse]


class RequestId:
    """Bind an id to every log line of a request and return it as X-Request-ID (a proxy's own id is kept)."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        given = request.headers.get("X-Request-ID", "")
        request_id = given if ACCEPTED_ID.fullmatch(given) else uuid.uuid4().hex
        with structlog.contextvars.bound_contextvars(request_id=request_id):
            response = self.get_response(request)
        response.headers["X-Request-ID"] = request_id
        return response


class DomainErrors:
    """Show a refusal that a view let through: back on the page it came from, or as a page of its own."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, DomainError):
            return None
        back = request.headers.get("Referer", "")
        came_from_us = url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure())
        if request.method == "POST" and came_from_us and not request.headers.get("HX-Request"):
            messages.error(request, error.message)
            return redirect(back)
        return render(request, "core/refused.html", {"error": error}, status=error.status)
