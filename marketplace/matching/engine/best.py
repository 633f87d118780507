"""The best of many rows, exactly, scoring as few of them as that takes."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from marketplace.eligibility.bitmaps.packed import Plane
from marketplace.matching.engine import compiled, rank
from marketplace.matching.engine.arrays import Bools, Ints
from marketplace.matching.engine.members import Met
from marketplace.matching.engine.prepared import Prepared
from marketplace.matching.engine.score import score_columns
from marketplace.matching.engine.spec import CampaignSpec

#: Of so many times as many rows as are wanted, the mark is taken that others must be able to reach.
SAMPLE = 2


def of_met(spec: CampaignSpec, creators: Prepared, met: Met, most: int, many: int = compiled.MANY) -> tuple[Ints, Ints]:
    """The rows of the best creators who are not ruled out, the first in front, and their scores: those that pass, then
    those to be reviewed, then those of whom something is not known. Compiled loops are used from `many` rows on."""
    found, score = np.zeros(0, np.int64), np.zeros(0, np.int64)
    for reached, beyond in ((met.passed, None), (met.review, met.passed), (met.unknown, met.review)):
        if len(found) < most:
            plane = reached if beyond is None else reached & ~beyond
            rows, scores = of_plane(spec, creators, plane, most - len(found), found, many)
            found, score = np.append(found, rows), np.append(score, scores)
    return found, score


def of_plane(
    spec: CampaignSpec, creators: Prepared, plane: Plane, most: int, besides: Ints, many: int = compiled.MANY
) -> tuple[Ints, Ints]:
    """Of the creators who have rows of a plane, without those who have a row in `besides`: the best `most` by score,
    each through their best row of the plane, the first in front; and their scores. Compiled loops are used from `many`
    rows on."""
    sample = SAMPLE * (most + len(besides))
    several = compiled.candidates(spec, creators, plane, sample, many=many)
    if len(several[0]) < sample:
        # Nobody was left out.
        return _best(spec, creators, several, besides, most)
    rows, bounds, sure = several
    mark = int(np.partition(bounds, len(rows) - sample)[len(rows) - sample])
    first = bounds >= mark
    found, score = _best(spec, creators, (rows[first], bounds[first], sure[first]), besides, most)
    if len(found) < most or score[-1] < mark:
        # Others may reach the score of the last one found.
        least = int(score[-1]) if len(found) == most else 0
        several = compiled.candidates(spec, creators, plane, 0, least, many)
        found, score = _best(spec, creators, several, besides, most)
    return found, score


def _best(
    spec: CampaignSpec, creators: Prepared, several: tuple[Ints, NDArray[np.int32], Bools], besides: Ints, most: int
) -> tuple[Ints, Ints]:
    """The best `most` of these rows, one a creator, with their scores. What each can score at most is given, and where
    that is its score."""
    rows, bounds, sure = several
    owner = creators.columns.creator
    if len(besides):
        others = ~np.isin(owner[rows], owner[besides])
        rows, bounds, sure = rows[others], bounds[others], sure[others]
    score = bounds.astype(np.int64)
    if not sure.all():
        score[~sure] = score_columns(spec, creators.take(rows[~sure]))[1]
    places = rank.best_rows(creators.columns.take(rows), score, spec.salt, most)
    return rows[places], score[places]
