"""Is the process alive, and is it ready to serve?"""

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import DatabaseError, connection
from django.http import FileResponse, Http404, HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from redis import Redis, RedisError

from marketplace.core import jobs, pictures

#: A job that has been due for longer than this means that no worker is running.
BACKLOG_LIMIT_SECONDS = 300


@never_cache
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """The process answers."""
    return JsonResponse({"status": "ok"})


@never_cache
@require_safe
def readyz(request: HttpRequest) -> JsonResponse:
    """Database, broker and job backlog; 503 with the names of what is not well."""
    checks: dict[str, object] = {}
    failing = []
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        checks["database"] = "ok"
        checks["jobs"] = waiting = jobs.backlog()
        if waiting["oldest_due_seconds"] > BACKLOG_LIMIT_SECONDS:
            failing.append("jobs")
    except DatabaseError:
        failing.append("database")
    try:
        Redis.from_url(settings.REDIS_URL, socket_timeout=2).ping()
        checks["broker"] = "ok"
    except RedisError:
        failing.append("broker")
    status = {"status": "unready" if failing else "ready", "failing": failing, "checks": checks}
    return JsonResponse(status, status=503 if failing else 200)


@require_safe
def picture(request: HttpRequest, name: str) -> FileResponse:
    """One rendition of an uploaded picture. Its random name is the key; the file under it never changes."""
    path = f"{pictures.FOLDER}/{name[:2]}/{name}"
    try:
        file = default_storage.open(path)
    except FileNotFoundError as error:
        raise Http404 from error
    response = FileResponse(file, content_type="image/webp")
    response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
