"""Sparse facts as one small number a row, for compiled loops: made once an epoch for all campaigns that read them."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from marketplace.matching.engine.columns import CreatorColumns
from marketplace.matching.engine.frame import Frame
from marketplace.matching.engine.parts import audience
from marketplace.matching.engine.parts.interest import OPEN_TO_WORK
from marketplace.matching.engine.spec import FULL, NEUTRAL, CampaignSpec

#: So many bytes of them are kept; those made first go first.
MOST_BYTES = 1 << 28
MOST_RATE = np.iinfo(np.int32).max


class Dense:
    """Of one population in one epoch."""

    def __init__(self, columns: CreatorColumns, frame: Frame) -> None:
        self.columns, self.frame = columns, frame
        self._held: dict[Hashable, NDArray[Any]] = {}

    def share(self, key: str) -> NDArray[np.int16]:
        """A share of an audience (bp), 0 where it is not given."""
        return self._kept(key, lambda: np.clip(self.columns.sets.values(key), 0, FULL).astype(np.int16))

    def given(self, key: str) -> NDArray[np.int16]:
        """1 where a key is given."""
        return self._kept(("given", key), lambda: self.columns.sets.has(key).astype(np.int16))

    def any_of(self, prefix: str) -> NDArray[np.int16]:
        """1 where a key begins with `prefix`."""
        sets = self.columns.sets
        return self._kept(("any", prefix), lambda: sets.any_of(sets.keys_of(prefix)).astype(np.int16))

    @property
    def busy(self) -> NDArray[np.int16]:
        """What the availability counts for the part "interest"; -1 where it is not said, -2 where nobody has claimed
        the profile."""
        return self._kept("busy", self._busy)

    def _busy(self) -> NDArray[np.int16]:
        state = self.columns.codes["availability"]
        said = np.where(state.index != 0, state.mapped(OPEN_TO_WORK, NEUTRAL), -1)
        return np.where(self.columns.flags["is_claimed"], said, -2).astype(np.int16)

    def rate(self, key: str) -> NDArray[np.int32]:
        """A price, -1 where none is named; what does not fit is taken for the most that does."""
        return self._kept(key, lambda: np.minimum(self.columns.sets.values(key, -1), MOST_RATE).astype(np.int32))

    def line(self, spec: CampaignSpec) -> NDArray[np.int16]:
        """The part "audience" of a campaign that asks nothing else but what `spec` does."""
        key = spec.countries, spec.languages
        return self._kept(key, lambda: audience.column(spec, self.columns, self.frame).astype(np.int16))

    def _kept(self, key: Hashable, make: Callable[[], NDArray[Any]]) -> NDArray[Any]:
        found = self._held.get(key)
        if found is None:
            found = self._held[key] = make()
            while len(self._held) * 4 * max(1, len(self.columns)) > MOST_BYTES and len(self._held) > 1:
                self._held.pop(next(iter(self._held)), None)
        return found
