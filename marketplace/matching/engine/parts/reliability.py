"""Does the creator answer when they are asked?

Of the invitations that called for an answer, how many got one in time, yes or no alike (`snapshot.lists`). A creator's
own record is mixed with five answers as creators of their size give them, and a size's record with five of everybody's
(a beta-binomial with its prior at the tier's mean), so nobody is judged by one answer, and a newcomer counts exactly
like the average of their size. Everything is frozen in the epoch but the creator's own record.
"""

import numpy as np

from marketplace.matching.engine.arrays import Ints
from marketplace.matching.engine.cohorts import TIERS, tier_of
from marketplace.matching.engine.columns import CreatorColumns
from marketplace.matching.engine.counts import DUE, KEPT, Counts
from marketplace.matching.engine.frame import Frame
from marketplace.matching.engine.parts.reading import Reading
from marketplace.matching.engine.row import Row
from marketplace.matching.engine.spec import FULL, NEUTRAL

#: The prior weighs as much as so many answers.
PRIOR = 5


def pair(row: Row, frame: Frame) -> Reading:
    tier = TIERS[tier_of(row.number("followers"))]
    prior = expected(frame.counts)[TIERS.index(tier)]
    evidence = {"due": row.answers_due, "kept": row.answers_kept, "tier": tier, "prior": prior}
    return Reading("reliability", _mixed(row.answers_kept, row.answers_due, prior), row.answers_due > 0, evidence)


def column(columns: CreatorColumns, frame: Frame, tiers: Ints) -> Ints:
    prior = np.array(expected(frame.counts), np.int64)[tiers]
    due, kept = columns.sets.values(DUE), columns.sets.values(KEPT)
    return (kept * FULL + PRIOR * prior) // (due + PRIOR)


def expected(counts: Counts) -> list[int]:
    """By tier, in the order of TIERS, the share of answers that come (bp)."""
    everybody = _mixed(sum(k for k, _ in counts.answers.values()), sum(d for _, d in counts.answers.values()), NEUTRAL)
    return [_mixed(*counts.answers.get(tier, (0, 0)), everybody) for tier in TIERS]


def _mixed(kept: int, due: int, prior: int) -> int:
    return (kept * FULL + PRIOR * prior) // (due + PRIOR)
