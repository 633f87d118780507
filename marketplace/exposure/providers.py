"""What exposure must know about matches, which a higher floor tells it.

The room above registers one function; until then nothing is known, and the figures say so.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np


@dataclass(frozen=True)
class Market:
    """Everybody who is matched, as arrays of one length, and what keeps most of them out.

    `creators` ids in ascending order; `tiers` places in `enums.Tier`; `campaigns` for how many published campaigns each
    fits; `merit` the sum of their scores there. `excluded`: by the code of a rule's measure (creators' own conditions
    together), how many pairs it alone rules out.
    """

    creators: np.ndarray
    tiers: np.ndarray
    campaigns: np.ndarray
    merit: np.ndarray
    excluded: dict[str, int] = field(default_factory=dict)


Provider = Callable[[int], Market]
_providers: list[Provider] = []


def register_market(provider: Provider) -> None:
    """`provider(minimum_score)` tells the market of now; scores below the minimum count for nothing."""
    _providers[:] = [provider]


def market(minimum_score: int) -> Market:
    """The market of now, as the room above tells it."""
    if not _providers:
        nothing = np.zeros(0, np.int64)
        return Market(nothing, nothing, nothing, nothing)
    return _providers[0](minimum_score)
