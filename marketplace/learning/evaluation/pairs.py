"""Any file of pairs: CSV with `brand_id`, `creator_id`, `label`, and whatever else is known. docs/evaluation.md has the
columns."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np

from marketplace.learning.evaluation.fit import FOLDS, fitted, out_of_fold, platt
from marketplace.learning.evaluation.metrics import Floats, Ints
from marketplace.learning.evaluation.table import Table, numbered
from marketplace.learning.evaluation.text import bm25, tfidf

NEEDED = ("brand_id", "creator_id", "label")
#: The last part of the time is held out.
HELD_SHARE = 0.3
Line = dict[str, str]


class NotPairs(Exception):
    """The file is no file of pairs; the message says why."""


def read(path: Path) -> list[Line]:
    """The rows. Raises NotPairs."""
    with path.open(encoding="utf-8-sig", newline="") as handle:
        reader = csv.DictReader(handle)
        missing = [name for name in NEEDED if name not in (reader.fieldnames or [])]
        if missing:
            raise NotPairs(f"{path.name} has no column {', '.join(missing)}")
        lines = list(reader)
    if not lines:
        raise NotPairs(f"{path.name} has no rows")
    return lines


def table(path: Path, chance: np.random.Generator | None = None) -> Table:
    """The held-out rows with the numbers of every method that the columns allow. Raises NotPairs."""
    lines = read(path)
    labels = column(lines, "label")
    if np.isnan(labels).any() or (labels < 0).any():
        raise NotPairs("label must be a number of 0 or more in every row")
    if chance is not None:
        labels = chance.permutation(labels)
    brands = numbered([line["brand_id"] for line in lines])
    train, held = split(lines, brands)
    scores = texts(lines)
    if "score" in lines[0]:
        scores["score"] = np.nan_to_num(column(lines, "score"))
    asked = numeric(lines, scores)
    whole = Table(
        path.name, brands, brands, numbered([line["creator_id"] for line in lines]), labels,
        chances=learned(lines, asked, labels, brands, train), scores=scores,
        tiers=[line["tier"] or "unknown" for line in lines] if "tier" in lines[0] else None,
        notes=[_how(lines, train, held)],
    )  # fmt: skip
    return whole.only(held)


def split(lines: list[Line], brands: Ints) -> tuple[Ints | None, Ints]:
    """(training rows, held-out rows): by `split`, else by `time`, else no training rows: every brand in turn."""
    if "split" in lines[0]:
        tested = np.array([line["split"].strip().lower() == "test" for line in lines])
        if tested.any() and not tested.all():
            return np.flatnonzero(~tested), np.flatnonzero(tested)
    if "time" in lines[0]:
        times = np.array([line["time"] for line in lines])
        cut = np.sort(times)[int(len(times) * (1 - HELD_SHARE))]
        if (times < cut).any():
            return np.flatnonzero(times < cut), np.flatnonzero(times >= cut)
    return None, np.arange(len(lines))


def texts(lines: list[Line]) -> dict[str, Floats]:
    """BM25 and TF-IDF, if the rows have texts of both."""
    if "text" not in lines[0] or "brand_text" not in lines[0]:
        return {}
    queries, documents = [line["brand_text"] for line in lines], [line["text"] for line in lines]
    return {"BM25": bm25(queries, documents), "TF-IDF": tfidf(queries, documents)}


def numeric(lines: list[Line], scores: dict[str, Floats]) -> Floats | None:
    """The columns `x_…` and the scores; None if there are none."""
    found = [column(lines, name) for name in lines[0] if name.startswith("x_")]
    found += scores.values()
    return np.column_stack(found) if found else None


def learned(
    lines: list[Line], asked: Floats | None, labels: Floats, brands: Ints, train: Ints | None
) -> dict[str, Floats]:
    """What models make of the features: of the label and, where both sides' answers are known, of each side."""
    if asked is None:
        return {}
    found = {"learned": _predict(asked, labels, brands, train)}
    if "brand_yes" in lines[0] and "creator_yes" in lines[0]:
        sides = [_predict(asked, column(lines, name), brands, train) for name in ("brand_yes", "creator_yes")]
        found |= {"p(brand says yes)": sides[0], "p(creator says yes)": sides[1], "product": sides[0] * sides[1]}
    if "score" in lines[0]:
        given = np.nan_to_num(column(lines, "score"))
        rows = np.arange(len(lines)) if train is None else train
        found["score, calibrated"] = platt(given[rows], labels[rows], given)
    return found


def _predict(asked: Floats, outcomes: Floats, brands: Ints, train: Ints | None) -> Floats:
    if train is None:
        return out_of_fold(asked, outcomes, brands, FOLDS)
    return fitted(asked[train], outcomes[train], brands[train], asked)


def column(lines: list[Line], name: str) -> Floats:
    """A column as numbers; NaN where there is none."""
    found = np.full(len(lines), np.nan)
    for row, line in enumerate(lines):
        try:
            found[row] = float(line[name])
        except (TypeError, ValueError):
            continue
    return found


def _how(lines: list[Line], train: Ints | None, held: Ints) -> str:
    if train is None:
        return "Every brand held out in turn."
    by = "split" if "split" in lines[0] else "time"
    return f"Split by {by}: {len(train)} rows to learn from, {len(held)} held out."
