"""What each side's history says about a pair, computed without the pair itself.

Within one wave (everybody meets everybody of the other side) a decision of i on j, and of j on i, is left out of every
figure that describes i or j for this pair. Nothing that either wrote about the other is read: no rating of each other,
no guess at the other's answer. Gender, race, age and religion are not read either.
"""

from __future__ import annotations

import numpy as np

from marketplace.learning.evaluation.metrics import Floats

#: Ratings of six traits and the overall liking, as the raters gave them.
RATED = ("attr", "sinc", "intel", "fun", "amb", "shar", "like")
#: A mean of few is drawn by this many towards what is usual: constants, for the mean of all holds the pair itself.
PRIOR = 3.0
USUAL_YES, USUAL_MARK = 0.4, 6.0


def left_out(values: Floats, axis: int, usual: float = 0.0) -> Floats:
    """For each cell, the mean along an axis without the cell, drawn towards what is usual; NaN is not known."""
    known = ~np.isnan(values)
    filled = np.where(known, values, 0)
    total = filled.sum(axis, keepdims=True) - filled
    count = known.sum(axis, keepdims=True) - known
    return (total + PRIOR * usual) / (count + PRIOR)


def features(
    said: Floats, answered: Floats, ratings: Floats, importance: Floats, own: Floats, other: Floats, shared: Floats
) -> Floats:
    """The features of "row says yes to column" for one wave and one side, a row a pair in row-major order.

    `said` rows × columns: what the rows decided; `answered`: what the columns decided on the rows. `ratings` 7 × rows ×
    columns: what the rows wrote. `importance` rows × 6, `own` rows × n and `other` columns × n: what each said of
    themselves before. `shared` rows × columns × n: what was known of the pair before they met. NaN: no such pair, or
    not known.
    """
    received = np.stack([left_out(one - left_out(one, 1, USUAL_MARK), 0) for one in ratings])
    liking, attraction = ratings[RATED.index("like")], ratings[RATED.index("attr")]
    found = [
        *(left_out(decided, axis, USUAL_YES) for decided in (said, answered) for axis in (0, 1)),
        *received,
        *(left_out(marks, 1, USUAL_MARK) for marks in (attraction, liking)),
        np.einsum("rt,trc->rc", _shares(importance), received[:6]),
        _revealed(liking, received[:6]),
        _alike(liking),
        _alike(said),
    ]
    rows, columns = said.shape
    wide = [np.repeat(own[:, None, :], columns, 1), np.repeat(other[None, :, :], rows, 0), shared]
    whole = np.concatenate([np.stack(found, -1), *wide], -1)
    return whole.reshape(rows * columns, -1)


def _shares(importance: Floats) -> Floats:
    """What each said matters to them, as shares of one; evenly where they said nothing."""
    filled = np.where(np.isnan(importance), 0, importance)
    total = filled.sum(1, keepdims=True)
    return np.where(total > 0, filled / np.where(total > 0, total, 1), 1 / importance.shape[1])


def _revealed(liking: Floats, received: Floats) -> Floats:
    """How well a column's traits, as others see them, go with those of the columns that the row liked, this one left
    out."""
    found = np.zeros(liking.shape)
    for column in range(liking.shape[1]):
        others = _centred(np.delete(liking, column, 1))
        taste = (others[None] * np.delete(received, column, 2)).sum(2) / (others.shape[1] + PRIOR)
        found[:, column] = (taste * received[:, :, column]).sum(0)
    return found


def _alike(values: Floats) -> Floats:
    """What rows of like mind thought of the column: how far they agree is measured over all other columns."""
    found = np.zeros(values.shape)
    for column in range(values.shape[1]):
        others = np.delete(values, column, 1)
        vote = values[:, column] - np.nan_to_num(_means(others)[:, 0])
        found[:, column] = _voted(_centred(others), np.nan_to_num(vote))
    return found


def _voted(others: Floats, vote: Floats) -> Floats:
    agreement = others @ others.T
    size = np.sqrt(np.maximum(np.diag(agreement), 1e-9))
    alike = np.maximum(agreement / (size[:, None] * size[None, :]), 0)
    np.fill_diagonal(alike, 0)
    return alike @ vote / (alike.sum(1) + 1)


def _centred(values: Floats) -> Floats:
    """Each row about its own mean; what is not known is the mean."""
    return np.nan_to_num(values - _means(values))


def _means(values: Floats) -> Floats:
    known = (~np.isnan(values)).sum(1, keepdims=True)
    return np.where(known, np.nansum(values, 1, keepdims=True) / np.maximum(known, 1), np.nan)
