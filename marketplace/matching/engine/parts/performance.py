"""How does the channel do among comparable ones?

The percentile of its rates among channels of the same platform, tier and language (`cohorts`; without the language, or
among the whole platform, where they are fewer than thirty): the mean of median engagement over followers and median
views over followers, as far as they are known; failing both, likes per post and follower since the account began;
failing that, neutral. A rate that rests on few posts is first drawn towards the middle of its cohort, which weighs as
much as ten posts. Followers themselves never enter.
"""

from typing import Any

import numpy as np

from marketplace.matching.engine.arrays import NO_NUMBER, Ints
from marketplace.matching.engine.cohorts import LIFETIME, RECENT, TIERS, Metric, tier_of
from marketplace.matching.engine.columns import CreatorColumns
from marketplace.matching.engine.frame import Frame
from marketplace.matching.engine.parts.reading import Reading
from marketplace.matching.engine.row import Row
from marketplace.matching.engine.spec import NEUTRAL


def pair(row: Row, frame: Frame) -> Reading:
    tier = tier_of(row.number("followers"))
    lines = _lines(RECENT, row, frame, tier) or _lines((LIFETIME,), row, frame, tier)
    if not lines:
        measured = any(metric.of(row) is not None for metric in (*RECENT, LIFETIME))
        return Reading("performance", NEUTRAL, False, {"tier": TIERS[tier], "is_measured": measured})
    value = sum(line["percentile"] for line in lines) // len(lines)
    return Reading("performance", value, True, {"tier": TIERS[tier], "platform": row.platform, "lines": lines})


def column(columns: CreatorColumns, frame: Frame, tiers: Ints) -> Ints:
    recent = [frame.cohorts.percentiles(metric, columns, tiers) for metric in RECENT]
    known = sum((line != NO_NUMBER for line in recent), np.zeros(len(columns), np.int64))
    total = sum((np.where(line == NO_NUMBER, 0, line) for line in recent), np.zeros(len(columns), np.int64))
    lifetime = frame.cohorts.percentiles(LIFETIME, columns, tiers)
    fallback = np.where(lifetime == NO_NUMBER, NEUTRAL, lifetime)
    return np.where(known > 0, total // np.maximum(known, 1), fallback)


def _lines(metrics: tuple[Metric, ...], row: Row, frame: Frame, tier: int) -> list[dict[str, Any]]:
    lines = []
    for metric in metrics:
        value = metric.of(row)
        cohort = frame.cohorts.cohort(metric.code, row.platform, tier, row.main_language)
        if value is not None and cohort is not None:
            posts = metric.posts(row)
            drawn = frame.cohorts.drawn(metric.code, cohort, value, posts)
            line = {
                "metric": metric.code,
                "value": value,
                "posts": None if row.number("posts_total") is None else posts,
                "is_full": posts == metric.window,
                "drawn": drawn,
                "percentile": frame.cohorts.percentile(metric.code, cohort, drawn),
                "cohort": cohort,
                "size": frame.cohorts.sizes[metric.code][cohort],
            }
            lines.append(line)
    return lines
