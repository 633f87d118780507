"""Does what the creator charges fit what the campaign pays?

Cost = the creator's rate for each deliverable this channel would make, times its count, in the campaign's currency (a
price in another currency is unknown, never converted). Up to the floor (lowest fee, or half of the ceiling) the part is
full; from there it falls in a straight line to 5,000 at the ceiling (highest fee, or an equal share of the budget) and
to 0 at twice the ceiling. Without a ceiling, without all the rates, and in barter it is neutral.
"""

import numpy as np

from marketplace.matching.engine.arrays import Bools, Ints
from marketplace.matching.engine.columns import CreatorColumns
from marketplace.matching.engine.parts.reading import Reading
from marketplace.matching.engine.row import Row
from marketplace.matching.engine.spec import FULL, LARGEST, NEUTRAL, CampaignSpec


def pair(spec: CampaignSpec, row: Row) -> Reading:
    owed = spec.owed_on(row.platform)
    missing = [line.kind for line in owed if (line.kind, spec.currency) not in row.rates]
    evidence = {
        "currency": spec.currency, "ceiling": spec.ceiling, "floor": spec.floor, "is_barter": spec.is_barter,
        "missing": list(dict.fromkeys(missing)), "other_currency": any(map(row.offers, missing)),
        "cost": None,
    }  # fmt: skip
    if not owed or missing:
        return Reading("price", NEUTRAL, False, evidence)
    cost = cost_of(spec, row)
    evidence["cost"] = cost
    if spec.is_barter or spec.ceiling is None:
        return Reading("price", NEUTRAL, False, evidence)
    return Reading("price", int(fit(np.int64(cost), spec.floor or 0, spec.ceiling)), True, evidence)


def cost_of(spec: CampaignSpec, row: Row) -> int:
    """What this channel's deliverables cost at the creator's rates; raises KeyError if one has no rate."""
    total = sum(row.rates[line.kind, spec.currency] * line.count for line in spec.owed_on(row.platform))
    return min(total, LARGEST)


def column(spec: CampaignSpec, columns: CreatorColumns) -> Ints:
    if spec.is_barter or spec.ceiling is None or not spec.deliverables:
        return np.full(len(columns), NEUTRAL, np.int64)
    cost, known = costs(spec, columns)
    return np.where(known, fit(cost, spec.floor or 0, spec.ceiling), NEUTRAL)


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


def fit(cost: Ints | np.int64, floor: int, ceiling: int) -> Ints:
    """The line that falls from the floor to the ceiling and on to twice the ceiling."""
    inside = FULL - (FULL - NEUTRAL) * (cost - floor) // max(1, ceiling - floor)
    beyond = np.maximum(0, NEUTRAL - NEUTRAL * (cost - ceiling) // ceiling)
    return np.where(cost <= floor, FULL, np.where(cost <= ceiling, inside, beyond))
