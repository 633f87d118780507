"""How a column is held: numbers, codes. All are read-only in use; a changed column is a new one. What is sparse is in
`postings`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Days = NDArray[np.int32]
Bools = NDArray[np.bool_]

#: An unknown number, and an unknown day.
NO_NUMBER = np.iinfo(np.int64).min
NO_DAY = np.iinfo(np.int32).min
#: What narrow arrays are made of.
WIDTHS = (np.int8, np.int16, np.int32, np.int64)
T = TypeVar("T")


class Lazily(Mapping[str, T]):
    """A mapping whose values are made when they are first asked for."""

    def __init__(self, names: Iterable[str], make: Callable[[str], T]) -> None:
        self._names, self._make = dict.fromkeys(names), make
        self._made: dict[str, T] = {}

    def __getitem__(self, name: str) -> T:
        if name not in self._made:
            if name not in self._names:
                raise KeyError(name)
            self._made[name] = self._make(name)
        return self._made[name]

    def __contains__(self, name: object) -> bool:
        return name in self._names

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


def narrow(values: NDArray[np.signedinteger], unknown: int) -> NDArray[np.signedinteger]:
    """The same integers in as few bytes as hold them; `unknown` becomes the least number of the type (`absent`)."""
    known = values != unknown
    low, high = (int(values[known].min()), int(values[known].max())) if known.any() else (0, 0)
    kind = next(kind for kind in WIDTHS if np.iinfo(kind).min < low and high <= np.iinfo(kind).max)
    if values.dtype == kind and unknown == np.iinfo(kind).min:
        return values
    return np.where(known, values, absent(kind)).astype(kind)


def absent(kind: Any) -> int:
    """What stands for an unknown number in a narrow array of this type."""
    return int(np.iinfo(kind).min)


def widen(values: NDArray[np.signedinteger], kind: type[np.signedinteger], unknown: int) -> NDArray[Any]:
    """A narrow array in its full type again."""
    if values.dtype == kind:
        return values
    return np.where(values == absent(values.dtype), unknown, values.astype(kind))


def _joined(parts: Sequence[NDArray[np.signedinteger]]) -> NDArray[np.signedinteger]:
    """Narrow arrays one after the other."""
    widest = np.result_type(*{part.dtype for part in parts})
    found = np.empty(sum(map(len, parts)), widest)
    at = 0
    for part in parts:
        into = found[at : at + len(part)]
        into[:] = part
        if part.dtype != widest:
            into[part == absent(part.dtype)] = absent(widest)
        at += len(part)
    return found


@dataclass(frozen=True, eq=False)
class Numbers:
    """A number a row: its value (NO_NUMBER: unknown), the day it speaks of and its source (an index into SOURCES).
    Held narrow."""

    stored: NDArray[np.signedinteger]
    stored_days: NDArray[np.signedinteger]
    sources: NDArray[np.int8]

    @classmethod
    def of(cls, values: Ints, days: Days, sources: NDArray[np.int8]) -> Numbers:
        return cls(narrow(values, NO_NUMBER), narrow(days, NO_DAY), sources)

    @property
    def values(self) -> Ints:
        return widen(self.stored, np.int64, NO_NUMBER)

    @property
    def days(self) -> Days:
        return widen(self.stored_days, np.int32, NO_DAY)

    @property
    def known(self) -> Bools:
        return np.asarray(self.stored != absent(self.stored.dtype))

    @property
    def arrays(self) -> tuple[NDArray[Any], ...]:
        return self.stored, self.stored_days, self.sources

    @classmethod
    def unknown(cls, size: int) -> Numbers:
        """Nobody's number is known."""
        nothing = np.full(size, absent(np.int8), np.int8)
        return cls(nothing, nothing, np.zeros(size, np.int8))

    def at(self, rows: Ints | slice) -> Numbers:
        """Those of some rows."""
        return Numbers(*(array[rows] for array in self.arrays))

    @classmethod
    def concatenated(cls, parts: Sequence[Numbers]) -> Numbers:
        """Several one after the other, in the widest type of each array."""
        return cls(
            _joined([part.stored for part in parts]),
            _joined([part.stored_days for part in parts]),
            np.concatenate([part.sources for part in parts]),
        )

    @classmethod
    def join(cls, parts: Sequence[Numbers], order: Ints) -> Numbers:
        """Several one after the other, in the given order of rows."""
        return cls.of(
            np.concatenate([part.values for part in parts])[order],
            np.concatenate([part.days for part in parts])[order],
            np.concatenate([part.sources for part in parts])[order],
        )


@dataclass(frozen=True, eq=False)
class Codes:
    """A code a row, as an index into its own sorted words; index 0 is always "", the unknown. Held narrow."""

    index: NDArray[np.signedinteger]
    words: tuple[str, ...]

    @classmethod
    def of(cls, texts: Sequence[str] | NDArray[Any]) -> Codes:
        """From texts, or bytes of plain ASCII (they sort alike, and quicker)."""
        given = np.asarray(texts)
        given = given if given.dtype.kind == "S" else given.astype(np.str_)
        words, index = np.unique(np.append(given, np.zeros(1, given.dtype)), return_inverse=True)
        named = [word.decode() if isinstance(word, bytes) else word for word in words.tolist()]
        return cls(_narrowest(index[:-1], len(words)), tuple(named))

    def among(self, wanted: Iterable[str]) -> Bools:
        """Which rows have one of the wanted codes."""
        wanted = set(wanted)
        return np.fromiter((word in wanted for word in self.words), bool, len(self.words))[self.index]

    def mapped(self, numbers: Mapping[str, int], otherwise: int = 0) -> Ints:
        """Each row's code as the number it stands for."""
        return np.fromiter((numbers.get(word, otherwise) for word in self.words), np.int64, len(self.words))[self.index]

    def text(self, row: int) -> str:
        return self.words[self.index[row]]

    def at(self, rows: Ints | slice) -> Codes:
        """Those of some rows."""
        return Codes(self.index[rows], self.words)

    @classmethod
    def join(cls, parts: Sequence[Codes], order: Ints) -> Codes:
        words = tuple(sorted({"", *(word for part in parts for word in part.words)}))
        place = {word: number for number, word in enumerate(words)}
        moved = [np.array([place[word] for word in part.words], np.int32)[part.index] for part in parts]
        index = np.concatenate(moved)[order]
        used = np.flatnonzero(np.bincount(np.append(index, 0), minlength=len(words)))
        again = np.zeros(len(words), np.int32)
        again[used] = np.arange(len(used))
        return cls(_narrowest(again[index], len(used)), tuple(words[number] for number in used.tolist()))


def _narrowest(index: NDArray[np.signedinteger], words: int) -> NDArray[np.signedinteger]:
    """An index into so many words in as few bytes as hold it."""
    return index.astype(next(kind for kind in WIDTHS if words <= np.iinfo(kind).max))
