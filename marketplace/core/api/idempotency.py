"""A request that is sent twice is done once: `Idempotency-Key` on every POST.

The answer is stored in the transaction that does the work, and "in flight" is a lock that dies with its transaction:
whatever is killed, whenever, either both are there or neither.
"""

import hashlib
import json
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from marketplace.core import jobs
from marketplace.core.api.problems import problem_of
from marketplace.core.errors import DomainError
from marketplace.core.models import IdempotencyKey

FORGET = jobs.declare("core.forget_kept_answers")
KEPT = timedelta(hours=24)
#: Refusals about the form of a request are not kept: mend it and send it again with the same key.
NOT_KEPT = {400, 401, 413, 415, 422, 429}
KEPT_HEADERS = ("Location", "Retry-After")
WELL_FORMED = re.compile(r"[\x21-\x7e]{1,255}")
Handler = Callable[..., Response]


class MalformedKey(DomainError):
    """An Idempotency-Key is 1 to 255 visible ASCII characters."""

    status = 400


class KeyReused(DomainError):
    """This key was used for another request."""

    status = 422


class KeyInFlight(DomainError):
    """The first request with this key is still being worked on."""


def once(handler: Handler, handle_exception: Callable[[Exception], Response]) -> Handler:
    """Wrap the POST handler of a view: with a key in the request, the work behind it is done at most once."""

    def post(request: Request, *args: Any, **kwargs: Any) -> Response:
        key = request.headers.get("Idempotency-Key", "")
        person_id = request.user.pk
        if not key or person_id is None:
            return handler(request, *args, **kwargs)
        if not WELL_FORMED.fullmatch(key):
            raise MalformedKey(_("Write an Idempotency-Key of 1 to 255 visible ASCII characters."))
        fingerprint = _fingerprint(request)
        with transaction.atomic():
            _lock(person_id, key)
            kept = IdempotencyKey.objects.filter(person_id=person_id, key=key, created_at__gt=timezone.now() - KEPT)
            answer = kept.first()
            if answer is not None:
                return _again(answer, fingerprint)
            response = _work(handler, handle_exception, request, *args, **kwargs)
            if response.status_code not in NOT_KEPT:
                _keep(person_id, key, fingerprint, response)
        return response

    return post


def _work(
    handler: Handler, handle_exception: Callable[[Exception], Response], request: Request, *args: Any, **kwargs: Any
) -> Response:
    """Do the work; a refusal undoes it and becomes an answer like any other, a fault of ours undoes everything."""
    try:
        with transaction.atomic():
            return handler(request, *args, **kwargs)
    except Exception as error:
        if problem_of(error) is None:
            raise
        return handle_exception(error)


def _lock(person_id: int, key: str) -> None:
    with connection.cursor() as cursor:
        name = f"idempotency:{person_id}:{key}"
        cursor.execute("SELECT pg_try_advisory_xact_lock(hashtextextended(%s, 0))", [name])
        if not cursor.fetchone()[0]:
            raise KeyInFlight(_("The first request with this Idempotency-Key is not finished. Ask again in a moment."))


def _again(answer: IdempotencyKey, fingerprint: str) -> Response:
    if answer.fingerprint != fingerprint:
        raise KeyReused(_("This Idempotency-Key was already used with another request. Use a new key."))
    headers = {**answer.headers, "Idempotent-Replayed": "true"}
    content_type = headers.pop("Content-Type", None)
    return Response(answer.body, status=answer.status, headers=headers, content_type=content_type)


def _keep(person_id: int, key: str, fingerprint: str, response: Response) -> None:
    headers = {name: response[name] for name in KEPT_HEADERS if response.has_header(name)}
    if response.content_type:
        headers["Content-Type"] = response.content_type
    data = getattr(response, "data_to_keep", response.data)
    body = None if data is None else json.loads(JSONRenderer().render(data))
    IdempotencyKey.objects.update_or_create(
        person_id=person_id,
        key=key,
        defaults={
            "fingerprint": fingerprint,
            "status": response.status_code,
            "body": body,
            "headers": headers,
            "created_at": timezone.now(),
        },
    )


def _fingerprint(request: Request) -> str:
    """What the request says, whatever its spacing or multipart boundary."""
    digest = hashlib.sha256(f"{request.method} {request.get_full_path()}\n".encode())
    if hasattr(request.data, "lists"):
        for name, values in sorted(request.data.lists()):
            for value in values:
                digest.update(f"{name}=".encode() + _content(value) + b"\n")
    else:
        digest.update(json.dumps(request.data, sort_keys=True, default=str).encode())
    return digest.hexdigest()


def _content(value: Any) -> bytes:
    if not isinstance(value, UploadedFile):
        return str(value).encode()
    file_digest = hashlib.sha256()
    for chunk in value.chunks():
        file_digest.update(chunk)
    value.seek(0)
    return file_digest.digest()


def forget_old() -> int:
    """Remove the answers that are no longer kept; return how many."""
    return IdempotencyKey.objects.filter(created_at__lte=timezone.now() - KEPT).delete()[0]
