"""Columns from rows, one by one: for a handful of channels. What only rules read (city, standing…) stays unknown."""

from collections.abc import Iterable, Sequence

import numpy as np

from marketplace.matching.engine.arrays import NO_DAY, NO_NUMBER, Codes, Ints, Numbers
from marketplace.matching.engine.columns import BUCKETS, CODES, DAYS, FLAGS, SOURCES, CreatorColumns
from marketplace.matching.engine.niches import NicheLists
from marketplace.matching.engine.postings import Postings
from marketplace.matching.engine.row import Row


def columns_of(rows: Iterable[Row]) -> CreatorColumns:
    """The columns of these rows, in the order that rows always have."""
    rows = sorted(rows, key=lambda row: (row.creator % BUCKETS, row.creator, row.channel))
    lists, index = NicheLists.of([row.niches for row in rows])
    return CreatorColumns(
        creator=np.array([row.creator for row in rows], np.int64),
        channel=np.array([row.channel for row in rows], np.int64),
        minimum_fee=_ints([row.minimum_fee for row in rows]),
        source=np.array([SOURCES.index(row.source) for row in rows], np.int8),
        niche_list=index,
        niche_lists=lists,
        codes={name: Codes.of([getattr(row, name, "") for row in rows]) for name in CODES},
        days={name: _days([getattr(row, name, None) for row in rows]) for name in DAYS},
        flags={name: np.array([getattr(row, name, False) for row in rows], bool) for name in FLAGS},
        numbers={code: _numbers(rows, code) for code in sorted({code for row in rows for code in row.numbers})},
        sets=_sets(rows),
    )


def sparse_keys(row: Row) -> dict[str, int]:
    """Everything of a row that columns hold under keys."""
    found = {f"language:{code}": 1 for code in row.languages}
    found |= {f"style:{code}": 1 for code in row.styles}
    found |= {f"word:{word}": 1 for word in row.words}
    found |= {f"answers:{name}": n for name, n in (("due", row.answers_due), ("kept", row.answers_kept)) if n}
    found |= {f"refuses_sector:{code}": 1 for code in row.refuses_sectors}
    found |= {f"refuses_kind:{code}": 1 for code in row.refuses_kinds}
    found |= {f"rate:{kind}:{currency}": amount for (kind, currency), amount in row.rates.items()}
    for dimension, shares in row.audience.items():
        found[f"audience:{dimension}"] = row.audience_days.get(dimension, row.measured_on or 0)
        found |= {f"audience:{dimension}:{code}": share for code, share in shares.items()}
    return found


def _sets(rows: Sequence[Row]) -> Postings:
    triples = [(key, at, value) for at, row in enumerate(rows) for key, value in sparse_keys(row).items()]
    keys = np.array([key for key, _, _ in triples], np.str_)
    at = np.array([at for _, at, _ in triples], np.int64)
    return Postings.of(keys, at, np.array([value for _, _, value in triples], np.int64), len(rows))


def _numbers(rows: Sequence[Row], code: str) -> Numbers:
    found = [row.numbers.get(code) for row in rows]
    return Numbers.of(
        _ints([None if number is None else number.value for number in found]),
        _days([None if number is None else number.day for number in found]),
        np.array([0 if number is None else SOURCES.index(number.source) for number in found], np.int8),
    )


def _ints(values: Sequence[int | None]) -> Ints:
    return np.array([NO_NUMBER if value is None else value for value in values], np.int64)


def _days(values: Sequence[int | None]) -> np.ndarray[tuple[int], np.dtype[np.int32]]:
    return np.array([NO_DAY if value is None else value for value in values], np.int32)
