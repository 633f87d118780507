"""From parts to points to a score. Integers all the way, so every form of the sum gives the same number."""

from collections.abc import Sequence

import numpy as np

from marketplace.matching.engine.arrays import Ints
from marketplace.matching.engine.frame import Frame
from marketplace.matching.engine.parts import (
    audience,
    confidence,
    interest,
    niche,
    performance,
    price,
    reliability,
    text,
)
from marketplace.matching.engine.parts.reading import Reading
from marketplace.matching.engine.prepared import Prepared
from marketplace.matching.engine.row import Row
from marketplace.matching.engine.spec import FULL, CampaignSpec


def score_pair(spec: CampaignSpec, row: Row, frame: Frame) -> tuple[list[Reading], int]:
    """What each part says of one pair, in the order of PARTS, and the score, 0…10,000."""
    readings = [
        niche.pair(spec, row, frame),
        text.pair(spec, row, frame),
        audience.pair(spec, row, frame),
        performance.pair(row, frame),
        price.pair(spec, row, frame),
        reliability.pair(row, frame),
        interest.pair(spec, row, frame),
        confidence.pair(row, frame),
    ]
    return readings, total([reading.value for reading in readings], spec.weights)


def score_columns(spec: CampaignSpec, creators: Prepared) -> tuple[Ints, Ints]:
    """The parts of every channel (one row a channel, one column a part) and their scores."""
    columns, frame = creators.columns, creators.frame
    parts = np.stack(
        [
            niche.column(spec, columns, frame),
            text.column(spec, columns, frame, creators.has_words),
            audience.column(spec, columns, frame),
            creators.performance,
            price.column(spec, columns, frame),
            creators.reliability,
            interest.column(spec, columns, frame),
            creators.confidence,
        ],
        axis=1,
    )
    return parts, parts @ np.array(spec.weights, np.int64) // FULL


def total(parts: Sequence[int], weights: Sequence[int]) -> int:
    """The weighted mean of the parts, rounded down."""
    return sum(weight * part for weight, part in zip(weights, parts, strict=True)) // FULL


def points(parts: Sequence[int], weights: Sequence[int], out_of: int = FULL) -> list[int]:
    """What each part adds to the score, in whole points that sum to it exactly.

    Each part gets its share rounded down; the points that are left go to the largest remainders, the first of equals.
    With `out_of=100` they sum to the score out of a hundred, rounded down, as pages show it.
    """
    shares = [weight * part * out_of for weight, part in zip(weights, parts, strict=True)]
    whole = [share // FULL**2 for share in shares]
    left = sum(shares) // FULL**2 - sum(whole)
    by_remainder = sorted(range(len(shares)), key=lambda place: (-(shares[place] % FULL**2), place))
    for place in by_remainder[:left]:
        whole[place] += 1
    return whole


def score_sql(parts: str, weights: Sequence[int]) -> str:
    """The same as `total` in SQL over an array of stored parts (a column, counted from 1)."""
    terms = (f"{int(weight)}::bigint * {parts}[{place}]" for place, weight in enumerate(weights, start=1))
    return f"(({' + '.join(terms)}) / {FULL})"
