"""Percentiles among comparable channels: same platform, same tier, same language. Frozen once an epoch.

Size decides only with whom a channel is compared. Each metric is a rate, so being larger is no advantage in itself. A
rate that rests on few posts is drawn towards the middle of its cohort (empirical Bayes) before it is ranked, so that a
single lucky post does not lead.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from marketplace.matching.engine.arrays import NO_NUMBER, Bools, Codes, Ints
from marketplace.matching.engine.columns import CreatorColumns
from marketplace.matching.engine.prices import freeze_prices
from marketplace.matching.engine.row import Row
from marketplace.matching.engine.spec import FULL, LARGEST

#: Tiers by followers: each begins where the one before ends. Index 0 is "size not known".
TIERS = ("unknown", "nano", "micro", "mid", "macro", "mega")
TIER_FROM = (0, 10_000, 100_000, 500_000, 1_000_000)
#: Fewer channels than this are no cohort: without the language, the whole platform, and failing that nothing.
LEAST = 30
#: A table keeps at most this many of a cohort's values, evenly spread over its ranks.
CUTS = 200
#: Followers × posts must fit, and so must posts × rates: more than this counts as this.
MOST_IN_A_PRODUCT = 10**9
#: The middle of a cohort weighs as much as so many posts; a rate whose number of posts is not known rests on as many.
PRIOR_POSTS = 10


def tier_of(followers: int | None) -> int:
    """The index in TIERS."""
    return 0 if followers is None else bisect_right(TIER_FROM, followers)


def tiers_of(columns: CreatorColumns) -> Ints:
    followers = columns.number("followers")
    tiers = np.searchsorted(TIER_FROM, followers, side="right")
    return np.where(followers == NO_NUMBER, 0, tiers).astype(np.int64)


@dataclass(frozen=True)
class Metric:
    """A rate in basis points from a channel's numbers; None where one of them is missing or zero in the divisor. It
    rests on at most `window` posts."""

    code: str
    needs: tuple[str, ...]
    formula: Callable[..., Any]
    window: int = 20

    def of(self, row: Row) -> int | None:
        values = [row.number(code) for code in self.needs]
        known = [value for value in values if value is not None]
        if len(known) < len(values) or any(value <= 0 for value in known[1:]):
            return None
        return min(MOST_IN_A_PRODUCT, int(self.formula(*(np.int64(min(value, LARGEST)) for value in known))))

    def over(self, columns: CreatorColumns) -> Ints:
        values = [np.minimum(columns.number(code), LARGEST) for code in self.needs]
        known = values[0] != NO_NUMBER
        for divisor in values[1:]:
            known &= divisor > 0
        safe = [np.where(known, value, 1) for value in values]
        return np.where(known, np.minimum(self.formula(*safe), MOST_IN_A_PRODUCT), NO_NUMBER)

    def posts(self, row: Row) -> int:
        """How many posts the rate rests on."""
        posts = row.number("posts_total")
        return PRIOR_POSTS if posts is None else min(max(posts, 1), self.window)

    def posts_over(self, columns: CreatorColumns) -> Ints:
        posts = columns.number("posts_total")
        return np.where(posts == NO_NUMBER, PRIOR_POSTS, np.clip(posts, 1, self.window))


def _likes_a_post(likes: Any, posts: Any, followers: Any) -> Any:
    return likes * FULL // (np.minimum(posts, MOST_IN_A_PRODUCT) * np.minimum(followers, MOST_IN_A_PRODUCT))


#: Recent work: the part is the mean of those that are known.
RECENT = (
    Metric("engagement_rate_bp", ("engagement_rate_bp",), lambda rate: rate),
    Metric("view_rate_bp", ("median_views_20", "followers"), lambda views, followers: views * FULL // followers),
)
#: Asked only when nothing recent is known: likes per post and follower since the account began.
LIFETIME = Metric("like_rate_bp", ("likes_total", "posts_total", "followers"), _likes_a_post, 200)
METRICS = (*RECENT, LIFETIME)


@dataclass(frozen=True)
class CohortTables:
    """By metric and cohort: sorted cut points of the drawn rates, how many channels there are, and the middle that
    rates are drawn towards. A cohort is "tiktok|micro|fr", "tiktok|micro" or "tiktok|", the whole platform.

    `prices`: what results cost (`engine.prices`).
    """

    cuts: Mapping[str, Mapping[str, tuple[int, ...]]]
    sizes: Mapping[str, Mapping[str, int]]
    middles: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    prices: Mapping[str, tuple[int, ...]] = field(default_factory=dict)

    def cohort(self, metric: str, platform: str, tier: int, language: str) -> str | None:
        """The cohort a channel is compared with, the narrowest that is large enough; None if too few are comparable."""
        tables = self.cuts.get(metric, {})
        return next((key for key in keys_of(platform, TIERS[tier], language) if key in tables), None)

    def drawn(self, metric: str, cohort: str, rate: Any, posts: Any) -> Any:
        """A rate drawn towards the middle of its cohort: the weighted mean of the two."""
        middle = self.middles.get(metric, {}).get(cohort)
        return rate if middle is None else draw(rate, posts, middle)

    def percentile(self, metric: str, cohort: str, value: int) -> int:
        """The share of the cohort that lies below, with half of those that are equal: 0…10,000."""
        cuts = self.cuts[metric][cohort]
        return FULL * (bisect_left(cuts, value) + bisect_right(cuts, value)) // (2 * len(cuts))

    def percentiles(self, metric: Metric, columns: CreatorColumns, tiers: Ints) -> Ints:
        """The same for every row; NO_NUMBER where the rate is unknown or too few are comparable."""
        result = np.full(len(columns), NO_NUMBER, np.int64)
        rates, posts = metric.over(columns), metric.posts_over(columns)
        for (platform, tier, language), rows in _groups(columns, tiers, languages_of(columns), rates != NO_NUMBER):
            cohort = self.cohort(metric.code, platform, tier, language)
            if cohort is None:
                continue
            cuts = np.asarray(self.cuts[metric.code][cohort], np.int64)
            values = self.drawn(metric.code, cohort, rates[rows], posts[rows])
            below = np.searchsorted(cuts, values, "left") + np.searchsorted(cuts, values, "right")
            result[rows] = FULL * below // (2 * len(cuts))
        return result

    def to_json(self) -> dict[str, Any]:
        return {"cuts": {metric: {k: list(v) for k, v in t.items()} for metric, t in self.cuts.items()},
                "sizes": {metric: dict(table) for metric, table in self.sizes.items()},
                "middles": {metric: dict(table) for metric, table in self.middles.items()},
                "prices": {key: list(quartiles) for key, quartiles in self.prices.items()}}  # fmt: skip

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> CohortTables:
        """What `to_json` wrote. Epochs of before rates were drawn hold no middles: theirs are ranked as they are."""
        cuts = {metric: {k: tuple(v) for k, v in t.items()} for metric, t in data.get("cuts", {}).items()}
        prices = {key: tuple(quartiles) for key, quartiles in data.get("prices", {}).items()}
        return cls(cuts, dict(data.get("sizes", {})), dict(data.get("middles", {})), prices)


EMPTY = CohortTables({}, {})


def keys_of(platform: str, tier: str, language: str) -> tuple[str, ...]:
    """The cohorts of a channel, the narrowest first."""
    wide = (f"{platform}|{tier}", f"{platform}|")
    return (f"{platform}|{tier}|{language}", *wide) if language else wide


def draw(rate: Any, posts: Any, middle: int) -> Any:
    """The posterior mean of a rate seen over so many posts, with a prior worth PRIOR_POSTS at the middle."""
    return (rate * posts + middle * PRIOR_POSTS) // (posts + PRIOR_POSTS)


def freeze(columns: CreatorColumns) -> CohortTables:
    """The tables of today's channels."""
    cuts: dict[str, dict[str, tuple[int, ...]]] = {metric.code: {} for metric in METRICS}
    sizes: dict[str, dict[str, int]] = {metric.code: {} for metric in METRICS}
    middles: dict[str, dict[str, int]] = {metric.code: {} for metric in METRICS}
    for metric in METRICS:
        rates, posts = metric.over(columns), metric.posts_over(columns)
        for cohort, rows in _cohorts(columns, rates != NO_NUMBER):
            if len(rows) >= LEAST:
                middle = int(np.sort(rates[rows])[(len(rows) - 1) // 2])
                cuts[metric.code][cohort] = _cut_points(draw(rates[rows], posts[rows], middle))
                sizes[metric.code][cohort], middles[metric.code][cohort] = len(rows), middle
    return CohortTables(cuts, sizes, middles, freeze_prices(columns))


def languages_of(columns: CreatorColumns) -> Codes:
    """The language that each row is compared in."""
    return columns.codes["main_language"]


def _cohorts(columns: CreatorColumns, known: Bools) -> Iterator[tuple[str, Ints]]:
    """Every cohort of every width, with its known rows."""
    tiers, languages = tiers_of(columns), languages_of(columns)
    anyone = Codes(np.zeros(len(columns), np.int32), ("",))
    for (platform, tier, language), rows in _groups(columns, tiers, languages, known):
        if language:
            yield f"{platform}|{TIERS[tier]}|{language}", rows
    for (platform, tier, _), rows in _groups(columns, tiers, anyone, known):
        yield f"{platform}|{TIERS[tier]}", rows
    for (platform, _, _), rows in _groups(columns, np.zeros_like(tiers), anyone, known):
        yield f"{platform}|", rows


def _groups(
    columns: CreatorColumns, tiers: Ints, languages: Codes, known: Bools
) -> Iterator[tuple[tuple[str, int, str], Ints]]:
    """The known rows by platform, tier and language."""
    platform = columns.codes["platform"]
    rows = np.flatnonzero(known)
    key = (platform.index[rows].astype(np.int64) * len(TIERS) + tiers[rows]) * len(languages.words)
    key += languages.index[rows]
    order = np.argsort(key, kind="stable")
    keys, starts = np.unique(key[order], return_index=True)
    for number, part in zip(keys.tolist(), np.split(rows[order], starts[1:]), strict=False):
        wide, language = divmod(number, len(languages.words))
        yield (platform.words[wide // len(TIERS)], wide % len(TIERS), languages.words[language]), part


def _cut_points(values: Ints) -> tuple[int, ...]:
    ordered = np.sort(values)
    if len(ordered) > CUTS:
        ordered = ordered[(2 * np.arange(CUTS) + 1) * len(ordered) // (2 * CUTS)]
    return tuple(ordered.tolist())
