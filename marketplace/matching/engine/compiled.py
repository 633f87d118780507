"""The loops that every campaign goes through, compiled where there are many rows and in NumPy where there are few.

Both give the same bits and numbers (a test holds it). Compiling is done once a machine and kept on disk; loading what
was compiled takes longer than NumPy takes for a few thousand rows, so small populations never ask for it. `many` is
from how many rows on.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from types import ModuleType

import numpy as np
from numpy.typing import NDArray

from marketplace.eligibility.bitmaps.packed import Plane
from marketplace.matching.engine import members
from marketplace.matching.engine.arrays import Bools, Ints
from marketplace.matching.engine.columns import BUCKETS
from marketplace.matching.engine.layout import FULL_WORD, Layout, rows_in
from marketplace.matching.engine.members import Member, Met, Rows
from marketplace.matching.engine.prepared import Prepared
from marketplace.matching.engine.score import score_columns
from marketplace.matching.engine.spec import CampaignSpec
from marketplace.matching.engine.terms import terms_of

#: Rows from which compiled loops are used, unless the caller says otherwise.
MANY = 20_000


def meet(asked: Sequence[Member], everybody: Plane, many: int = MANY) -> Met:
    """`members.meet`."""
    loops = _loops(64 * len(everybody), many)
    if loops is None:
        return members.meet(asked, everybody)
    planes = [[member.unknown, member.review, member.passed] for member in asked]
    return Met(*loops.meet(_addresses(planes), everybody))


def tally(
    layout: Layout, let_in: Sequence[Plane], but_one: Plane, alone: Sequence[Rows], many: int = MANY
) -> NDArray[np.int64]:
    """`Layout.tally` of the rows in `alone`, each within `but_one`."""
    loops = _loops(64 * len(layout.starts), many)
    if loops is None:
        return layout.tally(list(let_in), [rows.within(but_one) for rows in alone])
    table = np.zeros((BUCKETS, 4 + len(alone) * len(layout.tiers)), np.int64)
    addresses = _addresses([[*let_in, but_one, *(rows.plane for rows in alone)]])[0]
    flips = np.array([FULL_WORD if rows.is_flipped else 0 for rows in alone], np.uint64)
    loops.tally(addresses, flips, layout.starts, *layout.reached, layout.tiers, layout.edges, table)
    return table


def candidates(
    spec: CampaignSpec, creators: Prepared, plane: Plane, most: int, least: int = 0, many: int = MANY
) -> tuple[Ints, NDArray[np.int32], Bools]:
    """Rows of a plane, ascending, the most each can score, and where that is its score: those that may be among the
    best `most` by what they can score; with 0, all that can score `least`. In NumPy all rows, each with its score."""
    size = len(creators.columns)
    if _loops(size, many) is None:
        rows = rows_in(plane, size)
        return rows, score_columns(spec, creators.take(rows))[1].astype(np.int32), np.ones(len(rows), bool)
    from marketplace.matching.engine import bounding

    sketch = creators.sketch
    found: tuple[Ints, NDArray[np.int32], Bools] = bounding.candidates(
        plane, sketch.lines, most, least, terms_of(spec, sketch)
    )
    return found


def _loops(size: int, many: int) -> ModuleType | None:
    return _compiled() if size >= many else None


@cache
def _compiled() -> ModuleType:
    from marketplace.matching.engine import loops

    return loops


def _addresses(planes: Sequence[Sequence[Plane]]) -> NDArray[np.uintp]:
    """Where planes are held: compiled loops read any number of them without a copy. The planes must be kept
    meanwhile."""
    return np.array([[plane.__array_interface__["data"][0] for plane in line] for line in planes], np.uintp)
