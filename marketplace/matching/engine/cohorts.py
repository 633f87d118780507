"""Percentiles among comparable channels: same platform, same tier. Frozen once an epoch.

Size decides only with whom a channel is compared. Each metric is a rate, so being larger is no advantage in itself.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from marketplace.matching.engine.arrays import NO_NUMBER, Bools, Ints
from marketplace.matching.engine.columns import CreatorColumns
from marketplace.matching.engine.row import Row
from marketplace.matching.engine.spec import FULL, LARGEST

#: Tiers by followers: each begins where the one before ends. Index 0 is "size not known".
TIERS = ("unknown", "nano", "micro", "mid", "macro", "mega")
TIER_FROM = (0, 10_000, 100_000, 500_000, 1_000_000)
#: Fewer channels than this are no cohort: the whole platform is used, and failing that nothing.
LEAST = 30
#: A table keeps at most this many of a cohort's values, evenly spread over its ranks.
CUTS = 200
#: Followers × posts must fit: more than this counts as this.
MOST_IN_A_PRODUCT = 10**9


def tier_of(followers: int | None) -> int:
    """The index in TIERS."""
    return 0 if followers is None else bisect_right(TIER_FROM, followers)


def tiers_of(columns: CreatorColumns) -> Ints:
    followers = columns.number("followers")
    tiers = np.searchsorted(TIER_FROM, followers, side="right")
    return np.where(followers == NO_NUMBER, 0, tiers).astype(np.int64)


@dataclass(frozen=True)
class Metric:
    """A rate in basis points from a channel's numbers; None where one of them is missing or zero in the divisor."""

    code: str
    needs: tuple[str, ...]
    formula: Callable[..., Any]

    def of(self, row: Row) -> int | None:
        values = [row.number(code) for code in self.needs]
        known = [value for value in values if value is not None]
        if len(known) < len(values) or any(value <= 0 for value in known[1:]):
            return None
        return int(self.formula(*(np.int64(min(value, LARGEST)) for value in known)))

    def over(self, columns: CreatorColumns) -> Ints:
        values = [np.minimum(columns.number(code), LARGEST) for code in self.needs]
        known = values[0] != NO_NUMBER
        for divisor in values[1:]:
            known &= divisor > 0
        safe = [np.where(known, value, 1) for value in values]
        return np.where(known, self.formula(*safe), NO_NUMBER)


def _likes_a_post(likes: Any, posts: Any, followers: Any) -> Any:
    return likes * FULL // (np.minimum(posts, MOST_IN_A_PRODUCT) * np.minimum(followers, MOST_IN_A_PRODUCT))


#: Recent work: the part is the mean of those that are known.
RECENT = (
    Metric("engagement_rate_bp", ("engagement_rate_bp",), lambda rate: rate),
    Metric("view_rate_bp", ("median_views_20", "followers"), lambda views, followers: views * FULL // followers),
)
#: Asked only when nothing recent is known: likes per post and follower since the account began.
LIFETIME = Metric("like_rate_bp", ("likes_total", "posts_total", "followers"), _likes_a_post)
METRICS = (*RECENT, LIFETIME)


@dataclass(frozen=True)
class CohortTables:
    """Sorted cut points by metric and cohort ("tiktok|micro", or "tiktok|" for the whole platform)."""

    cuts: Mapping[str, Mapping[str, tuple[int, ...]]]
    sizes: Mapping[str, Mapping[str, int]]

    def cohort(self, metric: str, platform: str, tier: int) -> str | None:
        """The cohort a channel is compared with; None if too few are comparable."""
        tables = self.cuts.get(metric, {})
        return next((key for key in (f"{platform}|{TIERS[tier]}", f"{platform}|") if key in tables), None)

    def percentile(self, metric: str, cohort: str, value: int) -> int:
        """The share of the cohort that lies below, with half of those that are equal: 0…10,000."""
        cuts = self.cuts[metric][cohort]
        return FULL * (bisect_left(cuts, value) + bisect_right(cuts, value)) // (2 * len(cuts))

    def percentiles(self, metric: str, columns: CreatorColumns, values: Ints, tiers: Ints) -> Ints:
        """The same for every row; NO_NUMBER where the value is unknown or too few are comparable."""
        result = np.full(len(columns), NO_NUMBER, np.int64)
        for key, rows in _groups(columns, tiers, values != NO_NUMBER):
            platform, tier = key
            cohort = self.cohort(metric, platform, tier)
            if cohort is None:
                continue
            cuts = np.asarray(self.cuts[metric][cohort], np.int64)
            below = np.searchsorted(cuts, values[rows], "left") + np.searchsorted(cuts, values[rows], "right")
            result[rows] = FULL * below // (2 * len(cuts))
        return result

    def to_json(self) -> dict[str, Any]:
        return {"cuts": {metric: {k: list(v) for k, v in t.items()} for metric, t in self.cuts.items()},
                "sizes": {metric: dict(table) for metric, table in self.sizes.items()}}  # fmt: skip

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> CohortTables:
        return cls(
            {metric: {k: tuple(v) for k, v in t.items()} for metric, t in data["cuts"].items()}, dict(data["sizes"])
        )


EMPTY = CohortTables({}, {})


def freeze(columns: CreatorColumns) -> CohortTables:
    """The tables of today's channels."""
    tiers = tiers_of(columns)
    cuts: dict[str, dict[str, tuple[int, ...]]] = {metric.code: {} for metric in METRICS}
    sizes: dict[str, dict[str, int]] = {metric.code: {} for metric in METRICS}
    for metric in METRICS:
        values = metric.over(columns)
        known = values != NO_NUMBER
        groups = [(f"{platform}|{TIERS[tier]}", rows) for (platform, tier), rows in _groups(columns, tiers, known)]
        groups += [(f"{platform}|", rows) for (platform, _), rows in _groups(columns, np.zeros_like(tiers), known)]
        for cohort, rows in groups:
            if len(rows) >= LEAST:
                cuts[metric.code][cohort] = _cut_points(values[rows])
                sizes[metric.code][cohort] = len(rows)
    return CohortTables(cuts, sizes)


def _groups(columns: CreatorColumns, tiers: Ints, known: Bools) -> Iterable[tuple[tuple[str, int], Ints]]:
    """The known rows by platform and tier."""
    platform = columns.codes["platform"]
    rows = np.flatnonzero(known)
    key = platform.index[rows].astype(np.int64) * len(TIERS) + tiers[rows]
    order = np.argsort(key, kind="stable")
    keys, starts = np.unique(key[order], return_index=True)
    for number, part in zip(keys.tolist(), np.split(rows[order], starts[1:]), strict=False):
        yield (platform.words[number // len(TIERS)], number % len(TIERS)), part


def _cut_points(values: Ints) -> tuple[int, ...]:
    ordered = np.sort(values)
    if len(ordered) > CUTS:
        ordered = ordered[(2 * np.arange(CUTS) + 1) * len(ordered) // (2 * CUTS)]
    return tuple(ordered.tolist())
