"""How far can the numbers be trusted?

The mean of three: where the newest numbers come from (fetched from the platform 10,000, with a proof 8,500, declared
5,000, imported 4,000, none 0); how fresh they are (full for 30 days, then falling in a straight line to 0 at 390 days);
and whether the creator has proven that the channel is theirs (10,000; proof being checked 4,000; otherwise 0).
"""

import numpy as np

from marketplace.matching.engine.arrays import NO_DAY, Ints
from marketplace.matching.engine.columns import SOURCES, CreatorColumns
from marketplace.matching.engine.frame import Frame
from marketplace.matching.engine.parts.reading import Reading
from marketplace.matching.engine.row import Row
from marketplace.matching.engine.spec import FULL

PROVENANCE = {"fetched": 10_000, "proof": 8_500, "declared": 5_000, "imported": 4_000, "": 0}
OWNERSHIP = {"proven": 10_000, "pending": 4_000}
FRESH_FOR, FADES_OVER = 30, 360


def pair(row: Row, frame: Frame) -> Reading:
    age = None if row.measured_on is None else max(0, frame.day - row.measured_on)
    provenance = PROVENANCE.get(row.source, 0)
    freshness = 0 if age is None else int(_freshness(np.int64(age)))
    ownership = OWNERSHIP.get(row.ownership, 0)
    evidence = {
        "age": age, "measured_on": row.measured_on, "source": row.source, "ownership": row.ownership,
        "provenance": provenance, "freshness": freshness,
    }  # fmt: skip
    return Reading("confidence", (provenance + freshness + ownership) // 3, True, evidence)


def column(columns: CreatorColumns, frame: Frame) -> Ints:
    provenance = np.array([PROVENANCE[source] for source in SOURCES], np.int64)[columns.source]
    measured = columns.days["measured_on"].astype(np.int64)
    age = np.maximum(0, frame.day - measured)
    freshness = np.where(measured == NO_DAY, 0, _freshness(age))
    ownership = columns.codes["ownership"].mapped(OWNERSHIP)
    return (provenance + freshness + ownership) // 3


def _freshness(age: Ints | np.int64) -> Ints:
    return np.clip(FULL * (FRESH_FOR + FADES_OVER - age) // FADES_OVER, 0, FULL)
