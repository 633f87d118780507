"""What is known of one channel and its creator, as plain values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple


class Number(NamedTuple):
    """A measured number, the day it speaks of (counted from 1970-01-01) and where it comes from."""

    value: int
    day: int
    source: str = ""


@dataclass(frozen=True)
class Row:
    """One channel. An absent number, an empty code or an absent audience list is unknown, never zero.

    `is_claimed`: a person stands behind the profile. Until then its wishes are nobody's: availability, refusals and
    fees say nothing. Days count from 1970-01-01.
    """

    creator: int
    channel: int
    platform: str
    is_claimed: bool = True
    country: str = ""
    home_country: str = ""
    niches: tuple[str, ...] = ()
    styles: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()
    #: The language a channel is compared in: the first that its creator names.
    main_language: str = ""
    #: The words of the bio, as PostgreSQL's full-text search takes it apart.
    words: frozenset[str] = frozenset()
    numbers: Mapping[str, Number] = field(default_factory=dict)
    audience: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    audience_days: Mapping[str, int] = field(default_factory=dict)
    measured_on: int | None = None
    source: str = ""
    ownership: str = ""
    availability: str = ""
    available_from: int | None = None
    available_until: int | None = None
    refuses_sectors: frozenset[str] = frozenset()
    refuses_kinds: frozenset[str] = frozenset()
    minimum_fee: int | None = None
    minimum_fee_currency: str = ""
    paid_only: bool = False
    #: Prices by kind of work and currency, in minor units.
    rates: Mapping[tuple[str, str], int] = field(default_factory=dict)
    #: Invitations that called for an answer, and those that got one in time.
    answers_due: int = 0
    answers_kept: int = 0

    def number(self, code: str) -> int | None:
        """A measured number, or None."""
        found = self.numbers.get(code)
        return None if found is None else found.value

    def offers(self, kind: str) -> bool:
        """Is there a price for this kind of work, in whatever currency?"""
        return any(priced == kind for priced, _ in self.rates)

    @property
    def place(self) -> str:
        """Where the channel is, else where its creator lives; "" if neither is known."""
        return self.country or self.home_country
