"""The three ways a column is held. All are read-only in use; a changed column is a new one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Days = NDArray[np.int32]
Bools = NDArray[np.bool_]

#: An unknown number, and an unknown day.
NO_NUMBER = np.iinfo(np.int64).min
NO_DAY = np.iinfo(np.int32).min


@dataclass(frozen=True, eq=False)
class Numbers:
    """A number a row: its value (NO_NUMBER: unknown), the day it speaks of and its source (an index into SOURCES)."""

    values: Ints
    days: Days
    sources: NDArray[np.int8]

    @property
    def known(self) -> Bools:
        return self.values != NO_NUMBER

    @classmethod
    def unknown(cls, size: int) -> Numbers:
        """Nobody's number is known."""
        return cls(np.full(size, NO_NUMBER, np.int64), np.full(size, NO_DAY, np.int32), np.zeros(size, np.int8))

    def slice(self, start: int, stop: int) -> Numbers:
        return Numbers(self.values[start:stop], self.days[start:stop], self.sources[start:stop])

    @classmethod
    def join(cls, parts: Sequence[Numbers], order: Ints) -> Numbers:
        """Several one after the other, in the given order of rows."""
        return cls(
            np.concatenate([part.values for part in parts])[order],
            np.concatenate([part.days for part in parts])[order],
            np.concatenate([part.sources for part in parts])[order],
        )


@dataclass(frozen=True, eq=False)
class Codes:
    """A code a row, as an index into its own sorted words; index 0 is always "", the unknown."""

    index: NDArray[np.int32]
    words: tuple[str, ...]

    @classmethod
    def of(cls, texts: Sequence[str] | NDArray[np.str_]) -> Codes:
        words, index = np.unique(np.append(np.asarray(texts, dtype=np.str_), ""), return_inverse=True)
        return cls(index[:-1].astype(np.int32), tuple(words.tolist()))

    def among(self, wanted: Iterable[str]) -> Bools:
        """Which rows have one of the wanted codes."""
        wanted = set(wanted)
        return np.fromiter((word in wanted for word in self.words), bool, len(self.words))[self.index]

    def mapped(self, numbers: Mapping[str, int], otherwise: int = 0) -> Ints:
        """Each row's code as the number it stands for."""
        return np.fromiter((numbers.get(word, otherwise) for word in self.words), np.int64, len(self.words))[self.index]

    def text(self, row: int) -> str:
        return self.words[self.index[row]]

    def slice(self, start: int, stop: int) -> Codes:
        return Codes(self.index[start:stop], self.words)

    @classmethod
    def join(cls, parts: Sequence[Codes], order: Ints) -> Codes:
        words = tuple(sorted({"", *(word for part in parts for word in part.words)}))
        place = {word: number for number, word in enumerate(words)}
        moved = [np.array([place[word] for word in part.words], np.int32)[part.index] for part in parts]
        index = np.concatenate(moved)[order]
        used = np.union1d(np.unique(index), [0])
        return cls(np.searchsorted(used, index).astype(np.int32), tuple(words[number] for number in used))


@dataclass(frozen=True, eq=False)
class Postings:
    """Sparse columns by key: for each key the rows that have it, ascending, and a number for each.

    Sets (a language, a refused kind) use the number 1; shares and prices are the number itself.
    """

    lists: Mapping[str, tuple[NDArray[np.int32], Ints]]
    size: int

    @classmethod
    def of(cls, keys: NDArray[Any], rows: Ints, values: Ints | int, size: int, prefix: str = "") -> Postings:
        """From triples in any order; of two with the same key and row the last one given counts."""
        names, key = np.unique(keys, return_inverse=True)
        numbers = np.broadcast_to(np.asarray(values, np.int64), len(key))
        # Stable, so the last one given stays last; one sort of one number instead of one for each of two.
        order = np.argsort(key * size + rows, kind="stable")
        key, at, numbers = key[order], rows[order].astype(np.int32), numbers[order]
        last = np.append((key[1:] != key[:-1]) | (at[1:] != at[:-1]), True)[: len(key)]
        key, at, numbers = key[last], at[last], numbers[last]
        ends = np.searchsorted(key, np.arange(len(names) + 1)).tolist()
        words = [prefix + (name.decode() if isinstance(name, bytes) else name) for name in names.tolist()]
        cuts = zip(words, ends[:-1], ends[1:], strict=True)
        return cls({word: (at[start:end], numbers[start:end]) for word, start, end in cuts}, size)

    def with_lists(self, *others: Postings) -> Postings:
        """These and others of the same rows, under keys that do not meet."""
        return Postings({key: pair for part in (self, *others) for key, pair in part.lists.items()}, self.size)

    def has(self, key: str) -> Bools:
        """Which rows have the key."""
        found = np.zeros(self.size, bool)
        if key in self.lists:
            found[self.lists[key][0]] = True
        return found

    def values(self, key: str, otherwise: int = 0) -> Ints:
        """The number of each row under the key."""
        found = np.full(self.size, otherwise, np.int64)
        if key in self.lists:
            rows, values = self.lists[key]
            found[rows] = values
        return found

    def any_of(self, keys: Iterable[str]) -> Bools:
        found = np.zeros(self.size, bool)
        for key in keys:
            if key in self.lists:
                found[self.lists[key][0]] = True
        return found

    def of_row(self, row: int) -> dict[str, int]:
        """Everything one row has."""
        found = {}
        for key, (rows, values) in self.lists.items():
            at = int(np.searchsorted(rows, row))
            if at < len(rows) and rows[at] == row:
                found[key] = int(values[at])
        return found

    def slice(self, start: int, stop: int) -> Postings:
        found = {}
        for key, (rows, values) in self.lists.items():
            low, high = np.searchsorted(rows, (start, stop))
            if low < high:
                found[key] = (rows[low:high] - np.int32(start), values[low:high])
        return Postings(found, stop - start)

    @classmethod
    def join(cls, parts: Sequence[Postings], order: Ints) -> Postings:
        """Several one after the other; `order` may leave rows out."""
        total = sum(part.size for part in parts)
        moved = np.full(total, -1, np.int64)
        moved[order] = np.arange(len(order))
        offsets = np.cumsum([0, *(part.size for part in parts)])
        lists = {}
        for key in sorted({key for part in parts for key in part.lists}):
            rows = [
                part.lists[key][0] + start for part, start in zip(parts, offsets, strict=False) if key in part.lists
            ]
            values = np.concatenate([part.lists[key][1] for part in parts if key in part.lists])
            placed = moved[np.concatenate(rows)]
            kept = placed >= 0
            placed, values = placed[kept], values[kept]
            if len(placed):
                sort = np.argsort(placed, kind="stable")
                lists[key] = (placed[sort].astype(np.int32), values[sort])
        return cls(lists, len(order))
