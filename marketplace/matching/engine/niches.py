"""How near two niches are on the taxonomy's tree."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from marketplace.matching.engine.arrays import Ints
from marketplace.matching.engine.information import bits
from marketplace.matching.engine.spec import FULL

#: A creator names at most so many niches.
MOST_NICHES = 5

#: So many niches at most may occur among creators.
MOST_WORDS = 4_095
#: A creator's main niche counts in full, each later one 5 % less.
LATER_NICHE = 500


class NicheTree:
    """The path of every niche, from the root's code to its own, and how many creators name each (none: not known)."""

    def __init__(self, paths: Mapping[str, Iterable[str]], named: Mapping[str, int] | None = None) -> None:
        self.paths = {code: tuple(path) for code, path in paths.items()}
        self.named = named or {}
        self.similarity = lru_cache(maxsize=1 << 16)(self._similarity)
        self.similarities = lru_cache(maxsize=1 << 10)(self._similarities)

    def counted(self, named: Mapping[str, int]) -> NicheTree:
        """This tree with the counts of an epoch."""
        return NicheTree(self.paths, named)

    @cached_property
    def information(self) -> dict[str, int]:
        """What it says that somebody makes a niche: log₂ of one in how many do, or make something below it (1/1,024
        bit). Every niche counts one creator more than name it, so where nobody was counted the tree's shape decides."""
        weight: dict[str, int] = {}
        for code, path in self.paths.items():
            for one in path:
                weight[one] = weight.get(one, 0) + 1 + self.named.get(code, 0)
        everything = bits(len(self.paths) + sum(self.named.get(code, 0) for code in self.paths) or 1)
        return {code: max(0, everything - bits(one)) for code, one in weight.items()}

    def _similarity(self, wanted: str, offered: str) -> int:
        """0…10,000. Whoever makes something narrower than what is wanted makes what is wanted: 10,000.

        Otherwise twice the information of the nearest common ancestor over the sum of both (Lin 1998): cousins under
        a branch that few creators are on are nearer than siblings on one that everybody is on. Different roots get 0,
        and a niche that left the tree is a root of its own.
        """
        of_wanted = self.paths.get(wanted, (wanted,))
        of_offered = self.paths.get(offered, (offered,))
        if wanted in of_offered:
            return FULL
        ancestor = self.common_ancestor(wanted, offered)
        both = self.information.get(of_wanted[-1], 0) + self.information.get(of_offered[-1], 0)
        return 2 * FULL * self.information[ancestor] // max(1, both) if ancestor else 0

    def _similarities(self, wanted: str, offered: tuple[str, ...]) -> Ints:
        """The same for many, and 0 for none behind them. Many campaigns want the same niches: it is kept, so nobody may
        write to it."""
        found = np.array([*(self.similarity(wanted, one) for one in offered), 0], np.int64)
        found.flags.writeable = False
        return found

    def common_ancestor(self, one: str, other: str) -> str:
        """The code of the nearest common ancestor, "" if there is none."""
        pairs = zip(self.paths.get(one, (one,)), self.paths.get(other, (other,)), strict=False)
        shared = [left for left, right in pairs if left == right]
        return shared[-1] if shared else ""

    def closeness(self, wanted: str, offered: tuple[str, ...]) -> tuple[int, str]:
        """How near a creator's list comes to one wanted niche, and through which of theirs (the first of equals)."""
        best, through = 0, ""
        for position, niche in enumerate(offered):
            near = self.similarity(wanted, niche) * (FULL - LATER_NICHE * position) // FULL
            if near > best:
                best, through = near, niche
        return best, through


@dataclass(frozen=True, eq=False)
class NicheLists:
    """The distinct lists of niches that creators have, in one order; rows refer to them by number.

    `words` are the niches that occur, sorted. `table` has a line a list: its niches as indexes into `words`, and behind
    them the number of words for "none".
    """

    words: tuple[str, ...]
    table: NDArray[np.int16]

    @classmethod
    def of(cls, lists: Sequence[tuple[str, ...]]) -> tuple[NicheLists, NDArray[np.int32]]:
        """The distinct ones of a list a row, and the rows' references to them."""
        words = tuple(sorted({niche for own in lists for niche in own}))
        place = {niche: number for number, niche in enumerate(words)}
        none = [len(words)] * MOST_NICHES
        lines = [([place[niche] for niche in own] + none)[:MOST_NICHES] for own in lists]
        return cls.distinct(words, np.array(lines, np.int64).reshape(len(lists), MOST_NICHES))

    @classmethod
    def distinct(cls, words: tuple[str, ...], lines: Ints) -> tuple[NicheLists, NDArray[np.int32]]:
        """From a line a row. Of equal lines one is kept, and only words that occur; lines are sorted by their places.
        Raises ValueError for more than 4,095 niches: five must fit in one number."""
        if len(words) > MOST_WORDS:
            raise ValueError(f"{len(words)} niches are more than {MOST_WORDS}.")
        used = np.flatnonzero(np.bincount(lines.ravel(), minlength=len(words) + 1)[: len(words)])
        again = np.full(len(words) + 1, len(used), np.int64)
        again[used] = np.arange(len(used))
        digits = np.int64(MOST_WORDS + 1) ** np.arange(MOST_NICHES)[::-1]
        # "None" sorts before any niche, so that a list comes before those that go on from it.
        keys = (again[lines] + 1) % (len(used) + 1) @ digits
        distinct, index = np.unique(keys, return_inverse=True)
        table = (distinct[:, None] // digits % (MOST_WORDS + 1) - 1) % (len(used) + 1)
        kept = tuple(words[number] for number in used.tolist())
        return cls(kept, table.astype(np.int16)), index.astype(np.int32)

    @classmethod
    def join(
        cls, parts: Sequence[tuple[NicheLists, NDArray[np.int32]]], order: Ints
    ) -> tuple[NicheLists, NDArray[np.int32]]:
        """Several columns of references with their lists as one, in the given order of rows."""
        words = tuple(sorted({niche for lists, _ in parts for niche in lists.words}))
        place = {niche: number for number, niche in enumerate(words)}
        lines = []
        for lists, index in parts:
            moved = np.array([*(place[niche] for niche in lists.words), len(words)], np.int64)
            lines.append(moved[lists.table][index])
        return cls.distinct(words, np.concatenate(lines)[order])

    def __getitem__(self, number: int) -> tuple[str, ...]:
        """One list."""
        return tuple(self.words[place] for place in self.table[number].tolist() if place < len(self.words))

    @cached_property
    def lists(self) -> tuple[tuple[str, ...], ...]:
        """All of them: for few."""
        return tuple(self[number] for number in range(len(self.table)))

    def nearest(self, tree: NicheTree, wanted: str, lines: NDArray[np.int16]) -> Ints:
        """`NicheTree.closeness` of many lines of the table to one wanted niche."""
        later = FULL - LATER_NICHE * np.arange(MOST_NICHES)
        return (tree.similarities(wanted, self.words)[lines] * later // FULL).max(axis=1)
