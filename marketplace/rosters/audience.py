"""How alike two audiences are, from their lists of shares. Pure.

An audience is known by up to four lists (countries, ages, genders, languages), each a share in basis points of a key.
The overlap of two is the Bhattacharyya coefficient, Σ √(pₛ · qₛ) over the segments s: 1 for two that are spread alike,
0 for two that share no segment. A segment is a country × an age × a gender × a language; where only the four lists are
known the share of a segment is taken for the product of its four, and the coefficient is the product of four.

It says how alike the audiences are, not how many people follow both: that is known to nobody here, and neither size
nor reach comes in. What a list does not say is taken from the mean of the candidates' lists, so that an unknown
audience is neither new nor the same.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from marketplace.allocation import Overlap

LISTS = ("country", "age", "gender", "language")
#: The keys of a list that most audiences name are segments; all others are one more.
MOST_KEYS = {"country": 8, "age": 8, "gender": 3, "language": 6}
#: Vectors are in this many parts; two audiences that are spread alike overlap by the square of it.
SCALE = 1_000
#: Points (of the 10,000 of a score) that somebody loses whose audience is spread like everybody else's.
MOST_LOST = 2_000

Shares = Mapping[str, Mapping[str, int]]


def overlap_of(audiences: Sequence[Shares], seats: int) -> Overlap:
    """What every two of some candidates have in common. Of `seats` chosen each meets `seats − 1` others, so somebody
    whose audience is spread like all the others' adds MOST_LOST points less than their score."""
    table = np.ones((len(audiences), 1))
    for name in LISTS:
        marginal = _marginals([audience.get(name, {}) for audience in audiences], MOST_KEYS[name])
        table = (table[:, :, None] * np.sqrt(marginal)[:, None, :]).reshape(len(audiences), -1)
    vectors = np.rint(table * SCALE).astype(np.int64)
    return Overlap(vectors[:, vectors.any(axis=0)], MOST_LOST, max(1, seats - 1) * SCALE**2)


def _marginals(lists: Sequence[Mapping[str, int]], most: int) -> np.ndarray:
    """One row of shares (that sum to 1) a candidate, over the keys that are named most and one for the rest."""
    total: dict[str, int] = {}
    for shares in lists:
        for key, share in shares.items():
            total[key] = total.get(key, 0) + share
    keys = sorted(total, key=lambda key: (-total[key], key))[:most]
    table = np.array([[shares.get(key, 0) for key in keys] for shares in lists], np.float64).reshape(len(lists), -1)
    table = np.column_stack([table, np.maximum(0, 10_000 - table.sum(axis=1))])
    known = np.array([bool(shares) for shares in lists], bool)
    if not known.any():
        return np.ones((len(lists), 1))
    table[~known] = table[known].mean(axis=0)
    return table / table.sum(axis=1, keepdims=True)
