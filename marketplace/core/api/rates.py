"""How many requests a minute: one share for each person, one for each of their keys, one for each stranger."""

from __future__ import annotations

import math
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import structlog
from django.conf import settings
from django.core.cache import cache
from redis import RedisError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.throttling import BaseThrottle

if TYPE_CHECKING:
    # REST framework's views import this module by its name in the settings.
    from rest_framework.views import APIView

log = structlog.get_logger(__name__)
WINDOW_SECONDS = 60


@dataclass
class Share:
    """What one requester has left of a share in this window."""

    name: str
    limit: int
    used: int
    reset: int

    @property
    def left(self) -> int:
        return max(0, self.limit - self.used)


class FairShares(BaseThrottle):
    """Counts in the cache, by the minute. If the cache is away, requests are served rather than refused."""

    def allow_request(self, request: Request, view: APIView) -> bool:
        try:
            self.shares = [self._take(name, who) for name, who in self._requesters(request)]
        except RedisError:
            log.exception("rates_not_counted")
            return True
        request.shares = self.shares  # type: ignore[attr-defined]
        return all(share.used <= share.limit for share in self.shares)

    def wait(self) -> float:
        return max(share.reset for share in self.shares if share.used > share.limit)

    def _requesters(self, request: Request) -> list[tuple[str, str]]:
        if not (request.user and request.user.is_authenticated):
            return [("anonymous", self.get_ident(request))]
        person = ("person", str(request.user.pk))
        return [("key", str(request.auth.pk)), person] if request.auth else [person]

    @staticmethod
    def _take(name: str, who: str) -> Share:
        now = time.time()
        window = int(now // WINDOW_SECONDS)
        place = f"api-rate:{name}:{who}:{window}"
        cache.add(place, 0, WINDOW_SECONDS * 2)
        used = cache.incr(place)
        return Share(name, settings.API_RATES[name], used, math.ceil((window + 1) * WINDOW_SECONDS - now))


def tell(request: Request, response: Response) -> None:
    """Say in the answer what is left (the RateLimit header fields)."""
    shares: list[Share] = getattr(request, "shares", [])
    if shares:
        policies = [f'"{share.name}";q={share.limit};w={WINDOW_SECONDS}' for share in shares]
        response["RateLimit-Policy"] = ", ".join(policies)
        response["RateLimit"] = ", ".join(f'"{share.name}";r={share.left};t={share.reset}' for share in shares)
