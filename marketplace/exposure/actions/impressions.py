"""Keeping what was shown: one statement a page, after the answer has gone out."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.utils import timezone
from rest_framework.request import Request

from marketplace.core.after import after_answer
from marketplace.exposure.enums import Looker, Order, Surface
from marketplace.exposure.models import Impression


@dataclass(frozen=True)
class Shown:
    """A pair as it stood on the list; see `Impression` for the fields. `slot` is given by the page."""

    campaign: int
    creator: int
    person: int | None
    tier: int
    outcome: int
    score: int
    parts: Sequence[int]
    position: int
    propensity_bp: int = 10_000
    epoch: int | None = None
    run: int | None = None


@dataclass(frozen=True)
class List:
    """What all pairs of a page have in common."""

    side: Looker
    order: Order
    surface: Surface = Surface.PAGE
    is_narrowed: bool = False
    policy: int = 0
    parameters: int = 0
    pairs: Sequence[Shown] = field(default_factory=list)


def keep_after(request: HttpRequest | Request, shown: List) -> None:
    """Log a page of pairs once it has been sent. Staff at work, browsers that fetch ahead and questions without a body
    show nobody to anybody, so they are not logged."""
    ahead = request.headers.get("Sec-Purpose", request.headers.get("Purpose", ""))
    person: Any = request.user
    if not shown.pairs or request.method != "GET" or "prefetch" in ahead or not person.pk or person.is_staff:
        return
    viewer, at = person.pk, timezone.now()
    # The API wraps the request that the server closes.
    served = getattr(request, "_request", request)
    after_answer(served, lambda: keep(viewer=viewer, shown=shown, at=at))


def keep(*, viewer: int, shown: List, at: datetime) -> None:
    """Add the pairs of one page. Those the viewer was shown by this side in the same clock hour are left out: the same
    pair counts once an hour."""
    hour = int(at.timestamp()) // 3600
    common = {"viewer_id": viewer, "at": at, "hour": hour, "side": shown.side, "surface": shown.surface,
              "order": shown.order, "is_narrowed": shown.is_narrowed, "policy": shown.policy,
              "parameters": shown.parameters}  # fmt: skip
    rows = [
        Impression(
            campaign_id=pair.campaign,
            creator_id=pair.creator,
            person_id=pair.person,
            tier=pair.tier,
            outcome=pair.outcome,
            score=pair.score,
            parts=list(pair.parts),
            position=pair.position,
            slot=slot,
            propensity_bp=pair.propensity_bp,
            epoch=pair.epoch,
            run=pair.run,
            **common,
        )
        for slot, pair in enumerate(shown.pairs, start=1)
    ]
    Impression.objects.bulk_create(rows, ignore_conflicts=True)
