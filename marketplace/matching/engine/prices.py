"""What results cost: the views or engagements to expect of a channel's post, and what posts like it ask for a thousand.

Results are those of the last twenty posts, in the middle. Typical prices are quartiles of price per thousand results,
by kind of result, platform, kind of work and currency, over all channels that have a price and numbers; frozen once an
epoch, where there are at least thirty.
"""

from collections.abc import Mapping
from math import isqrt
from typing import Any

import numpy as np

from marketplace.matching.engine.arrays import Ints
from marketplace.matching.engine.columns import CreatorColumns
from marketplace.matching.engine.row import Row
from marketplace.matching.engine.spec import ENGAGEMENTS, FULL, LARGEST, VIEWS

#: Results are priced by the thousand.
A_THOUSAND = 1_000
#: So many channels at least say what is typical.
LEAST = 30
#: Followers and rates above these count as these, so that their product fits.
MOST_FOLLOWERS, MOST_RATE = 10**12, 10**6
#: How many posts the middle rests on, where it is not known, and at most.
POSTS, WINDOW = 10, 20


def results(row: Row, kind: str) -> int | None:
    """The results to expect of one post; None if not known or none at all."""
    if kind == VIEWS:
        views = row.number("median_views_20")
        return min(views, LARGEST) if views is not None and views > 0 else None
    rate, followers = row.number("engagement_rate_bp"), row.number("followers")
    if kind != ENGAGEMENTS or rate is None or followers is None or rate <= 0 or followers <= 0:
        return None
    return min(rate, MOST_RATE) * min(followers, MOST_FOLLOWERS) // FULL or None


def results_over(columns: CreatorColumns, kind: str) -> Ints:
    """The same for every row, 0 where not known."""
    if kind == VIEWS:
        return np.clip(columns.number("median_views_20"), 0, LARGEST)
    if kind != ENGAGEMENTS:
        return np.zeros(len(columns), np.int64)
    rate, followers = columns.number("engagement_rate_bp"), columns.number("followers")
    return np.clip(rate, 0, MOST_RATE) * np.clip(followers, 0, MOST_FOLLOWERS) // FULL


def interval(price: int, posts: int | None) -> tuple[int, int]:
    """Between which prices a thousand results will cost, two times in three.

    The middle of n posts whose views vary by a factor of e^0.8 lies within 1/√n of what it would be for many: the
    standard error of a median is 1.25 standard deviations over √n. Never wider than a half.
    """
    n = POSTS if posts is None else min(max(posts, 1), WINDOW)
    spread = min(FULL // 2, isqrt(FULL**2 // n))
    return price * FULL // (FULL + spread), price * FULL // (FULL - spread)


def typical(prices: Mapping[str, tuple[int, ...]], kind: str, platform: str, work: str, currency: str) -> Any:
    """The quartiles (lower, middle, upper) of what a thousand results cost, in minor units; None if too few ask."""
    return prices.get(f"{kind}:{platform}:{work}:{currency}")


def freeze_prices(columns: CreatorColumns) -> dict[str, tuple[int, ...]]:
    """The typical prices of today's channels."""
    platform = columns.codes["platform"]
    found: dict[str, tuple[int, ...]] = {}
    for kind in (VIEWS, ENGAGEMENTS):
        expected = results_over(columns, kind)
        for key in columns.sets.keys_of("rate:"):
            rows, amounts = columns.sets.lists[key]
            known = expected[rows] > 0
            rows, amounts = rows[known], np.minimum(amounts[known].astype(np.int64), LARGEST)
            asked = amounts * A_THOUSAND // np.maximum(1, expected[rows])
            for place in np.unique(platform.index[rows]).tolist():
                mine = np.sort(asked[platform.index[rows] == place])
                if len(mine) >= LEAST:
                    quartiles = (int(mine[len(mine) * n // 4]) for n in (1, 2, 3))
                    found[f"{kind}:{platform.words[place]}:{key.removeprefix('rate:')}"] = tuple(quartiles)
    return found
