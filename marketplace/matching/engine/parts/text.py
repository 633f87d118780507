"""Do the creator's own words meet those of the brief?

PostgreSQL takes texts apart in French and in English, without accents (`entente_words`). Of the
brief's words that creators use at all, the twelve rarest count, each as much as it is rare: log₂ of one in how many
creators uses it, frozen in the epoch. The part is the rarity of the words shared over that of the three rarest, at most
full: who shares as much as those three has said enough, and repeating the whole brief adds nothing. A creator without
words of their own is neutral, and so is everybody if the brief holds no word that creators use.
"""

import numpy as np

from marketplace.matching.engine.arrays import Ints
from marketplace.matching.engine.columns import CreatorColumns
from marketplace.matching.engine.counts import WORDS, Counts
from marketplace.matching.engine.frame import Frame
from marketplace.matching.engine.parts.reading import Reading
from marketplace.matching.engine.row import Row
from marketplace.matching.engine.spec import FULL, NEUTRAL, CampaignSpec

#: So many words of a brief count, and sharing so many of the rarest is all that can be asked.
MOST, ENOUGH = 12, 3


def pair(spec: CampaignSpec, row: Row, frame: Frame) -> Reading:
    wanted = wanted_words(spec.words, frame.counts)
    shared = {word: rarity for word, rarity in wanted.items() if word in row.words}
    evidence = {"asked": len(wanted), "has_words": bool(row.words), "shared": list(shared)}
    if not wanted or not row.words:
        return Reading("text", NEUTRAL, False, evidence)
    return Reading("text", min(FULL, sum(shared.values()) * FULL // _enough(wanted)), True, evidence)


def column(spec: CampaignSpec, columns: CreatorColumns, frame: Frame, has_words: np.ndarray) -> Ints:
    """`has_words`: whose texts hold any word at all; no campaign changes it."""
    wanted = wanted_words(spec.words, frame.counts)
    if not wanted:
        return np.full(len(columns), NEUTRAL, np.int64)
    shared = np.zeros(len(columns), np.int64)
    for word, rarity in wanted.items():
        shared += np.where(columns.sets.has(f"word:{word}"), rarity, 0)
    return np.where(has_words, np.minimum(FULL, shared * FULL // _enough(wanted)), NEUTRAL)


def has_words(columns: CreatorColumns) -> np.ndarray:
    """Who has written anything that words were found in."""
    return columns.sets.any_of(columns.sets.keys_of("word:"))


def wanted_words(words: tuple[str, ...], counts: Counts) -> dict[str, int]:
    """The words of a brief that count, the rarest first, with their rarity (1/1,024 bit)."""
    used = counts.used.get(WORDS, {})
    rated = {word: counts.rarity(WORDS, word) for word in words if word in used}
    rarest = sorted(rated, key=lambda word: (-rated[word], word))
    return {word: rated[word] for word in rarest[:MOST]}


def _enough(wanted: dict[str, int]) -> int:
    return sum(list(wanted.values())[:ENOUGH])
