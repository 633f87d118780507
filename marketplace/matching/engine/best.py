"""The best of many rows, exactly, scoring as few of them as that takes."""

from __future__ import annotations

import numpy as np

from marketplace.eligibility.bitmaps.packed import Plane
from marketplace.matching.engine import compiled, rank
from marketplace.matching.engine.arrays import Ints
from marketplace.matching.engine.prepared import Prepared
from marketplace.matching.engine.score import score_columns
from marketplace.matching.engine.spec import CampaignSpec

#: Of so many times as many rows as are wanted, the mark is taken that others must be able to reach.
SAMPLE = 2


def of_plane(
    spec: CampaignSpec, creators: Prepared, plane: Plane, most: int, besides: Ints, many: int = compiled.MANY
) -> Ints:
    """Of the creators who have rows of a plane, without those who have a row in `besides`: the best `most` by score,
    each through their best row of the plane, the first in front. Compiled loops are used from `many` rows on."""
    sample = SAMPLE * (most + len(besides))
    rows, bounds = compiled.candidates(spec, creators, plane, sample, many=many)
    if len(rows) < sample:
        # Nobody was left out.
        return _best(spec, creators, _others(creators, rows, besides), most)[0]
    mark = int(np.partition(bounds, len(rows) - sample)[len(rows) - sample])
    found, least = _best(spec, creators, _others(creators, rows[bounds >= mark], besides), most)
    if least < mark:
        # Others may reach the score of the last one found.
        rows = compiled.candidates(spec, creators, plane, 0, max(0, least), many)[0]
        found = _best(spec, creators, _others(creators, rows, besides), most)[0]
    return found


def _others(creators: Prepared, rows: Ints, besides: Ints) -> Ints:
    owner = creators.columns.creator
    return rows[~np.isin(owner[rows], owner[besides])] if len(besides) else rows


def _best(spec: CampaignSpec, creators: Prepared, rows: Ints, most: int) -> tuple[Ints, int]:
    """The best `most` of these rows, one a creator, and the score of the last of them; -1 if there are fewer."""
    taken = creators.take(rows)
    score = score_columns(spec, taken)[1]
    places = rank.best_rows(taken.columns, score, spec.salt, most)
    return rows[places], int(score[places[-1]]) if 0 < len(places) == most else -1
