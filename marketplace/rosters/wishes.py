"""What a brand asks of a roster, as plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from marketplace.rosters.enums import Keep

#: A roster has at most so many seats, and nobody asks for more deliverables than this.
MOST_SEATS, MOST_DELIVERABLES = 60, 600


@dataclass(frozen=True)
class Wishes:
    """`budget_minor` None: money is no limit (gifts). `platforms` and `countries`: at least so many creators there;
    `deliverables`: at least so many on a platform. `small`: at least so many creators under 100,000 followers; `tiers`
    and `tiers_most`: at least and at most so many of a tier. `pinned` and `excluded` are ids of creators, decided by
    hand."""

    budget_minor: int | None = None
    seats: int = 10
    fewest: int = 1
    with_review: bool = False
    small: int = 0
    platforms: Mapping[str, int] = field(default_factory=dict)
    countries: Mapping[str, int] = field(default_factory=dict)
    deliverables: Mapping[str, int] = field(default_factory=dict)
    tiers: Mapping[str, int] = field(default_factory=dict)
    tiers_most: Mapping[str, int] = field(default_factory=dict)
    pinned: tuple[int, ...] = ()
    excluded: tuple[int, ...] = ()

    @property
    def least(self) -> dict[str, int]:
        """The minimums by group: "platform:tiktok", "deliverables:tiktok", "country:FR", "tier:nano", "small"."""
        by_kind = {
            "platform": self.platforms, "deliverables": self.deliverables, "country": self.countries, "tier": self.tiers
        }  # fmt: skip
        found = {f"{kind}:{code}": count for kind, asked in by_kind.items() for code, count in asked.items()}
        return found | {"small": self.small}

    @property
    def at_most(self) -> dict[str, int]:
        """The maximums by group."""
        return {f"tier:{tier}": count for tier, count in self.tiers_most.items()}

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
