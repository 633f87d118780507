"""Made-up numbers with the shape of real ones: few large accounts, many small, engagement falling with size."""

import math
from datetime import date, timedelta
from random import Random
from typing import Any

#: Followers are log-normal; these fit public lists of creators (median about 18,000).
LOG_MEAN, LOG_SPREAD = 9.8, 1.74
AGES = ("13-17", "18-24", "25-34", "35-44", "45-54", "55-64", "65+")


def followers(random: Random) -> int:
    """A count between 300 and five million."""
    return max(300, min(5_000_000, int(random.lognormvariate(LOG_MEAN, LOG_SPREAD))))


def shares(random: Random, weights: dict[str, float]) -> dict[str, int]:
    """Random basis points around `weights` that sum to exactly 10,000."""
    drawn = {key: random.gammavariate(max(weight, 0.05) * 8, 1) for key, weight in weights.items()}
    total = sum(drawn.values())
    points = {key: int(10_000 * value / total) for key, value in drawn.items()}
    points[max(points, key=lambda key: points[key])] += 10_000 - sum(points.values())
    return points


def measurement(random: Random, *, size: int, country: str, language: str, as_of: date) -> dict[str, Any]:
    """The fields of one measurement of an account with `size` followers."""
    posts = random.randint(2, 28)
    reach = random.lognormvariate(-1.2, 0.6) * (50_000 / (size + 20_000)) ** 0.15
    median_views = max(20, int(size * reach))
    engagement = max(1, int(median_views * random.uniform(0.03, 0.14)))
    home = {country: 6.0, "FR": 2.5, "BE": 0.6, "US": 0.7, "GB": 0.5}
    other = "fr" if language != "fr" else "en"
    numbers = {
        "followers": size,
        "following": random.randint(80, 1_500),
        "posts_total": posts * random.randint(8, 60),
        "likes_total": engagement * posts * random.randint(5, 40),
        "posts_30d": posts,
        "views_30d": int(median_views * posts * random.uniform(0.9, 1.9)),
        "likes_30d": int(engagement * posts * 0.85),
        "comments_30d": int(engagement * posts * 0.1),
        "shares_30d": int(engagement * posts * 0.05),
        "median_views_20": median_views,
        "median_engagement_20": engagement,
    }
    return numbers | {
        "audience_countries": shares(random, home),
        "audience_ages": shares(random, dict(zip(AGES, (0.6, 3.5, 3.0, 1.5, 0.8, 0.3, 0.1), strict=True))),
        "audience_genders": shares(
            random, {"female": random.uniform(1, 5), "male": random.uniform(1, 5), "other": 0.2}
        ),
        "audience_languages": shares(random, {language: 7.0, other: 2.0}),
        "as_of": as_of,
    }


def earlier(now: dict[str, Any], months: int, growth: float) -> dict[str, Any]:
    """The same account some months before: smaller by `growth` a month, its audience alike."""
    factor = math.exp(-months * growth)
    counts = {key: int(value * factor) for key, value in now.items() if isinstance(value, int)}
    return now | counts | {"as_of": now["as_of"] - timedelta(days=30 * months)}


def price_minor(random: Random, size: int, factor: float = 1.0) -> int:
    """A plausible price in cents for one sponsored video, rounded to 5 €."""
    euros = (30 + 1.1 * size**0.62) * random.uniform(0.6, 1.7) * factor
    return max(2_500, int(euros / 5) * 500)
