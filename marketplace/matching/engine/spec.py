"""What a campaign asks, as plain values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

#: The parts of a score, in the order in which they are stored and shown. The order never changes.
PARTS = ("niche", "text", "audience", "performance", "price", "reliability", "interest", "confidence")
#: A full part, a full score, and the sum of the weights.
FULL = 10_000
#: What a part counts where the facts to judge it are missing: neither for nor against.
NEUTRAL = 5_000

DEFAULT_WEIGHTS = (2_500, 500, 2_000, 1_500, 1_500, 500, 1_000, 500)
#: Amounts and counts above this are taken for this: sums stay within 64 bits in every form.
LARGEST = 10**13

#: What a result is: the objective decides. Content that is only to be made has none.
VIEWS, ENGAGEMENTS, NO_RESULT = "views", "engagements", ""

#: Lists of audience shares a campaign can set minimums in.
DIMENSIONS = ("countries", "ages", "genders", "languages")


@dataclass(frozen=True, slots=True)
class Deliverable:
    """So many of one kind; without a platform, wherever the creator publishes (or nowhere)."""

    kind: str
    platform: str = ""
    count: int = 1


@dataclass(frozen=True)
class CampaignSpec:
    """A campaign as the engine sees it. Codes are the taxonomy's, amounts minor units of `currency`, shares bp.

    `sector_path` runs from the root of the product's sector to the sector itself: whoever refuses a branch refuses
    everything on it. A channel must be on one of `platforms`, those of deliverables included; empty is anywhere. `salt`
    breaks ties, differently in every campaign.
    """

    salt: int = 0
    weights: tuple[int, ...] = DEFAULT_WEIGHTS
    niches: tuple[str, ...] = ()
    styles: frozenset[str] = frozenset()
    #: The words of the title, the product and the brief, the first in front.
    words: tuple[str, ...] = ()
    platforms: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()
    audience: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    deliverables: tuple[Deliverable, ...] = ()
    result: str = NO_RESULT
    sector_path: tuple[str, ...] = ()
    currency: str = "EUR"
    fee_min: int | None = None
    fee_max: int | None = None
    budget: int | None = None
    seats: int | None = None
    is_barter: bool = False
    content_from: date | None = None
    content_until: date | None = None

    def __post_init__(self) -> None:
        if len(self.weights) != len(PARTS) or sum(self.weights) != FULL or min(self.weights) < 0:
            raise ValueError(f"weights must be {len(PARTS)} integers from 0 that sum to {FULL}: {self.weights}")

    @cached_property
    def ceiling(self) -> int | None:
        """The most one creator can be paid: the highest fee, else an equal share of the budget; None if neither."""
        most = self.fee_max
        if most is None and self.budget is not None:
            most = self.budget // max(1, self.seats or 1)
        return min(most, LARGEST) if most else None

    @cached_property
    def floor(self) -> int | None:
        """What the campaign is glad to pay: the lowest fee, else half of the ceiling."""
        if self.ceiling is None:
            return None
        return self.ceiling // 2 if self.fee_min is None else min(self.fee_min, self.ceiling)

    @cached_property
    def kinds(self) -> tuple[str, ...]:
        """The kinds of work asked for, each once, in the campaign's order."""
        return tuple(dict.fromkeys(line.kind for line in self.deliverables))

    @cached_property
    def wanted_shares(self) -> dict[str, dict[str, int]]:
        """The minimum audience shares by dimension, without those that ask nothing."""
        asked = {name: dict(self.audience.get(name) or {}) for name in DIMENSIONS}
        return {name: shares for name, shares in asked.items() if sum(shares.values()) > 0}

    def owed_on(self, platform: str) -> list[Deliverable]:
        """The deliverables a channel on `platform` would make."""
        return [line for line in self.deliverables if line.platform in ("", platform)]

    def posted_on(self, platform: str) -> list[Deliverable]:
        """Those of them that are posted there; the others are made for the brand's own channels."""
        return [line for line in self.deliverables if line.platform == platform != ""]
