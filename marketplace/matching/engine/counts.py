"""How common things are among creators: what rarity and expected answers are measured by. Frozen once an epoch."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from marketplace.matching.engine.cohorts import TIERS, tiers_of
from marketplace.matching.engine.columns import CreatorColumns
from marketplace.matching.engine.information import bits

#: Families of words that are counted, by the prefix of their keys in the columns.
STYLES, WORDS = "style", "word"
#: Of the words in texts only these many are kept, the most common; a word fewer than so many creators use is no word.
MOST_WORDS, LEAST_USES = 20_000, 3
#: Small French words, as they are shortened, that PostgreSQL's list of stop words leaves in.
SMALL_WORDS = frozenset((
    "les", "cet", "cett", "cette", "ceux", "plus", "tout", "san", "chez", "dont", "comm", "tre", "tres", "auss",
    "aussi", "leur", "quand", "entr", "entre", "ell", "elle", "donc",
))  # fmt: skip
#: Answers that were due and those that came.
DUE, KEPT = "answers:due", "answers:kept"


@dataclass(frozen=True)
class Counts:
    """`used`: by family, how many creators have each code; `having`: how many have any code of the family.

    `niches`: how many creators name each niche. `answers`: by tier, how many answers came, and how many were due.
    """

    used: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    having: Mapping[str, int] = field(default_factory=dict)
    niches: Mapping[str, int] = field(default_factory=dict)
    answers: Mapping[str, tuple[int, int]] = field(default_factory=dict)

    def rarity(self, family: str, code: str) -> int:
        """log₂ of one in how many creators of the family has the code, in steps of 1/1,024 bit, at least one step. One
        creator more than were counted has it, so that it is finite for what nobody has."""
        used = self.used.get(family, {}).get(code, 0)
        return max(1, bits(self.having.get(family, 0) + 2) - bits(used + 1))

    def to_json(self) -> dict[str, Any]:
        return {
            "used": {family: dict(codes) for family, codes in self.used.items()},
            "having": dict(self.having),
            "niches": dict(self.niches),
            "answers": {tier: list(pair) for tier, pair in self.answers.items()},
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Counts:
        """What `to_json` wrote; an epoch of before this was counted holds nothing."""
        answers = {tier: (kept, due) for tier, (kept, due) in data.get("answers", {}).items()}
        return cls(data.get("used", {}), data.get("having", {}), data.get("niches", {}), answers)


NO_COUNTS = Counts()


def count(columns: CreatorColumns) -> Counts:
    """The counts of today's creators; whoever has several channels counts once."""
    styles, words = _family(columns, STYLES), _family(columns, WORDS)
    common = {word for word in words.keys() - SMALL_WORDS if words[word] >= LEAST_USES}
    kept = sorted(common, key=lambda word: (-words[word], word))
    having = {family: _creators(columns, f"{family}:") for family in (STYLES, WORDS)}
    used = {STYLES: styles, WORDS: {word: words[word] for word in kept[:MOST_WORDS]}}
    return Counts(used, having, _niches(columns), _answers(columns))


def _family(columns: CreatorColumns, family: str) -> dict[str, int]:
    keys = columns.sets.keys_of(f"{family}:")
    return {key.partition(":")[2]: _distinct(columns, columns.sets.lists[key][0]) for key in keys}


def _distinct(columns: CreatorColumns, rows: np.ndarray) -> int:
    """How many creators some rows belong to; rows ascend, and those of one creator stand together."""
    owners = columns.creator[rows]
    return int(np.count_nonzero(owners[1:] != owners[:-1])) + 1 if len(owners) else 0


def _creators(columns: CreatorColumns, prefix: str) -> int:
    return _distinct(columns, np.flatnonzero(columns.sets.any_of(columns.sets.keys_of(prefix))))


def _niches(columns: CreatorColumns) -> dict[str, int]:
    lists = columns.niche_lists
    uses = np.bincount(columns.niche_list[columns.creator_starts], minlength=len(lists.table))
    named = np.zeros(len(lists.words) + 1, np.int64)
    for place in lists.table.T:
        np.add.at(named, place, uses)
    return {niche: times for niche, times in zip(lists.words, named.tolist(), strict=False) if times}


def _answers(columns: CreatorColumns) -> dict[str, tuple[int, int]]:
    """By the tier of each creator's first channel."""
    first = columns.creator_starts
    tiers, due, kept = tiers_of(columns)[first], columns.sets.values(DUE)[first], columns.sets.values(KEPT)[first]
    sums: Iterable[tuple[str, int, int]] = (
        (tier, int(kept[tiers == place].sum()), int(due[tiers == place].sum())) for place, tier in enumerate(TIERS)
    )
    return {tier: (came, asked) for tier, came, asked in sums if asked}
