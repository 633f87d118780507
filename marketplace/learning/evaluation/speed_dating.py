"""Decisions of both sides: does a reciprocal score find the pairs in which both say yes, and is it a probability?

Protocol: whole waves are held out (grouped folds by wave); what is known of a person is how their other meetings went
(`speed_history`); models are calibrated on inner folds of the training waves. A row is one direction: the row person's
yes, the other's yes, and the match of both; lists are one person's meetings.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path
from typing import Any

import numpy as np

from marketplace.learning.evaluation.fit import out_of_fold
from marketplace.learning.evaluation.metrics import Floats, Ints
from marketplace.learning.evaluation.speed_history import RATED, features
from marketplace.learning.evaluation.table import Table

FILE = "speed_dating_data.csv"
IMPORTANCE = ("attr1_1", "sinc1_1", "intel1_1", "fun1_1", "amb1_1", "shar1_1")
#: Said of themselves before the evening.
SELF = ("goal", "date", "go_out", "exphappy", "attr3_1", "fun3_1", "sinc3_1", "intel3_1", "amb3_1")
SHARED = ("int_corr", "met")
Line = dict[str, str]


def read(path: Path) -> list[Line]:
    """The rows that name both people."""
    with path.open(encoding="latin-1", newline="") as handle:
        return [line for line in csv.DictReader(handle) if line["pid"] and line["iid"]]


def table(path: Path, chance: np.random.Generator | None = None) -> Table:
    """The data with every method's out-of-fold numbers. With `chance`, decisions are drawn at random first, so that
    nothing can be learnt and every figure must be chance's."""
    lines = read(path)
    if chance is not None:
        lines = drawn(lines, chance)
    rows, asked = featured(lines)
    waves = np.array([int(line["wave"]) for line in rows], np.int64)
    person = np.array([int(line["iid"]) for line in rows], np.int64)
    other = np.array([int(line["pid"]) for line in rows], np.int64)
    says = np.array([float(line["dec"]) for line in rows])
    back = mirror(person, other)
    match = says * says[back]
    mine = out_of_fold(asked, says, waves)
    theirs = mine[back]
    both = np.concatenate([asked, asked[back]], 1)
    return Table(
        "speed_dating", person, waves, other, match,
        chances=fusions(mine, theirs) | {
            "product, correlated": correlated(mine, theirs, says, back, waves),
            "direct match model": out_of_fold(both, match, waves),
        },
        shown=3,
        notes=[f"corr of the two decisions beyond what was predicted: {residual_correlation(says, mine, back):+.3f}"],
    )  # fmt: skip


def fusions(mine: Floats, theirs: Floats) -> dict[str, Floats]:
    """One-sided probabilities, and the ways to join two of them."""
    product = mine * theirs
    return {
        "one-sided": mine,
        "other side only": theirs,
        "mean": (mine + theirs) / 2,
        "min": np.minimum(mine, theirs),
        "harmonic": 2 * product / (mine + theirs),
        "product": product,
    }


def correlated(mine: Floats, theirs: Floats, says: Floats, back: Ints, waves: Ints) -> Floats:
    """The probability of both where the answers go together beyond what is predicted: `p·q + ρ·√(p(1−p)·q(1−q))`, ρ
    from the other waves' standardised residuals."""
    spread = np.sqrt(mine * (1 - mine))
    left = (says - mine) / spread
    found = np.zeros(len(mine))
    for wave in np.unique(waves):
        held = waves == wave
        rho = float(np.mean(left[~held] * left[back][~held]))
        found[held] = (mine * theirs + rho * spread * spread[back])[held]
    return np.clip(found, 0, 1)


def residual_correlation(says: Floats, predicted: Floats, back: Ints) -> float:
    """Correlation of what the two predictions leave unsaid: near 0, their product is the probability of both."""
    left = says - predicted
    return float(np.corrcoef(left, left[back])[0, 1])


def mirror(person: Ints, other: Ints) -> Ints:
    """For each row, the row of the same pair seen from the other side."""
    at = {pair: row for row, pair in enumerate(zip(person.tolist(), other.tolist(), strict=True))}
    return np.array([at[pair] for pair in zip(other.tolist(), person.tolist(), strict=True)], np.int64)


def drawn(lines: list[Line], chance: np.random.Generator) -> list[Line]:
    """The same rows with decisions and ratings of rows drawn at random: they keep their shares and mean nothing."""
    source = chance.integers(0, len(lines), len(lines)).tolist()
    taken = ("dec", *RATED)
    return [line | {name: lines[at][name] for name in taken} for line, at in zip(lines, source, strict=True)]


def featured(lines: list[Line]) -> tuple[list[Line], Floats]:
    """The rows that have their mirror, with their features."""
    known = {(line["iid"], line["pid"]) for line in lines}
    by_wave: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        if (line["pid"], line["iid"]) in known:
            by_wave[line["wave"]].append(line)
    rows: list[Line] = []
    found: list[Floats] = []
    for wave in by_wave.values():
        for side in ("0", "1"):
            named = [line for line in wave if line["gender"] == side]
            asked = _of_side(named, {(line["iid"], line["pid"]): line for line in wave})
            rows += named
            found.append(asked)
    return rows, np.concatenate(found)


def _of_side(named: list[Line], by_pair: dict[tuple[str, str], Line]) -> Floats:
    """Features of one side of one wave, in the order of its rows."""
    people, others = sorted({line["iid"] for line in named}), sorted({line["pid"] for line in named})
    at, of = {one: place for place, one in enumerate(people)}, {one: place for place, one in enumerate(others)}
    first = {line["iid"]: line for line in by_pair.values()}

    def square(name: str, back: bool = False) -> Floats:
        cells = np.full((len(people), len(others)), np.nan)
        for line in named:
            source = by_pair[line["pid"], line["iid"]] if back else line
            cells[at[line["iid"]], of[line["pid"]]] = number(source[name])
        return cells

    def said(who: list[str], names: tuple[str, ...]) -> Floats:
        return np.array([[number(first[one][name]) for name in names] for one in who])

    whole = features(
        square("dec"), square("dec", back=True), np.stack([square(name) for name in RATED]),
        said(people, IMPORTANCE), said(people, SELF), said(others, SELF),
        np.stack([square(name) for name in SHARED], -1),
    )  # fmt: skip
    return whole[[at[line["iid"]] * len(others) + of[line["pid"]] for line in named]]


def number(text: str) -> Any:
    """A cell as a number; NaN if it is none."""
    try:
        return float(text)
    except ValueError:
        return np.nan
