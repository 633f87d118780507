"""The stored matches of a campaign: filtered, sorted, page by page."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import reduce
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Coalesce

from brands.enums import BrandState
from brands.models import Campaign
from brands.models.campaign import CampaignQuerySet
from creators.queries import discoverable
from marketplace.core.models import JobState
from marketplace.eligibility.outcomes import Outcome
from marketplace.matching import policies
from marketplace.matching.engine import PARTS, points
from marketplace.matching.engine.cohorts import TIERS
from marketplace.matching.engine.sentences import label
from marketplace.matching.models import CampaignResult, Match, MatchRun, RunShard

A_PAGE = 24
#: Those kept only because they are in contact come after the ranked.
AFTER_ALL = 100_000
#: What a list can be sorted by: the columns, the best first.
SORTS = {"rank": ("place",), "score": ("-score", "place"), "name": ("creator__display_name", "place")}
OUTCOMES = {outcome.name.lower(): outcome for outcome in (Outcome.PASS, Outcome.REVIEW, Outcome.UNKNOWN, Outcome.FAIL)}


@dataclass(frozen=True)
class Page:
    """Some matches, and the cursor of those that follow ("" at the end)."""

    matches: list[Match]
    next: str


def campaigns_to_match(person: Any) -> CampaignQuerySet:
    """The campaigns whose matches this person may see: their active brands' own, or any for staff."""
    if getattr(person, "is_authenticated", False) and policies.sees_every_campaign(person):
        return Campaign.objects.all()
    return Campaign.objects.run_by(person).filter(brand__state=BrandState.ACTIVE)


def matches_for_campaign(actor: Any, campaign: Campaign, filters: Mapping[str, Any] | None = None) -> QuerySet[Match]:
    """The stored matches of a campaign, if the actor may see them (else none). `filters` may name: outcome, platform,
    tier, country, min_score (of 100), verified, unclaimed."""
    visible = Match.objects.filter(campaign=campaign, campaign__in=campaigns_to_match(actor))
    # Whoever has left the market is out of sight at once, before the job that clears the list has run.
    rows = visible.filter(creator__in=discoverable()).annotate(
        place=Coalesce(F("rank"), Value(AFTER_ALL) + F("creator"))
    )
    return narrowed(rows, filters or {}).select_related("creator", "channel__platform")


def narrowed(rows: QuerySet[Match], filters: Mapping[str, Any]) -> QuerySet[Match]:
    """Those of some matches that the filters of `matches_for_campaign` name."""
    if filters.get("outcome") in OUTCOMES:
        rows = rows.filter(outcome=OUTCOMES[filters["outcome"]])
    if filters.get("platform"):
        rows = rows.filter(channel__platform__code=filters["platform"])
    if filters.get("tier") in TIERS:
        rows = rows.filter(tier=TIERS.index(filters["tier"]))
    if country := filters.get("country"):
        rows = rows.filter(Q(channel__country=country) | Q(channel__country="", creator__home_country=country))
    if filters.get("min_score"):
        rows = rows.filter(score__gte=int(filters["min_score"]) * 100)
    if filters.get("verified"):
        rows = rows.filter(channel__ownership="proven")
    if filters.get("unclaimed") == "no":
        rows = rows.filter(creator__person__isnull=False)
    if filters.get("unclaimed") == "only":
        rows = rows.filter(creator__person__isnull=True)
    return rows


def page_of(rows: QuerySet[Match], sort: str = "rank", after: str = "", size: int = A_PAGE) -> Page:
    """The page behind a cursor; a cursor that is none begins again. The places of rows decide, so a list that changes
    between two pages neither repeats nor loses a row that stays where it is."""
    order = SORTS.get(sort, SORTS["rank"])
    found = list(_behind(rows, order, _decoded(after, len(order))).order_by(*order)[: size + 1])
    more = len(found) > size
    return Page(found[:size], _encoded(found[size - 1], order) if more else "")


def _behind(rows: QuerySet[Match], order: tuple[str, ...], mark: list[Any] | None) -> QuerySet[Match]:
    if mark is None:
        return rows
    behind, same = Q(), Q()
    for name, value in zip(order, mark, strict=True):
        column = name.lstrip("-")
        step = f"{column}__lt" if name.startswith("-") else f"{column}__gt"
        behind |= same & Q(**{step: value})
        same &= Q(**{column: value})
    return rows.filter(behind)


def _encoded(match: Match, order: tuple[str, ...]) -> str:
    values = [reduce(getattr, name.lstrip("-").split("__"), match) for name in order]
    return base64.urlsafe_b64encode(json.dumps(values).encode()).decode().rstrip("=")


def _decoded(cursor: str, length: int) -> list[Any] | None:
    try:
        values = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (binascii.Error, ValueError):
        return None
    is_mark = isinstance(values, list) and len(values) == length and all(isinstance(v, int | str) for v in values)
    return values if is_mark else None


def parts_of(match: Match, campaign: Campaign) -> list[dict[str, Any]]:
    """A stored match's parts as `score_bar` shows them."""
    weights = [int(campaign.weights.get(part, 0)) for part in PARTS]
    shares = points(match.parts, weights)
    return [
        {"code": code, "label": label(code), "points": share, "weight": weight}
        for code, share, weight in zip(PARTS, shares, weights, strict=True)
    ]


def result_of(campaign: Campaign) -> CampaignResult | None:
    """The counts of a campaign, once it was run."""
    return CampaignResult.objects.select_related("epoch").filter(campaign=campaign, epoch__isnull=False).first()


def run_under_way(campaign: Campaign) -> MatchRun | None:
    """The run that will bring this campaign's results, if one is waiting or running."""
    covering = Q(campaign=campaign) | Q(campaign=None)
    stuck = RunShard.objects.filter(run=OuterRef("pk"), job__state=JobState.DEAD)
    found = MatchRun.objects.unfinished().filter(covering).exclude(job__state=JobState.DEAD).exclude(Exists(stuck))
    return found.select_related("job").first()
