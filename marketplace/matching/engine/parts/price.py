"""Does what the creator charges fit what the campaign pays, and what would a result cost?

The mean of two, as far as they are known:

* the **cost** against the budget. Cost = the creator's rate for each deliverable this channel would make, times its
  count, in the campaign's currency (a price in another currency is unknown, never converted). Up to the floor (lowest
  fee, or half of the ceiling) full; from there it falls in a straight line to 5,000 at the ceiling (highest fee, or an
  equal share of the budget) and to 0 at twice the ceiling.
* the **cost per thousand results** of the posts among them, against what posts of that kind typically ask on that
  platform (the middle price, `prices`): 5,000 at the middle price, full at half of it, 0 at twice. The objective
  decides what a result is: views where something is to be known, engagements where people are to buy, come or apply.
  Content that is only to be made has no results but itself.

Where no views are known the cost decides alone; without any price, and in barter, the part is neutral.
"""

from typing import Any

import numpy as np

from marketplace.matching.engine import prices
from marketplace.matching.engine.arrays import NO_NUMBER, Bools, Ints
from marketplace.matching.engine.columns import CreatorColumns
from marketplace.matching.engine.frame import Frame
from marketplace.matching.engine.parts.reading import Reading
from marketplace.matching.engine.row import Row
from marketplace.matching.engine.spec import FULL, LARGEST, NEUTRAL, CampaignSpec, Deliverable


def pair(spec: CampaignSpec, row: Row, frame: Frame) -> Reading:
    owed = spec.owed_on(row.platform)
    missing = [line.kind for line in owed if (line.kind, spec.currency) not in row.rates]
    evidence: dict[str, Any] = {
        "currency": spec.currency, "ceiling": spec.ceiling, "floor": spec.floor, "is_barter": spec.is_barter,
        "missing": list(dict.fromkeys(missing)), "other_currency": any(map(row.offers, missing)),
        "cost": None, "result": None,
    }  # fmt: skip
    if not owed or missing:
        return Reading("price", NEUTRAL, False, evidence)
    evidence["cost"] = cost = cost_of(spec, row)
    if spec.is_barter:
        return Reading("price", NEUTRAL, False, evidence)
    fits = []
    if spec.ceiling is not None:
        fits.append(int(fit(np.int64(cost), spec.floor or 0, spec.ceiling)))
    evidence["result"] = result = _result(spec, row, frame)
    if result is not None and result["middle"] is not None:
        fits.append(int(fit(np.int64(result["price"]), result["middle"] // 2, result["middle"])))
    return Reading("price", sum(fits) // len(fits) if fits else NEUTRAL, bool(fits), evidence)


def cost_of(spec: CampaignSpec, row: Row) -> int:
    """What this channel's deliverables cost at the creator's rates; raises KeyError if one has no rate."""
    return _sum(spec.owed_on(row.platform), row, spec.currency)


def _sum(lines: list[Deliverable], row: Row, currency: str) -> int:
    return min(sum(row.rates[line.kind, currency] * line.count for line in lines), LARGEST)


def _result(spec: CampaignSpec, row: Row, frame: Frame) -> dict[str, Any] | None:
    """What a thousand results would cost, between what and what, and what is typical; None if results are unknown."""
    posts = spec.posted_on(row.platform)
    expected = prices.results(row, spec.result)
    if not posts or expected is None:
        return None
    price = int(per_thousand(_sum(posts, row, spec.currency), expected * sum(line.count for line in posts)))
    low, high = prices.interval(price, row.number("posts_total"))
    middle = middle_price(spec, row.platform, frame)
    return {"kind": spec.result, "price": price, "low": low, "high": high, "middle": middle}


def per_thousand(cost: Any, results: Any) -> Any:
    """Minor units for a thousand results, at most LARGEST."""
    return np.minimum(cost * prices.A_THOUSAND // results, LARGEST)


def middle_price(spec: CampaignSpec, platform: str, frame: Frame) -> int | None:
    """What a thousand results of the posts asked for here typically cost; None where too few channels say."""
    posts = spec.posted_on(platform)
    total = 0
    for line in posts:
        found = prices.typical(frame.cohorts.prices, spec.result, platform, line.kind, spec.currency)
        if found is None or not found[1]:
            return None
        total += found[1] * line.count
    return total // sum(line.count for line in posts) if posts else None


def column(spec: CampaignSpec, columns: CreatorColumns, frame: Frame) -> Ints:
    if spec.is_barter or not spec.deliverables:
        return np.full(len(columns), NEUTRAL, np.int64)
    cost, known = costs(spec, columns)
    total, count = np.zeros(len(columns), np.int64), np.zeros(len(columns), np.int64)
    if spec.ceiling is not None:
        total += fit(cost, spec.floor or 0, spec.ceiling)
        count += 1
    worth = _worth(spec, columns, frame)
    total += np.where(worth == NO_NUMBER, 0, worth)
    count += worth != NO_NUMBER
    return np.where(known & (count > 0), total // np.maximum(count, 1), NEUTRAL)


def costs(spec: CampaignSpec, columns: CreatorColumns) -> tuple[Ints, Bools]:
    """Each channel's cost, and where it is known."""
    cost, known = np.zeros(len(columns), np.int64), np.ones(len(columns), bool)
    owes = np.zeros(len(columns), bool)
    platform = columns.codes["platform"]
    for line in spec.deliverables:
        here = platform.among([line.platform]) if line.platform else np.ones(len(columns), bool)
        rate = columns.sets.values(f"rate:{line.kind}:{spec.currency}", -1)
        owes |= here
        known &= ~here | (rate >= 0)
        cost += np.where(here & (rate >= 0), rate * line.count, 0)
    return np.minimum(cost, LARGEST), known & owes


def _worth(spec: CampaignSpec, columns: CreatorColumns, frame: Frame) -> Ints:
    """How the price of a thousand results fits, NO_NUMBER where it is not known."""
    found = np.full(len(columns), NO_NUMBER, np.int64)
    expected = prices.results_over(columns, spec.result)
    for platform in sorted({line.platform for line in spec.deliverables if line.platform}):
        middle = middle_price(spec, platform, frame)
        if middle is None:
            continue
        posts = spec.posted_on(platform)
        cost = np.zeros(len(columns), np.int64)
        for line in posts:
            cost += columns.sets.values(f"rate:{line.kind}:{spec.currency}") * line.count
        results = np.maximum(expected, 1) * sum(line.count for line in posts)
        price = per_thousand(np.minimum(cost, LARGEST), results)
        here = columns.codes["platform"].among([platform]) & (expected > 0)
        found = np.where(here, fit(price, middle // 2, middle), found)
    return found


def fit(cost: Ints | np.int64, floor: int, ceiling: int) -> Ints:
    """The line that falls from the floor to the ceiling and on to twice the ceiling."""
    inside = FULL - (FULL - NEUTRAL) * (cost - floor) // max(1, ceiling - floor)
    beyond = np.maximum(0, NEUTRAL - NEUTRAL * (cost - ceiling) // ceiling)
    return np.where(cost <= floor, FULL, np.where(cost <= ceiling, inside, beyond))
