"""What is known of many channels: one array a fact, rows ordered by (bucket, creator, channel)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from marketplace.matching.engine.arrays import NO_DAY, NO_NUMBER, Bools, Codes, Days, Ints, Numbers, Postings
from marketplace.matching.engine.row import Number, Price, Row

#: Creators are spread over this many buckets by id: the unit in which counts are kept and work can be divided.
BUCKETS = 256
#: Where numbers come from, as columns hold it.
SOURCES = ("", "imported", "declared", "proof", "fetched")


@dataclass(frozen=True, eq=False)
class CreatorColumns:
    """A struct of arrays, one row a channel. `sets` holds everything sparse under keys of its own:

    language:fr  style:humour  refuses_sector:1002  refuses_kind:live  rate:story:EUR  audience:countries:FR
    (bp) and audience:countries (the list is known).
    """

    creator: Ints
    channel: Ints
    is_claimed: Bools
    paid_only: Bools
    available_from: Days
    available_until: Days
    minimum_fee: Ints
    measured_on: Days
    source: NDArray[np.int8]
    niche_list: NDArray[np.int32]
    niche_lists: tuple[tuple[str, ...], ...]
    codes: Mapping[str, Codes]
    numbers: Mapping[str, Numbers]
    flags: Mapping[str, Bools]
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
        plain = [value for value in vars(self).values() if isinstance(value, np.ndarray)]
        plain += [codes.index for codes in self.codes.values()] + list(self.flags.values())
        plain += [array for column in self.numbers.values() for array in (column.values, column.days, column.sources)]
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
        cut = {name: value[start:stop] for name, value in vars(self).items() if name in PLAIN}
        return CreatorColumns(
            **cut,
            niche_lists=self.niche_lists,
            codes={name: codes.slice(start, stop) for name, codes in self.codes.items()},
            numbers={code: column.slice(start, stop) for code, column in self.numbers.items()},
            flags={name: flag[start:stop] for name, flag in self.flags.items()},
            sets=self.sets.slice(start, stop),
        )

    def replaced(self, creators: Iterable[int], rows: CreatorColumns) -> CreatorColumns:
        """These columns with all rows of `creators` taken out and `rows` (theirs now; maybe none) put in."""
        gone = np.isin(self.creator, np.fromiter(creators, np.int64))
        keep = np.append(~gone, np.ones(len(rows), bool))
        return join([self, rows], keep)

    def row(self, at: int) -> Row:
        """One row as plain values."""
        sets = self.sets.of_row(at)
        listed = lambda name: frozenset(key.partition(":")[2] for key in sets if key.startswith(f"{name}:"))  # noqa: E731
        return Row(
            creator=int(self.creator[at]),
            channel=int(self.channel[at]),
            is_claimed=bool(self.is_claimed[at]),
            paid_only=bool(self.paid_only[at]),
            niches=self.niche_lists[self.niche_list[at]],
            languages=listed("language"),
            styles=listed("style"),
            refuses_sectors=listed("refuses_sector"),
            refuses_kinds=listed("refuses_kind"),
            numbers=self._numbers(at),
            audience=_audience(sets),
            rates=_rates(sets),
            measured_on=_day(self.measured_on[at]),
            source=SOURCES[self.source[at]],
            available_from=_day(self.available_from[at]),
            available_until=_day(self.available_until[at]),
            minimum_fee=None if self.minimum_fee[at] == NO_NUMBER else int(self.minimum_fee[at]),
            **{name: self.codes[name].text(at) for name in ROW_CODES},
        )

    def _numbers(self, at: int) -> dict[str, Number]:
        return {
            code: Number(int(column.values[at]), int(column.days[at]), SOURCES[column.sources[at]])
            for code, column in self.numbers.items()
            if column.values[at] != NO_NUMBER
        }


#: The arrays that are cut and joined as they are.
PLAIN = (
    "creator",
    "channel",
    "is_claimed",
    "paid_only",
    "available_from",
    "available_until",
    "minimum_fee",
    "measured_on",
    "source",
    "niche_list",
)
#: The codes that a Row names.
ROW_CODES = ("platform", "country", "home_country", "ownership", "availability", "minimum_fee_currency")


def join(parts: Sequence[CreatorColumns], keep: Bools | None = None) -> CreatorColumns:
    """Several columns as one, in the order that rows always have; `keep` says which rows stay."""
    creator = np.concatenate([part.creator for part in parts])
    channel = np.concatenate([part.channel for part in parts])
    order = np.lexsort((channel, creator, creator % BUCKETS))
    if keep is not None:
        order = order[keep[order]]
    lists, index = _niche_lists(parts, order)
    measured = sorted({code for part in parts for code in part.numbers})
    plain = {name: np.concatenate([getattr(part, name) for part in parts])[order] for name in PLAIN[:-1]}
    return CreatorColumns(
        **plain,
        niche_list=index,
        niche_lists=lists,
        codes={name: Codes.join([part.codes[name] for part in parts], order) for name in parts[0].codes},
        numbers={code: Numbers.join([part.measured(code) for part in parts], order) for code in measured},
        flags={name: np.concatenate([part.flags[name] for part in parts])[order] for name in parts[0].flags},
        sets=Postings.join([part.sets for part in parts], order),
    )


def _niche_lists(parts: Sequence[CreatorColumns], order: Ints) -> tuple[tuple[tuple[str, ...], ...], NDArray[np.int32]]:
    lists = sorted({one for part in parts for one in part.niche_lists})
    place = {one: number for number, one in enumerate(lists)}
    moved = [np.array([place[one] for one in part.niche_lists], np.int32)[part.niche_list] for part in parts]
    index = np.concatenate(moved)[order]
    used = np.unique(index)
    return tuple(lists[number] for number in used) or ((),), np.searchsorted(used, index).astype(np.int32)


def _day(day: np.int32) -> int | None:
    return None if day == NO_DAY else int(day)


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


def _rates(sets: Mapping[str, int]) -> dict[str, Price]:
    found = {}
    for key, amount in sets.items():
        name, _, rest = key.partition(":")
        if name == "rate":
            kind, _, currency = rest.rpartition(":")
            found[kind] = Price(amount, currency)
    return found
