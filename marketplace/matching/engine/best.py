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
SAMPLE = 4


def of_plane(spec: CampaignSpec, creators: Prepared, plane: Plane, most: int, besides: Ints) -> Ints:
    """Of the creators who have rows of a plane, without those who have a row in `besides`: the best `most` by score,
    each through their best row of the plane, the first in front."""
    terms = creators.bounds.terms(spec, creators.columns, creators.frame)
    rows, bounds = compiled.candidates(creators.bounds, terms, plane, len(creators.columns))
    if len(besides):
        owner = creators.columns.creator
        others = ~np.isin(owner[rows], owner[besides])
        rows, bounds = rows[others], bounds[others]
    if len(rows) <= SAMPLE * most:
        return _best(spec, creators, rows, most)[0]
    mark = int(np.partition(bounds, len(rows) - SAMPLE * most)[len(rows) - SAMPLE * most])
    likely = rows[bounds >= mark]
    found, least = _best(spec, creators, likely, most)
    if least >= mark:
        # Nobody else can reach the score of the last one found.
        return found
    if least < 0:
        return _best(spec, creators, rows, most)[0]
    return _best(spec, creators, rows[bounds >= least], most)[0]


def _best(spec: CampaignSpec, creators: Prepared, rows: Ints, most: int) -> tuple[Ints, int]:
    """The best `most` of these rows, one a creator, and the score of the last of them; -1 if there are fewer."""
    taken = creators.take(rows)
    score = score_columns(spec, taken)[1]
    places = rank.best_rows(taken.columns, score, spec.salt, most)
    return rows[places], int(score[places[-1]]) if 0 < len(places) == most else -1
