"""How near two niches are on the taxonomy's tree."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from marketplace.matching.engine.arrays import Ints
from marketplace.matching.engine.spec import FULL

#: A creator names at most so many niches.
MOST_NICHES = 5

#: A creator's main niche counts in full, each later one 5 % less.
LATER_NICHE = 500


class NicheTree:
    """The path of every niche, from the root's code to its own."""

    def __init__(self, paths: Mapping[str, Iterable[str]]) -> None:
        self.paths = {code: tuple(path) for code, path in paths.items()}
        self.similarity = lru_cache(maxsize=1 << 16)(self._similarity)

    def _similarity(self, wanted: str, offered: str) -> int:
        """0…10,000. Whoever makes something narrower than what is wanted makes what is wanted: 10,000.

        Otherwise twice the depth of the nearest common ancestor over the sum of both depths (Wu and Palmer): siblings
        under a root get 5,000, a parent of what is wanted 6,666, different roots 0. A niche that left the tree is a
        root of its own.
        """
        of_wanted = self.paths.get(wanted, (wanted,))
        of_offered = self.paths.get(offered, (offered,))
        if wanted in of_offered:
            return FULL
        common = 0
        for one, other in zip(of_wanted, of_offered, strict=False):
            if one != other:
                break
            common += 1
        return 2 * FULL * common // (len(of_wanted) + len(of_offered))

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


@dataclass(frozen=True)
class NicheLists:
    """The distinct lists of niches that creators have, sorted; rows refer to them by number."""

    lists: tuple[tuple[str, ...], ...]

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Every niche that occurs."""
        return tuple(sorted({niche for own in self.lists for niche in own}))

    @cached_property
    def table(self) -> NDArray[np.int32]:
        """A line a list: its niches as indexes into `words`, and behind them the number of words for "none"."""
        place = {niche: number for number, niche in enumerate(self.words)}
        none = [len(self.words)] * MOST_NICHES
        lines = [([place[niche] for niche in own] + none)[:MOST_NICHES] for own in self.lists]
        return np.array(lines, np.int32).reshape(len(self.lists), MOST_NICHES)

    def nearest(self, tree: NicheTree, wanted: str, lines: NDArray[np.int32]) -> Ints:
        """`NicheTree.closeness` of many lines of the table to one wanted niche."""
        similarity = np.array([*(tree.similarity(wanted, niche) for niche in self.words), 0], np.int64)
        later = FULL - LATER_NICHE * np.arange(MOST_NICHES)
        return (similarity[lines] * later // FULL).max(axis=1)
