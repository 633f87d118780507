"""Fitting and calibrating, always out of fold: no probability comes from a model that saw its own row or cluster."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from marketplace.learning.evaluation.metrics import Floats, Ints

FOLDS, INNER = 7, 3
Fold = tuple[Ints, Ints]


def folds(clusters: Ints, most: int = FOLDS) -> list[Fold]:
    """(training rows, held-out rows): whole clusters are held out."""
    count = min(most, len(np.unique(clusters)))
    return list(GroupKFold(count).split(clusters, groups=clusters))


def additive() -> Any:
    """A logistic regression over standardised features; what is missing is the mean."""
    return make_pipeline(SimpleImputer(), StandardScaler(), LogisticRegression(C=0.1, max_iter=500))


def trees() -> Any:
    """Small boosted trees; what is missing has a branch of its own."""
    return HistGradientBoostingClassifier(
        max_iter=120, learning_rate=0.06, max_leaf_nodes=8, min_samples_leaf=40, l2_regularization=5.0, random_state=1
    )


def out_of_fold(features: Floats, outcomes: Floats, clusters: Ints, most: int = FOLDS) -> Floats:
    """A calibrated probability for each row, from models that saw nothing of its cluster."""
    found = np.zeros(len(outcomes))
    for train, held in folds(clusters, most):
        found[held] = fitted(features[train], outcomes[train], clusters[train], features[held])
    return found


def fitted(features: Floats, outcomes: Floats, clusters: Ints, asked: Floats) -> Floats:
    """Fit on rows, calibrate on their own inner folds, and say what the asked rows' probabilities are."""
    inner = np.zeros(len(outcomes))
    for train, held in folds(clusters, INNER):
        inner[held] = _both(features[train], outcomes[train], features[held])
    return platt(inner, outcomes, _both(features, outcomes, asked))


def platt(scores: Floats, outcomes: Floats, asked: Floats) -> Floats:
    """Platt scaling: one slope and one intercept of the log-odds (Platt 1999). All-alike outcomes give their share."""
    if len(np.unique(outcomes > 0)) < 2:
        return np.full(len(asked), float(np.mean(outcomes > 0)))
    line = LogisticRegression(C=1e6).fit(scores[:, None], outcomes > 0)
    return line.predict_proba(asked[:, None])[:, 1]


def log_odds(chances: Floats) -> Floats:
    """ln(p / (1 − p)), kept within ±13.8."""
    safe = np.clip(chances, 1e-6, 1 - 1e-6)
    return np.log(safe / (1 - safe))


def _both(features: Floats, outcomes: Floats, asked: Floats) -> Floats:
    """The mean log-odds of the additive model and the trees."""
    if len(np.unique(outcomes > 0)) < 2:
        return np.zeros(len(asked))
    return np.mean([_one(model, features, outcomes, asked) for model in _models()], axis=0)


def _one(model: Any, features: Floats, outcomes: Floats, asked: Floats) -> Floats:
    return log_odds(model.fit(features, outcomes > 0).predict_proba(asked)[:, 1])


def _models() -> Iterator[Any]:
    yield additive()
    yield trees()
