"""What is known of a population, a measure at a time, over NumPy arrays.

A column holds one measure for every row. `known` masks what is not known, `as_of` is the day each value was true, as
days since 1970-01-01 (`UNDATED` where nobody says). Codes are numbers through a vocabulary; sets are bits; posts are
lists laid end to end.
"""

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .ages import day_number
from .posts import FIELDS, Post

Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

UNDATED = np.iinfo(np.int64).min


@dataclass(frozen=True)
class Column:
    """Numbers; yes or no as 1 and 0; or codes, numbered by `vocabulary` (codes in their normal spelling)."""

    values: NDArray[np.signedinteger]
    known: Bools | None = None
    as_of: Ints | None = None
    vocabulary: Mapping[str, int] | None = None

    def __post_init__(self) -> None:
        if not np.issubdtype(self.values.dtype, np.signedinteger):
            raise TypeError(f"A column holds signed integers, not {self.values.dtype}.")

    def __len__(self) -> int:
        return len(self.values)


@dataclass(frozen=True)
class SetColumn:
    """Sets of codes: code c is in row i when bit `vocabulary[c] % 64` of `words[i, vocabulary[c] // 64]` is set."""

    words: NDArray[np.uint64]
    vocabulary: Mapping[str, int]
    known: Bools | None = None
    as_of: Ints | None = None

    @classmethod
    def of(cls, sets: Sequence[Set[str] | None], vocabulary: Mapping[str, int] | None = None) -> "SetColumn":
        """From Python sets, None where the set is not known."""
        if vocabulary is None:
            vocabulary = {code: bit for bit, code in enumerate(sorted(set().union(*filter(None, sets))))}
        words = np.zeros((len(sets), max(vocabulary.values(), default=0) // 64 + 1), np.uint64)
        for row, codes in enumerate(sets):
            for code in codes or ():
                words[row, vocabulary[code] // 64] |= np.uint64(1 << vocabulary[code] % 64)
        return cls(words, vocabulary, np.array([codes is not None for codes in sets], np.bool_))

    def __len__(self) -> int:
        return len(self.words)


@dataclass(frozen=True)
class PostsColumn:
    """The posts of every row, one after the other: those of row i are `offsets[i]` to `offsets[i + 1]`. A measure
    about a post has a column over all of them, under its code; one without a column is not known of any post."""

    offsets: Ints
    #: The day each post was published, as days since 1970-01-01.
    days: Ints
    fields: Mapping[str, Column]
    #: By row: whether its posts are known, and on which day the list was read.
    known: Bools | None = None
    as_of: Ints | None = None

    @classmethod
    def of(cls, lists: Sequence[Sequence[Post] | None], as_of: Ints | None = None) -> "PostsColumn":
        """From posts, None where they are not known; `as_of` is the day each list was read."""
        posts = [post for each in lists for post in each or ()]
        fields = {}
        for name in FIELDS:
            found = [getattr(post, name) for post in posts]
            known = np.array([value is not None for value in found], np.bool_)
            fields[f"post_{name}"] = Column(np.array([int(value or 0) for value in found], np.int64), known)
        return cls(
            np.cumsum([0, *(len(each or ()) for each in lists)], dtype=np.int64),
            np.array([day_number(post.published_on) for post in posts], np.int64),
            fields,
            np.array([each is not None for each in lists], np.bool_),
            as_of,
        )

    def __len__(self) -> int:
        return len(self.offsets) - 1


AnyColumn = Column | SetColumn | PostsColumn
Columns = Mapping[str, AnyColumn]
