"""How alike channels are, as integers over the columns of matching. Pure.

Seven parts, 0…10,000 each, weighted to a score of 10,000; what is not known of either is 5,000, neither alike nor not.
Nothing of a person counts: no age, no gender, no name; and no size but the class of it.

niche        for each niche of the seed the nearest of theirs on the tree, the mean
audience     1 − total variation of the lists that the seed's measurements give, the mean
tier         the same size class 10,000, a quarter less for each class between
platform     the same or not
place        half for the same country, half for a language in common
performance  10,000 less the distance of the two percentiles within their cohorts
style        those in common over those of either
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from marketplace.matching.engine import Prepared, Row, points
from marketplace.matching.engine.arrays import Ints
from marketplace.matching.engine.columns import rows_of
from marketplace.matching.engine.rank import tie_break
from marketplace.matching.engine.spec import FULL, NEUTRAL

WEIGHTS = {
    "niche": 3_000, "audience": 2_500, "tier": 1_000, "platform": 1_000, "place": 1_000, "performance": 1_000,
    "style": 500,
}  # fmt: skip
#: So many creators can be named at once.
MOST_SEEDS = 5
A_TIER = FULL // 4


@dataclass(frozen=True)
class Similar:
    """One creator through their most similar channel; `points` by part add up to `score`."""

    creator: int
    channel: int
    score: int
    points: dict[str, int]


def similar(creators: Prepared, seeds: Sequence[int], most: int) -> list[Similar]:
    """The creators most like the seeds (ids), the likest first, without the seeds themselves. With several seeds each
    part is the mean of theirs. Of equals a salted hash decides. Seeds without a channel count for nothing; none: []."""
    columns = creators.columns
    rows = [row for seed in seeds for row in _main_row(creators, seed)]
    if not rows:
        return []
    parts = np.sum([_parts(creators, row) for row in rows], axis=0) // len(rows)
    score = parts @ np.array(list(WEIGHTS.values()), np.int64) // FULL
    score[rows_of(columns, np.array(seeds, np.int64))] = -1
    starts = columns.creator_starts
    best = np.maximum.reduceat(score, starts)
    salt = int.from_bytes(hashlib.sha256(repr(sorted(seeds)).encode()).digest()[:8], "big")
    order = np.lexsort((tie_break(salt, columns.creator[starts]), -best))[: most + len(seeds)]
    ends = np.append(starts[1:], len(columns))
    chosen = [int(starts[at] + score[starts[at] : ends[at]].argmax()) for at in order.tolist() if best[at] >= 0]
    return [_one(creators, row, parts[row], int(score[row])) for row in chosen[:most]]


def _one(creators: Prepared, row: int, parts: Ints, score: int) -> Similar:
    shares = points(parts.tolist(), list(WEIGHTS.values()))
    columns = creators.columns
    return Similar(int(columns.creator[row]), int(columns.channel[row]), score, dict(zip(WEIGHTS, shares, strict=True)))


def _main_row(creators: Prepared, seed: int) -> list[int]:
    """The seed's channel with most followers, the first of equals."""
    rows = rows_of(creators.columns, np.array([seed], np.int64))
    if not len(rows):
        return []
    followers = creators.columns.number("followers")[rows]
    return [int(rows[followers.argmax()])]


def _parts(creators: Prepared, at: int) -> Ints:
    """Every channel's parts against one, in the order of WEIGHTS."""
    seed = creators.columns.row(at)
    found = {
        "niche": _niche(creators, seed),
        "audience": _audience(creators, seed),
        "tier": _tier(creators, at),
        "platform": np.where(creators.columns.codes["platform"].among([seed.platform]), FULL, 0),
        "place": _place(creators, seed),
        "performance": FULL - np.abs(creators.performance.astype(np.int64) - int(creators.performance[at])),
        "style": _style(creators, seed),
    }
    return np.column_stack([found[name] for name in WEIGHTS]).astype(np.int64)


def _tier(creators: Prepared, at: int) -> Ints:
    """The first class is "not known"."""
    tiers = creators.tiers.astype(np.int64)
    near = np.maximum(0, FULL - A_TIER * np.abs(tiers - tiers[at]))
    return np.where((tiers == 0) | (tiers[at] == 0), NEUTRAL, near)


def _niche(creators: Prepared, seed: Row) -> Ints:
    lists, tree = creators.columns.niche_lists, creators.frame.tree
    if not seed.niches:
        return np.full(len(creators.columns), NEUTRAL, np.int64)
    near = sum(lists.nearest(tree, niche, lists.table) for niche in seed.niches) // len(seed.niches)
    named = (lists.table != len(lists.words)).any(axis=1)
    return np.where(named, near, NEUTRAL)[creators.columns.niche_list]


def _audience(creators: Prepared, seed: Row) -> Ints:
    sets, size = creators.columns.sets, len(creators.columns)
    lists = []
    for name, shares in sorted(seed.audience.items()):
        total = sum(shares.values())
        if total:
            shared = sum(np.minimum(share, sets.values(f"audience:{name}:{key}")) for key, share in shares.items())
            lists.append(np.where(sets.has(f"audience:{name}"), np.minimum(FULL, shared * FULL // total), NEUTRAL))
    return np.sum(lists, axis=0) // len(lists) if lists else np.full(size, NEUTRAL, np.int64)


def _place(creators: Prepared, seed: Row) -> Ints:
    columns, half = creators.columns, FULL // 2
    size = len(columns)
    country = np.full(size, half // 2, np.int64)
    if seed.place:
        own, home = columns.codes["country"], columns.codes["home_country"]
        here = own.among([seed.place]) | (own.among([""]) & home.among([seed.place]))
        unknown = own.among([""]) & home.among([""])
        country = np.where(unknown, half // 2, np.where(here, half, 0))
    speaks = np.full(size, half // 2, np.int64)
    if seed.languages:
        speaks = np.where(columns.sets.any_of(f"language:{code}" for code in sorted(seed.languages)), half, 0)
    return country + speaks


def _style(creators: Prepared, seed: Row) -> Ints:
    """Without any style on either side nothing is known."""
    sets, size = creators.columns.sets, len(creators.columns)
    every = sets.keys_of("style:")
    theirs = sum((sets.has(key).astype(np.int64) for key in every), np.zeros(size, np.int64))
    shared = sum((sets.has(f"style:{code}").astype(np.int64) for code in seed.styles), np.zeros(size, np.int64))
    either = theirs + len(seed.styles) - shared
    return np.where((theirs == 0) | (len(seed.styles) == 0), NEUTRAL, shared * FULL // np.maximum(1, either))
