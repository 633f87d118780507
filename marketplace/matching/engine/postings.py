"""Sparse columns: for each key the rows that have it. Read-only in use."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from marketplace.matching.engine.arrays import WIDTHS, Bools, Ints, Lazily, absent, narrow

#: The rows that have a key, ascending, and a number for each.
Posting = tuple[NDArray[np.int32], NDArray[np.signedinteger]]
#: Dense forms of keys are kept up to so many bytes.
MOST_DENSE = 1 << 28
NOTHING: Posting = (np.zeros(0, np.int32), np.zeros(0, np.int8))


@dataclass(frozen=True, eq=False)
class Postings:
    """Sparse columns by key: for each key the rows that have it, ascending, and a number for each (narrow).

    Sets (a language, a refused kind) use the number 1; shares and prices are the number itself.
    """

    lists: Mapping[str, Posting]
    size: int
    _dense: dict[Any, NDArray[Any]] = field(default_factory=dict, init=False, repr=False)

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
        return cls({word: (at[start:end], fitting(numbers[start:end])) for word, start, end in cuts}, size)

    def with_lists(self, *others: Postings) -> Postings:
        """These and others of the same rows, under keys that do not meet."""
        return Postings({key: pair for part in (self, *others) for key, pair in part.lists.items()}, self.size)

    @cached_property
    def _sorted_keys(self) -> list[str]:
        return sorted(self.lists)

    def keys_of(self, prefix: str) -> list[str]:
        """The keys that begin with `prefix`, sorted."""
        keys = self._sorted_keys
        return keys[bisect_left(keys, prefix) : bisect_left(keys, prefix[:-1] + chr(ord(prefix[-1]) + 1))]

    def dense(self, key: str) -> NDArray[np.signedinteger]:
        """A number for every row, narrow: the least of its type where the row has not the key."""
        found = self._dense.get(key)
        if found is None:
            rows, values = self.lists.get(key, NOTHING)
            found = np.full(self.size, absent(values.dtype), values.dtype)
            found[rows] = values
            self._keep(key, found)
        return found

    def has(self, key: str) -> Bools:
        """Which rows have the key."""
        return self.any_of([key])

    def values(self, key: str, otherwise: int = 0) -> Ints:
        """The number of each row under the key."""
        found = np.full(self.size, otherwise, np.int64)
        rows, values = self.lists.get(key, NOTHING)
        found[rows] = values
        return found

    def any_of(self, keys: Iterable[str]) -> Bools:
        """Which rows have one of the keys."""
        found = np.zeros(self.size, bool)
        for key in keys:
            found[self.lists.get(key, NOTHING)[0]] = True
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
        """Those of rows that follow each other; a key stays though nobody has it."""

        def cut(key: str) -> Posting:
            rows, values = self.lists[key]
            low, high = np.searchsorted(rows, (start, stop))
            return rows[low:high] - np.int32(start), values[low:high]

        return Postings(Lazily(self.lists, cut), stop - start)

    def take(self, rows: Ints) -> Postings:
        """Those of some rows, ascending."""
        return Taken(self, rows)

    @classmethod
    def concatenated(cls, parts: Sequence[Postings]) -> Postings:
        """Several one after the other; each key is put together when it is first asked for."""
        offsets = np.cumsum([0, *(part.size for part in parts)]).tolist()

        def joined(key: str) -> Posting:
            held = [(part.lists[key], at) for part, at in zip(parts, offsets, strict=False) if key in part.lists]
            rows = [rows + np.int32(at) for (rows, _), at in held]
            return np.concatenate(rows), np.concatenate([values for (_, values), _ in held])

        return cls(Lazily(sorted({key for part in parts for key in part.lists}), joined), offsets[-1])

    @classmethod
    def join(cls, parts: Sequence[Postings], order: Ints) -> Postings:
        """Several one after the other; `order` may leave rows out."""
        total = sum(part.size for part in parts)
        moved = np.full(total, -1, np.int64)
        moved[order] = np.arange(len(order))
        offsets = np.cumsum([0, *(part.size for part in parts)]).tolist()
        lists = {}
        for key in sorted({key for part in parts for key in part.lists}):
            held = [(part.lists[key], start) for part, start in zip(parts, offsets, strict=False) if key in part.lists]
            placed = moved[np.concatenate([rows + start for (rows, _), start in held])]
            values = np.concatenate([values for (_, values), _ in held])
            kept = placed >= 0
            placed, values = placed[kept], values[kept]
            if len(placed):
                sort = np.argsort(placed, kind="stable")
                lists[key] = (placed[sort].astype(np.int32), fitting(values[sort]))
        return cls(lists, len(order))

    def _keep(self, key: Any, array: NDArray[Any]) -> None:
        """Remember an array, and forget the oldest beyond what may be kept."""
        self._dense[key] = array
        while len(self._dense) > max(1, MOST_DENSE // max(1, 2 * self.size)):
            self._dense.pop(next(iter(self._dense)), None)


class Taken(Postings):
    """Some rows of postings, read through the dense form of each key that is asked for."""

    def __init__(self, whole: Postings, rows: Ints) -> None:
        super().__init__(Lazily(whole.lists, self._list), len(rows))
        object.__setattr__(self, "_whole", whole)
        object.__setattr__(self, "_rows", rows)

    _whole: Postings
    _rows: Ints

    def keys_of(self, prefix: str) -> list[str]:
        return self._whole.keys_of(prefix)

    def dense(self, key: str) -> NDArray[np.signedinteger]:
        return self._whole.dense(key)[self._rows]

    def values(self, key: str, otherwise: int = 0) -> Ints:
        found = self.dense(key)
        return np.where(found == absent(found.dtype), otherwise, found.astype(np.int64))

    def any_of(self, keys: Iterable[str]) -> Bools:
        listed = tuple(keys)
        if len(listed) == 1:
            found = self.dense(listed[0])
            return np.asarray(found != absent(found.dtype))
        held = self._whole._dense.get(listed)
        if held is None:
            held = self._whole.any_of(listed)
            self._whole._keep(listed, held)
        return held[self._rows]

    def _list(self, key: str) -> Posting:
        found = self.dense(key)
        rows = np.flatnonzero(found != absent(found.dtype)).astype(np.int32)
        return rows, found[rows]


def fitting(values: Ints) -> NDArray[np.signedinteger]:
    """Known numbers in as few bytes as hold them, the least of the type left free for the unknown."""
    if values.dtype == np.int8 and not (values == absent(np.int8)).any():
        return values
    return narrow(values.astype(np.int64, copy=False), absent(WIDTHS[-1]))
