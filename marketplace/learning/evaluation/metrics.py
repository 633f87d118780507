"""Measures of rankings and of probabilities. Arrays of one length, a row a pair.

Where scores tie, the expected value over a random order of the tied is taken, so a score that says nothing gets what
chance gets.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import roc_auc_score

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
BINS = 10


def ndcg(labels: Floats, scores: Floats, groups: Ints, k: int) -> tuple[Floats, Ints]:
    """nDCG@k of each group that has anything relevant, with the groups: gain = label, discount = 1/log2(1 + place)
    (Järvelin & Kekäläinen 2002)."""
    return _by_group(labels, scores, groups, lambda own, given: _ndcg(own, given, k))


def recall(labels: Floats, scores: Floats, groups: Ints, k: int) -> tuple[Floats, Ints]:
    """Share of each group's relevant pairs among its first k."""

    def of(own: Floats, given: Floats) -> float:
        hit = _expected(own > 0, given)
        return float(hit[:k].sum() / (own > 0).sum())

    return _by_group(labels, scores, groups, of)


def auc(labels: Floats, scores: Floats) -> float:
    """The chance that a relevant pair is scored above one that is not, over all groups."""
    return float(roc_auc_score(labels > 0, scores)) if 0 < (labels > 0).sum() < len(labels) else float("nan")


def brier(outcomes: Floats, chances: Floats) -> float:
    """Mean squared error of probabilities."""
    return float(np.mean((chances - outcomes) ** 2))


def log_loss(outcomes: Floats, chances: Floats) -> Floats:
    """−ln of the probability given to what happened, a value a row."""
    safe = np.clip(chances, 1e-6, 1 - 1e-6)
    return -np.where(outcomes > 0, np.log(safe), np.log(1 - safe))


def ece(outcomes: Floats, chances: Floats, bins: int = BINS) -> float:
    """Expected calibration error: |mean probability − share that happened|, averaged over bins of equal mass."""
    order = np.argsort(chances, kind="stable")
    parts = [part for part in np.array_split(order, bins) if len(part)]
    gaps = [len(part) * abs(float(chances[part].mean() - outcomes[part].mean())) for part in parts]
    return sum(gaps) / len(order)


def exposure(scores: Floats, groups: Ints, items: Ints, k: int) -> tuple[float, float]:
    """If everybody looked at the first k of every group: the Gini coefficient of how often each item is shown, and the
    share that is never shown. Ties by row."""
    times = dict.fromkeys(np.unique(items).tolist(), 0)
    for rows in _rows(groups):
        for row in rows[np.argsort(-scores[rows], kind="stable")][:k]:
            times[int(items[row])] += 1
    values = np.sort(np.array(list(times.values()), np.float64))
    places = 2 * np.arange(1, len(values) + 1) - len(values) - 1
    return float((places * values).sum() / (len(values) * values.sum())), float((values == 0).mean())


def _by_group(labels: Floats, scores: Floats, groups: Ints, of: object) -> tuple[Floats, Ints]:
    found = [(of(labels[rows], scores[rows]), groups[rows[0]]) for rows in _rows(groups) if (labels[rows] > 0).any()]  # type: ignore[operator]
    return np.array([value for value, _ in found], np.float64), np.array([group for _, group in found], np.int64)


def _rows(groups: Ints) -> list[Ints]:
    order = np.argsort(groups, kind="stable")
    return np.split(order, np.flatnonzero(np.diff(groups[order])) + 1) if len(order) else []


def _ndcg(labels: Floats, scores: Floats, k: int) -> float:
    discounts = 1 / np.log2(np.arange(2, min(k, len(labels)) + 2))
    gained = _expected(labels, scores)[: len(discounts)] @ discounts
    best = np.sort(labels)[::-1][: len(discounts)] @ discounts
    return float(gained / best)


def _expected(values: NDArray[np.generic], scores: Floats) -> Floats:
    """Values in the order of the scores; those that tie are replaced by their mean."""
    order = np.argsort(-scores, kind="stable")
    found = values[order].astype(np.float64)
    ends = np.flatnonzero(np.diff(scores[order])) + 1
    for part in np.split(np.arange(len(order)), ends):
        found[part] = found[part].mean()
    return found
