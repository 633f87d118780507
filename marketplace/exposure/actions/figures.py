"""The fairness figures of one month, counted and stored.

Impressions are those of brands. Eligible are creators who fit at least one published campaign at the time of
counting; only profiles with an owner can fit, so each is one person. Sizes are those of the moment a creator was shown,
and of now for contacts. Fewer than five are not told (null).
"""

import datetime
from collections import Counter, defaultdict
from typing import Any

import numpy as np
from django.db.models import Count, QuerySet, Sum

from marketplace.deals.enums import ContactKind, ContactState
from marketplace.deals.models import Contact
from marketplace.exposure.engine import gini_bp, shares_bp, told
from marketplace.exposure.engine.measures import LEAST_TOLD
from marketplace.exposure.enums import Tier
from marketplace.exposure.models import Impression, MonthFigures
from marketplace.exposure.providers import Market, market
from marketplace.exposure.queries.parameters import in_force

#: The rules that keep out most: so many are named.
NAMED = 10
Counts = dict[str, int]
TIERS = [tier.name.lower() for tier in Tier]


def write(month: datetime.date, until: datetime.date) -> MonthFigures:
    """Count the days of `month` (its first day) before `until` (exclusive) and store the figures, in place of those
    counted before."""
    end = min(until, _next(month))
    span = (_midnight(month), _midnight(end))
    now = market(in_force().minimum_score)
    figures = {
        **_exposure(span, now),
        "invitations": _by_size(_contacts(span, "created_at").filter(kind=ContactKind.INVITATION), now),
        "deals": _by_size(_agreed(span), now),
        "pay": _pay(_agreed(span), now),
        "excluded": _excluded(now),
    }
    row, _made = MonthFigures.objects.update_or_create(month=month, defaults={"counted_until": end, "figures": figures})
    return row


def _next(month: datetime.date) -> datetime.date:
    return (month.replace(day=1) + datetime.timedelta(days=32)).replace(day=1)


def _midnight(day: datetime.date) -> datetime.datetime:
    return datetime.datetime.combine(day, datetime.time(), datetime.UTC)


def _exposure(span: tuple[datetime.datetime, ...], now: Market) -> dict[str, Any]:
    """Who was shown, among all and among the eligible."""
    seen = Impression.objects.of_creators().filter(at__gte=span[0], at__lt=span[1]).order_by()
    by_tier = dict.fromkeys(TIERS, 0)
    for tier, times in seen.values_list("tier").annotate(Count("pk")):
        by_tier[TIERS[tier]] = times
    fits = now.campaigns > 0
    eligible = now.creators[fits]
    times = _times_of(eligible, seen)
    people = _sizes(now.tiers[fits])
    merit = {name: int(now.merit[now.tiers == at].sum()) for at, name in enumerate(TIERS)}
    enough = len(eligible) >= LEAST_TOLD
    return {
        "eligible": _told(people),
        "merit": {"share_bp": shares_bp(_where_told(merit, people), sum(merit.values()))},
        "impressions": _told(by_tier),
        "gini_bp": gini_bp(times) if enough else None,
        "never_shown_bp": 10_000 * int((times == 0).sum()) // len(times) if enough else None,
    }


def _times_of(creators: np.ndarray, seen: QuerySet[Impression]) -> np.ndarray:
    """How often each of these (ascending) was shown."""
    times = np.zeros(len(creators), np.int64)
    rows = np.array(list(seen.values_list("creator_id").annotate(Count("pk"))), np.int64).reshape(-1, 2)
    if len(creators) and len(rows):
        at = np.minimum(np.searchsorted(creators, rows[:, 0]), len(creators) - 1)
        hit = creators[at] == rows[:, 0]
        times[at[hit]] = rows[hit, 1]
    return times


def _contacts(span: tuple[datetime.datetime, ...], moment: str) -> QuerySet[Contact]:
    return Contact.objects.filter(**{f"{moment}__gte": span[0], f"{moment}__lt": span[1]}).order_by()


def _agreed(span: tuple[datetime.datetime, ...]) -> QuerySet[Contact]:
    return _contacts(span, "decided_at").filter(state=ContactState.ACCEPTED)


def _by_size(found: QuerySet[Contact], now: Market) -> dict[str, Any]:
    counts: Counter[str] = Counter(dict.fromkeys(TIERS, 0))
    for creator, times in found.values_list("creator_id").annotate(Count("pk")):
        counts[_size(creator, now)] += times
    return _told(counts)


def _pay(deals: QuerySet[Contact], now: Market) -> dict[str, Any]:
    """What was agreed to be paid, where a price was named: shares by currency, of sizes with five of them or more."""
    priced = deals.exclude(price_minor=None)
    sums: dict[str, Counter[str]] = defaultdict(lambda: Counter(dict.fromkeys(TIERS, 0)))
    counts: dict[str, Counter[str]] = defaultdict(lambda: Counter(dict.fromkeys(TIERS, 0)))
    rows = priced.values_list("currency", "creator_id").annotate(Count("pk"), Sum("price_minor"))
    for currency, creator, times, minor in rows:
        sums[currency][_size(creator, now)] += minor
        counts[currency][_size(creator, now)] += times
    known, total = priced.count(), deals.count()
    return {
        "deals_with_a_price": known if known >= LEAST_TOLD else None,
        "deals": total if total >= LEAST_TOLD else None,
        "by_currency": {
            currency: {"share_bp": shares_bp(_where_told(sums[currency], counts[currency]), sums[currency].total())}
            for currency in sorted(sums)
            if counts[currency].total() >= LEAST_TOLD
        },
    }


def _size(creator: int, now: Market) -> str:
    at = int(np.searchsorted(now.creators, creator))
    known = at < len(now.creators) and now.creators[at] == creator
    return TIERS[int(now.tiers[at])] if known else TIERS[Tier.UNKNOWN]


def _sizes(tiers: np.ndarray) -> Counts:
    return {name: int((tiers == at).sum()) for at, name in enumerate(TIERS)}


def _told(counts: Counts) -> dict[str, Any]:
    """The counts that may be told, with their sum and shares."""
    shown, total = told(counts), sum(counts.values())
    return {
        "total": total if total >= LEAST_TOLD else None,
        "by_tier": shown,
        "share_bp": shares_bp(shown, total),
    }


def _where_told(values: Counts, counts: Counts) -> dict[str, int | None]:
    """Values of the tiers whose count of people or deals may be told."""
    shown = told(counts)
    return {name: value if shown[name] is not None else None for name, value in values.items()}


def _excluded(now: Market) -> list[dict[str, Any]]:
    """The rules that alone keep out most pairs."""
    most = sorted(now.excluded.items(), key=lambda one: (-one[1], one[0]))
    return [{"code": code, "pairs": pairs} for code, pairs in most if pairs >= LEAST_TOLD][:NAMED]
