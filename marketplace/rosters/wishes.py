"""What a brand asks of a roster, as plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from marketplace.rosters.enums import Keep

#: A roster has at most so many seats.
MOST_SEATS = 60


@dataclass(frozen=True)
class Wishes:
    """`budget_minor` None: money is no limit (gifts). `platforms` and `countries`: at least so many creators there;
    `small`: at least so many under 100,000 followers. `pinned` and `excluded` are ids of creators, decided by hand."""

    budget_minor: int | None = None
    seats: int = 10
    fewest: int = 1
    with_review: bool = False
    small: int = 0
    platforms: Mapping[str, int] = field(default_factory=dict)
    countries: Mapping[str, int] = field(default_factory=dict)
    pinned: tuple[int, ...] = ()
    excluded: tuple[int, ...] = ()

    def as_json(self) -> dict[str, Any]:
        return asdict(self) | {"pinned": sorted(self.pinned), "excluded": sorted(self.excluded)}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Wishes:
        return cls(**{**stored, "pinned": tuple(stored["pinned"]), "excluded": tuple(stored["excluded"])})

    def with_decision(self, creator_id: int, keep: str) -> Wishes:
        """The same with one creator pinned, left out, or free again."""
        pinned, excluded = set(self.pinned) - {creator_id}, set(self.excluded) - {creator_id}
        if keep == Keep.PIN:
            pinned.add(creator_id)
        if keep == Keep.EXCLUDE:
            excluded.add(creator_id)
        return Wishes(**{**vars(self), "pinned": tuple(sorted(pinned)), "excluded": tuple(sorted(excluded))})
