"""Is the process alive, and is it ready to serve?"""

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from redis import Redis, RedisError

from marketplace.core import jobs

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
