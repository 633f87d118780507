"""What is known of many channels: one array a fact, rows ordered by (bucket, creator, channel)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from marketplace.matching.engine.arrays import NO_DAY, NO_NUMBER, Bools, Codes, Days, Ints, Lazily, Numbers
from marketplace.matching.engine.niches import NicheLists
from marketplace.matching.engine.postings import Postings
from marketplace.matching.engine.row import Number, Row

#: Creators are spread over this many buckets by id: the unit in which counts are kept and work can be divided.
BUCKETS = 256
#: Where numbers come from, as columns hold it.
SOURCES = ("", "imported", "declared", "proof", "fetched")


@dataclass(frozen=True, eq=False)
class CreatorColumns:
    """A struct of arrays, one row a channel. `sets` holds everything sparse under keys of its own:

    language:fr  style:humour  refuses_sector:1002  refuses_kind:live  rate:story:EUR (minor units)
    word:velo (of the bio)  answers:due  answers:kept (a number each)
    audience:countries:FR (bp)  audience:countries (the day of the list)  consent:20410 (from that day until the value)
    """

    creator: Ints
    channel: Ints
    minimum_fee: Ints
    source: NDArray[np.int8]
    niche_list: NDArray[np.int32]
    niche_lists: NicheLists
    codes: Mapping[str, Codes]
    days: Mapping[str, Days]
    flags: Mapping[str, Bools]
    numbers: Mapping[str, Numbers]
    sets: Postings

    def __len__(self) -> int:
        return len(self.creator)

    @cached_property
    def bucket(self) -> Ints:
        return self.creator % BUCKETS

    @cached_property
    def bucket_starts(self) -> Ints:
        """Where each bucket begins; one more entry than there are buckets."""
        return np.searchsorted(self.bucket, np.arange(BUCKETS + 1)).astype(np.int64)

    @cached_property
    def creator_starts(self) -> Ints:
        """The first row of each creator."""
        return np.flatnonzero(np.append(True, self.creator[1:] != self.creator[:-1])[: len(self)]).astype(np.int64)

    @cached_property
    def nbytes(self) -> int:
        """Memory held by the arrays."""
        plain: list[NDArray[Any]] = [getattr(self, name) for name in PLAIN] + [self.niche_lists.table]
        plain += [codes.index for codes in self.codes.values()] + [*self.days.values(), *self.flags.values()]
        plain += [array for column in self.numbers.values() for array in column.arrays]
        plain += [array for pair in self.sets.lists.values() for array in pair]
        return sum(array.nbytes for array in plain)

    def measured(self, code: str) -> Numbers:
        """A measure with its days and sources."""
        return self.numbers.get(code) or Numbers.unknown(len(self))

    def number(self, code: str) -> Ints:
        """The values of a measure, NO_NUMBER where unknown."""
        return self.measured(code).values

    def of_bucket(self, bucket: int) -> CreatorColumns:
        """The rows of one bucket, without copying."""
        return self.slice(int(self.bucket_starts[bucket]), int(self.bucket_starts[bucket + 1]))

    def of_creator(self, creator: int) -> CreatorColumns:
        """The rows of one creator; none if they are not among these."""
        bucket = creator % BUCKETS
        low, high = int(self.bucket_starts[bucket]), int(self.bucket_starts[bucket + 1])
        start, stop = np.searchsorted(self.creator[low:high], (creator, creator + 1))
        return self.slice(low + int(start), low + int(stop))

    def slice(self, start: int, stop: int) -> CreatorColumns:
        """Rows that follow each other, without copying; each column is cut when it is first asked for."""
        return self._at(slice(start, stop), self.sets.slice(start, stop))

    def take(self, rows: Ints) -> CreatorColumns:
        """Some rows, ascending; each column is gathered when it is first asked for."""
        return self._at(rows, self.sets.take(rows))

    def _at(self, rows: Any, sets: Postings) -> CreatorColumns:
        codes, numbers, days, flags = self.codes, self.numbers, self.days, self.flags
        return CreatorColumns(
            **{name: getattr(self, name)[rows] for name in PLAIN},
            niche_lists=self.niche_lists,
            codes=Lazily(codes, lambda name: codes[name].at(rows)),
            numbers=Lazily(numbers, lambda code: numbers[code].at(rows)),
            days=Lazily(days, lambda name: days[name][rows]),
            flags=Lazily(flags, lambda name: flags[name][rows]),
            sets=sets,
        )

    def replaced(self, creators: Iterable[int], rows: CreatorColumns) -> CreatorColumns:
        """These columns with all rows of `creators` taken out and `rows` (theirs now; maybe none) put in."""
        gone = np.isin(self.creator, np.fromiter(creators, np.int64))
        keep = np.append(~gone, np.ones(len(rows), bool))
        return join([self, rows], keep)

    def row(self, at: int) -> Row:
        """One row as plain values."""
        sets = self.sets.of_row(at)
        plain: dict[str, Any] = {name: self.codes[name].text(at) for name in ROW_CODES}
        plain |= {name: _day(self.days[name][at]) for name in ROW_DAYS}
        plain |= {name: bool(self.flags[name][at]) for name in ROW_FLAGS}
        plain |= {field: _listed(sets, name) for field, name in ROW_SETS.items()}
        return Row(
            creator=int(self.creator[at]),
            channel=int(self.channel[at]),
            niches=self.niche_lists[self.niche_list[at]],
            numbers=self._numbers(at),
            audience=_audience(sets),
            audience_days={name: sets[f"audience:{name}"] for name in _audience(sets)},
            rates=_rates(sets),
            answers_due=sets.get("answers:due", 0),
            answers_kept=sets.get("answers:kept", 0),
            source=SOURCES[self.source[at]],
            minimum_fee=None if self.minimum_fee[at] == NO_NUMBER else int(self.minimum_fee[at]),
            **plain,
        )

    def _numbers(self, at: int) -> dict[str, Number]:
        one = {code: column.at(slice(at, at + 1)) for code, column in self.numbers.items()}
        return {
            code: Number(int(column.values[0]), int(column.days[0]), SOURCES[column.sources[0]])
            for code, column in one.items()
            if column.known[0]
        }


#: The arrays that are cut and joined as they are.
PLAIN = ("creator", "channel", "minimum_fee", "source", "niche_list")
#: What a Row names; columns hold more, for the rules.
ROW_CODES = (
    *("platform", "country", "home_country", "main_language", "ownership", "availability"),
    "minimum_fee_currency",
)
ROW_DAYS = ("available_from", "available_until", "measured_on")
ROW_FLAGS = ("is_claimed", "paid_only")
ROW_SETS = {
    "languages": "language",
    "styles": "style",
    "words": "word",
    "refuses_sectors": "refuses_sector",
    "refuses_kinds": "refuses_kind",
}
CODES = (*ROW_CODES, "city", "community_standing")
DAYS = (*ROW_DAYS, "birth_date", "account_created_on")
FLAGS = (*ROW_FLAGS, "is_public", "is_business", "identity_verified")


def join(parts: Sequence[CreatorColumns], keep: Bools | None = None) -> CreatorColumns:
    """Several columns as one, in the order that rows always have; `keep` says which rows stay."""
    creator = np.concatenate([part.creator for part in parts])
    channel = np.concatenate([part.channel for part in parts])
    order = np.lexsort((channel, creator, creator % BUCKETS))
    if keep is not None:
        order = order[keep[order]]
    lists, index = NicheLists.join([(part.niche_lists, part.niche_list) for part in parts], order)
    measured = sorted({code for part in parts for code in part.numbers})
    plain = {name: np.concatenate([getattr(part, name) for part in parts])[order] for name in PLAIN[:-1]}
    return CreatorColumns(
        **plain,
        niche_list=index,
        niche_lists=lists,
        codes={name: Codes.join([part.codes[name] for part in parts], order) for name in CODES},
        numbers={code: Numbers.join([part.measured(code) for part in parts], order) for code in measured},
        days={name: np.concatenate([part.days[name] for part in parts])[order] for name in DAYS},
        flags={name: np.concatenate([part.flags[name] for part in parts])[order] for name in FLAGS},
        sets=Postings.join([part.sets for part in parts], order),
    )


def in_buckets(columns: CreatorColumns) -> list[CreatorColumns]:
    """The columns of every bucket, without copying."""
    return [columns.of_bucket(bucket) for bucket in range(BUCKETS)]


def rows_of(columns: CreatorColumns, creators: Ints) -> Ints:
    """The rows of these creators, ascending; a stranger has none."""
    wanted, starts = np.unique(creators), columns.bucket_starts
    found = []
    for creator in wanted[np.argsort(wanted % BUCKETS, kind="stable")].tolist():
        low, high = starts[creator % BUCKETS], starts[creator % BUCKETS + 1]
        start, stop = low + np.searchsorted(columns.creator[low:high], (creator, creator + 1))
        found.append(np.arange(start, stop))
    return np.concatenate(found) if found else np.zeros(0, np.int64)


def concatenated(pieces: Sequence[CreatorColumns]) -> CreatorColumns:
    """Columns that follow each other in order, as one; each column is put together when it is first asked for. There is
    at least one piece, and all have the same names."""
    pieces = [piece for piece in pieces if len(piece)] or pieces[:1]
    order = np.arange(sum(map(len, pieces)))
    lists, index = NicheLists.join([(piece.niche_lists, piece.niche_list) for piece in pieces], order)
    plain = {name: np.concatenate([getattr(piece, name) for piece in pieces]) for name in PLAIN[:-1]}
    first, measured = pieces[0], sorted({code for piece in pieces for code in piece.numbers})
    return CreatorColumns(
        **plain,
        niche_list=index,
        niche_lists=lists,
        codes=Lazily(first.codes, lambda name: Codes.join([piece.codes[name] for piece in pieces], order)),
        numbers=Lazily(measured, lambda code: Numbers.concatenated([piece.measured(code) for piece in pieces])),
        days=Lazily(first.days, lambda name: np.concatenate([piece.days[name] for piece in pieces])),
        flags=Lazily(first.flags, lambda name: np.concatenate([piece.flags[name] for piece in pieces])),
        sets=Postings.concatenated([piece.sets for piece in pieces]),
    )


def _day(day: np.int32) -> int | None:
    return None if day == NO_DAY else int(day)


def _listed(sets: Mapping[str, int], name: str) -> frozenset[str]:
    return frozenset(key.removeprefix(f"{name}:") for key in sets if key.startswith(f"{name}:"))


def _audience(sets: Mapping[str, int]) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    for key, share in sets.items():
        name, _, rest = key.partition(":")
        if name == "audience":
            dimension, _, code = rest.partition(":")
            found.setdefault(dimension, {})
            if code:
                found[dimension][code] = share
    return found


def _rates(sets: Mapping[str, int]) -> dict[tuple[str, str], int]:
    split = {tuple(key.split(":")): amount for key, amount in sets.items() if key.startswith("rate:")}
    return {(kind, currency): amount for (_, kind, currency), amount in split.items()}
