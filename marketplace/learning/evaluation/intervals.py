"""Bootstrap intervals: whole clusters (brands, waves, projects) are drawn with replacement, never single pairs."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from marketplace.learning.evaluation.metrics import Floats, Ints

DRAWS = 1_000


@dataclass(frozen=True)
class Interval:
    """A figure with its 95 % percentile interval."""

    value: float
    low: float
    high: float

    def as_json(self) -> dict[str, float]:
        return {"value": round(self.value, 4), "low": round(self.low, 4), "high": round(self.high, 4)}


def of_mean(values: Floats, clusters: Ints, draws: int = DRAWS, seed: int = 1) -> Interval:
    """The mean of values, a value a group, drawn by the cluster of the group."""
    names, at = np.unique(clusters, return_inverse=True)
    sums, sizes = np.bincount(at, values, len(names)), np.bincount(at, minlength=len(names))
    picked = np.random.default_rng(seed).integers(0, len(names), (draws, len(names)))
    means = sums[picked].sum(1) / sizes[picked].sum(1)
    return Interval(float(values.mean()), *_ends(means))


def of_rows(statistic: Callable[[Ints], float], clusters: Ints, draws: int = 200, seed: int = 1) -> Interval:
    """Any statistic of rows, asked again for each draw of clusters."""
    names = np.unique(clusters)
    rows = {name: np.flatnonzero(clusters == name) for name in names.tolist()}
    chance = np.random.default_rng(seed)
    found = []
    for _ in range(draws):
        picked = chance.choice(names, len(names))
        found.append(statistic(np.concatenate([rows[name] for name in picked.tolist()])))
    return Interval(statistic(np.arange(len(clusters))), *_ends(np.array(found)))


def _ends(values: Floats) -> tuple[float, float]:
    low, high = np.nanpercentile(values, [2.5, 97.5])
    return float(low), float(high)
