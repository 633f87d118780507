"""Every refusal of the API as a problem document (RFC 9457)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.core.exceptions import (
    NON_FIELD_ERRORS,
    PermissionDenied,
    RequestDataTooBig,
    SuspiciousOperation,
)
from django.core.exceptions import ValidationError as DjangoValidationError
from django.core.signals import got_request_exception
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework import exceptions
from rest_framework.request import Request
from rest_framework.response import Response

from marketplace.core.errors import DomainError, Invalid

MEDIA_TYPE = "application/problem+json"
TITLES = {
    400: gettext_lazy("The request cannot be read"),
    401: gettext_lazy("Sign in first"),
    403: gettext_lazy("Not allowed"),
    404: gettext_lazy("Not found"),
    405: gettext_lazy("This address does not take that method"),
    406: gettext_lazy("The answer cannot be given in that form"),
    409: gettext_lazy("Not possible now"),
    413: gettext_lazy("Too much was sent at once"),
    415: gettext_lazy("The request has a form that is not read here"),
    422: gettext_lazy("Some of what was sent is not valid"),
    429: gettext_lazy("Too many requests"),
    500: gettext_lazy("Something went wrong on our side"),
}


class BadParameter(Invalid):
    """A parameter of the address is wrong; `errors` maps each parameter to its messages."""


@dataclass
class Problem:
    """One refusal, before it is written out."""

    status: int
    code: str
    detail: str
    errors: list[dict[str, str]] = field(default_factory=list)
    headers: dict[str, str] = field(default_factory=dict)

    def document(self, request: Request) -> dict[str, Any]:
        """The members of RFC 9457, then ours: `code` to decide by, `errors` to show beside each field."""
        address = reverse("api:problem", args=[self.code])
        members: dict[str, Any] = {
            "type": request.build_absolute_uri(address),
            "title": str(TITLES.get(self.status, TITLES[500])),
            "status": self.status,
            "detail": self.detail,
            "instance": request.path,
            "code": self.code,
        }
        return members | ({"errors": self.errors} if self.errors else {})


def handle(error: Exception, context: Mapping[str, Any]) -> Response | None:
    """REST framework's exception handler. An error nobody foresaw is reported, then answered without its details."""
    problem = problem_of(error)
    if problem is None:
        if settings.DEBUG:
            return None
        got_request_exception.send(sender=None, request=context["request"]._request)
        problem = Problem(500, "internal", _("We have been told of it. Please try again later."))
    document = problem.document(context["request"])
    return Response(document, status=problem.status, headers=problem.headers, content_type=MEDIA_TYPE)


def problem_of(error: Exception) -> Problem | None:
    """The problem an exception stands for, or None if it is not a refusal but a fault of ours."""
    if isinstance(error, DomainError):
        return _of_domain(error)
    if isinstance(error, DjangoValidationError):
        error = Invalid(error.message_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.messages})
        return _of_domain(error)
    if isinstance(error, RequestDataTooBig):
        return Problem(413, "too-large", _("The request is larger than this address accepts."))
    if isinstance(error, SuspiciousOperation):
        return Problem(400, "malformed", _("The request cannot be read."))
    if isinstance(error, Http404):
        error = exceptions.NotFound()
    elif isinstance(error, PermissionDenied):
        error = exceptions.PermissionDenied()
    return _of_framework(error) if isinstance(error, exceptions.APIException) else None


def _of_domain(error: DomainError) -> Problem:
    place = "parameter" if isinstance(error, BadParameter) else "pointer"
    if isinstance(error, Invalid):
        named = [(name, text) for name, texts in error.errors.items() for text in texts]
    else:
        named = [(error.field, error.message)] if error.field else []
    errors = [{place: name if place == "parameter" else pointer(name), "detail": text} for name, text in named]
    return Problem(error.status, error.code, error.message, errors)


def _of_framework(error: exceptions.APIException) -> Problem:
    headers = {}
    if getattr(error, "auth_header", None):
        headers["WWW-Authenticate"] = error.auth_header  # type: ignore[attr-defined]
    if getattr(error, "wait", None):
        headers["Retry-After"] = str(int(error.wait))  # type: ignore[attr-defined]
    if isinstance(error, exceptions.ValidationError):
        errors = [{"pointer": where, "detail": str(what), "code": _kebab(what.code)} for where, what in leaves(error)]
        detail = errors[0]["detail"] if errors else _("Some of what was sent is not valid.")
        return Problem(422, "invalid", detail, errors, headers)
    code = error.get_codes()
    code = code if isinstance(code, str) else error.default_code
    return Problem(error.status_code, _kebab(code), str(error.detail), [], headers)


def leaves(error: exceptions.ValidationError) -> Iterator[tuple[str, exceptions.ErrorDetail]]:
    """Every single message of a validation error with the JSON pointer to what it is about."""
    yield from _leaves(error.detail, [])


def _leaves(detail: Any, path: list[str]) -> Iterator[tuple[str, exceptions.ErrorDetail]]:
    if isinstance(detail, Mapping):
        for name, inner in detail.items():
            yield from _leaves(inner, path if name in ("non_field_errors", NON_FIELD_ERRORS) else [*path, str(name)])
    elif isinstance(detail, Sequence) and not isinstance(detail, str):
        for position, inner in enumerate(detail):
            nested = isinstance(inner, Mapping | list)
            yield from _leaves(inner, [*path, str(position)] if nested else path)
    else:
        yield pointer("/".join(path)), detail


def pointer(name: str) -> str:
    """A field's name, dotted or slashed, as the fragment form of a JSON pointer; the whole document is "#"."""
    name = "" if name in ("non_field_errors", NON_FIELD_ERRORS) else name.replace(".", "/")
    return f"#/{name}" if name else "#"


def _kebab(code: str | None) -> str:
    return (code or "invalid").replace("_", "-")
