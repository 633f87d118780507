"""How likely creators are to say yes, as far as it was learned."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from marketplace.matching.engine.arrays import NO_NUMBER, Ints


@dataclass(frozen=True)
class Acceptance:
    """`says_yes`: by creator, the learned probability in basis points that they accept what suits their wishes."""

    says_yes: Mapping[int, int] = field(default_factory=dict)

    def over(self, creators: Ints) -> Ints:
        """The same for every row; NO_NUMBER where nothing was learned."""
        known, likely = self._table
        if not len(known):
            return np.full(len(creators), NO_NUMBER, np.int64)
        at = np.minimum(np.searchsorted(known, creators), len(known) - 1)
        return np.where(known[at] == creators, likely[at], NO_NUMBER)

    @cached_property
    def _table(self) -> tuple[Ints, Ints]:
        known = np.array(sorted(self.says_yes), np.int64)
        return known, np.array([self.says_yes[creator] for creator in known.tolist()], np.int64)


NOT_LEARNED = Acceptance()
