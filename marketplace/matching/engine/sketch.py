"""What bounds of scores are read from: one line of memory a row, so that a row costs one look into memory.

A line holds what campaigns ask most: the parts that no campaign changes, where somebody is and what they make, and of
sets, shares and prices those that most rows have. For what has no place in it a bound takes the most there can be.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from marketplace.matching.engine.arrays import NO_DAY, NO_NUMBER, Bools, Ints
from marketplace.matching.engine.columns import CreatorColumns
from marketplace.matching.engine.frame import Frame
from marketplace.matching.engine.niches import MOST_NICHES
from marketplace.matching.engine.parts.interest import OPEN_TO_WORK
from marketplace.matching.engine.spec import DIMENSIONS, FULL, NEUTRAL

#: A line is what a processor fetches at once: 64 bytes, as so many int16.
WIDTH = 32
#: Where a line holds what. Before PLATFORM stand the fixed parts.
FIXED, PLATFORM, PLACE, NICHES, BUSY, FLAGS = 0, 3, 4, 5, 10, 11
LANGUAGES, KINDS, STYLES, SHARES, RATES = 12, 13, 14, 15, 24
#: Bits of FLAGS: whether somebody has any price, style, language or word of their own, names days, has an acceptance
#: that was learned, and gives each of the lists of an audience.
HAS_RATES, HAS_STYLES, HAS_LANGUAGES, HAS_WORDS, HAS_DAYS, HAS_LEARNED, HAS_AUDIENCE = 1, 2, 4, 8, 16, 32, 64
MOST_RATE = np.iinfo(np.int32).max
#: Values of BUSY that are no fit.
NOT_SAID, NOT_CLAIMED = -1, -2


class Room(NamedTuple):
    """How many codes have a bit of a set, and how many shares and prices fit (a price takes two places)."""

    bits: int = 15
    shares: int = RATES - SHARES
    rates: int = (WIDTH - RATES) // 2


ROOM = Room()


@dataclass(frozen=True, eq=False)
class Sketch:
    """The lines of one population in one epoch, and what has which place in them.

    `places` are the words of PLACE, 0 the unknown. By key, `languages`, `styles` and `kinds` (by code alone) have the
    bit in their set, `shares` and `rates` the place among their like.
    """

    columns: CreatorColumns
    frame: Frame
    parts: tuple[str, ...]
    lines: NDArray[np.int16]
    places: tuple[str, ...]
    languages: Mapping[str, int]
    kinds: Mapping[str, int]
    styles: Mapping[str, int]
    shares: Mapping[str, int]
    rates: Mapping[str, int]

    @classmethod
    def of(
        cls, columns: CreatorColumns, frame: Frame, fixed: Mapping[str, Ints], has_words: Bools, room: Room = ROOM
    ) -> Sketch:
        """`fixed` are the parts that no campaign changes, by their name; PLATFORM of them at most."""
        sets = columns.sets
        priced = _by_kind(sets.keys_of("rate:"))
        languages = _most_common(columns, sets.keys_of("language:"), room.bits)
        styles = _most_common(columns, sets.keys_of("style:"), room.bits)
        kinds = sorted(priced, key=lambda kind: (-_uses(columns, priced[kind]), kind))[: room.bits]
        shares = [key for key in sets.keys_of("audience:") if key.count(":") == 2]
        shares = _most_common(columns, shares, room.shares)
        rates = _most_common(columns, sets.keys_of("rate:"), room.rates)
        lines, places = _empty(len(columns)), _places(columns)
        for at, part in enumerate(fixed.values()):
            lines[:, FIXED + at] = part
        lines[:, PLATFORM] = columns.codes["platform"].index
        lines[:, PLACE] = places[0]
        lines[:, NICHES : NICHES + MOST_NICHES] = columns.niche_lists.table[columns.niche_list]
        lines[:, BUSY] = _busy(columns)
        lines[:, FLAGS] = _flags(columns, frame, has_words)
        lines[:, LANGUAGES] = _bits(columns, [[key] for key in languages])
        lines[:, STYLES] = _bits(columns, [[key] for key in styles])
        lines[:, KINDS] = _bits(columns, [priced[kind] for kind in kinds])
        for at, key in enumerate(shares):
            rows, values = sets.lists[key]
            lines[rows, SHARES + at] = np.clip(values.astype(np.int64), 0, FULL)
        prices = lines.view(np.int32)
        prices[:, RATES // 2 :] = -1
        for at, key in enumerate(rates):
            rows, values = sets.lists[key]
            prices[rows, RATES // 2 + at] = np.minimum(values.astype(np.int64), MOST_RATE)
        return cls(
            columns, frame, tuple(fixed), lines, places[1],
            languages=_placed(languages), kinds=_placed(kinds), styles=_placed(styles),
            shares=_placed(shares), rates=_placed(rates),
        )  # fmt: skip


def _placed(keys: Iterable[str]) -> dict[str, int]:
    return {key: place for place, key in enumerate(keys)}


def _empty(size: int) -> NDArray[np.int16]:
    """Lines of zeros, each within one line of the processor's memory."""
    held = np.zeros((size + 1) * WIDTH, np.int16)
    skip = -held.__array_interface__["data"][0] % (2 * WIDTH) // 2
    return held[skip : skip + size * WIDTH].reshape(size, WIDTH)


def _uses(columns: CreatorColumns, keys: Iterable[str]) -> int:
    return sum(len(columns.sets.lists[key][0]) for key in keys)


def _most_common(columns: CreatorColumns, keys: Iterable[str], most: int) -> list[str]:
    return sorted(keys, key=lambda key: (-_uses(columns, [key]), key))[:most]


def _by_kind(rates: Iterable[str]) -> dict[str, list[str]]:
    """The keys of prices by the kind that they are for."""
    found: dict[str, list[str]] = {}
    for key in rates:
        found.setdefault(key.split(":")[1], []).append(key)
    return found


def _places(columns: CreatorColumns) -> tuple[NDArray[np.int64], tuple[str, ...]]:
    """Where each channel is, its own country before the creator's, and the words for it."""
    own, home = columns.codes["country"], columns.codes["home_country"]
    words = ("", *sorted({*own.words, *home.words} - {""}))
    place = _placed(words)
    return np.where(own.index != 0, own.mapped(place), home.mapped(place)), words


def _busy(columns: CreatorColumns) -> Ints:
    """What the availability counts for the part "interest"."""
    state = columns.codes["availability"]
    said = np.where(state.index != 0, state.mapped(OPEN_TO_WORK, NEUTRAL), NOT_SAID)
    return np.where(columns.flags["is_claimed"], said, NOT_CLAIMED)


def _flags(columns: CreatorColumns, frame: Frame, has_words: Bools) -> NDArray[np.int16]:
    sets, days = columns.sets, columns.days
    found = np.zeros(len(columns), np.int16)
    for prefix, flag in (("rate:", HAS_RATES), ("style:", HAS_STYLES), ("language:", HAS_LANGUAGES)):
        found[sets.any_of(sets.keys_of(prefix))] |= flag
    for at, name in enumerate(DIMENSIONS):
        found[sets.has(f"audience:{name}")] |= HAS_AUDIENCE << at
    found[has_words] |= HAS_WORDS
    found[(days["available_from"] != NO_DAY) | (days["available_until"] != NO_DAY)] |= HAS_DAYS
    if frame.acceptance.says_yes:
        found[frame.acceptance.over(columns.creator) != NO_NUMBER] |= HAS_LEARNED
    return found


def _bits(columns: CreatorColumns, keys: Iterable[list[str]]) -> NDArray[np.int16]:
    """Bit n where a row has one of the n-th keys."""
    found = np.zeros(len(columns), np.int16)
    for at, several in enumerate(keys):
        for key in several:
            found[columns.sets.lists[key][0]] |= 1 << at
    return found
