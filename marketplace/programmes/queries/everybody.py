"""Everybody whom the rules of a programme would judge, as columns: read once and kept for some minutes, so that counts
follow the rules while they are written."""

import datetime
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
from django.db.models import Q
from django.utils import timezone
from numpy.typing import NDArray

from creators.enums import CreatorState
from creators.models import Creator
from marketplace.eligibility import Fact, RuleSet
from marketplace.eligibility.bitmaps import Bitmaps
from marketplace.eligibility.columns import AnyColumn, Outcomes
from marketplace.eligibility.measures import find
from marketplace.programmes.models import Programme
from marketplace.programmes.queries.facts import known_of
from marketplace.programmes.queries.populations import POSTS, columns_of

#: Creators read at a time, and for how many seconds what was read is good enough for a preview.
CHUNK, KEPT_FOR = 4_000, 300
#: By followers, the smallest first; the last is for those whose followers nobody knows.
TIERS = ("small", "middle", "large", "largest", "unknown")
TIER_FROM = (10_000, 100_000, 1_000_001)
Rows = NDArray[np.int64]


@dataclass(frozen=True)
class Everybody:
    """The rows to be judged on a day: channels of the platform, or people.

    `owners` says whose each row is, by the place of the creator; `tiers` is by creator, of the most followers.
    """

    on: datetime.date
    facts: tuple[dict[str, Fact], ...]
    owners: Rows
    creators: int
    tiers: Rows

    @cached_property
    def countries(self) -> NDArray[np.str_]:
        return np.array([str(row["country"].value) if "country" in row else "" for row in self.facts], dtype=np.str_)

    @cached_property
    def _bitmaps(self) -> Callable[[frozenset[str]], Bitmaps]:
        kept: dict[str, AnyColumn] = {}

        @lru_cache(maxsize=16)
        def bitmaps(measures: frozenset[str]) -> Bitmaps:
            kept.update(columns_of(self.facts, measures - kept.keys()))
            wanted = {code: kept[code] for code in measures}
            return Bitmaps(wanted | ({POSTS: kept[POSTS]} if POSTS in kept else {}), self.on, len(self.facts))

        return bitmaps

    def judged(self, rule_sets: dict[str, RuleSet], on: datetime.date) -> Outcomes:
        """Each row by the rules of its country; `rule_sets` as `variants` gives them for the day `on`.

        Whether it is open is asked of that day; figures and ages are those of `self.on`, for nobody knows later ones.
        """
        asked = {code for rules in rule_sets.values() for code in rules.measures() if not find(code).over_posts}
        bitmaps = self._bitmaps(frozenset(asked))
        outcomes = _by(bitmaps, rule_sets[""], on)
        for country, rules in rule_sets.items():
            if country and rules.hash != rule_sets[""].hash:
                here = self.countries == country
                if here.any():
                    outcomes = np.where(here, _by(bitmaps, rules, on), outcomes)
        return outcomes


def _by(bitmaps: Bitmaps, rules: RuleSet, on: datetime.date) -> Outcomes:
    dated = rules.dated_out(on)
    if dated is not None:
        return np.full(bitmaps.size, dated, np.uint8)
    outcomes: Outcomes = bitmaps.evaluate(RuleSet(rules.root)).outcome
    return outcomes


def everybody(programme: Programme) -> Everybody:
    """Published and unclaimed creators with what a programme of its platform asks about; at most five minutes old."""
    return _kept(programme.platform_id, timezone.now().date(), int(time.monotonic() // KEPT_FOR))


def read(platform_id: int | None, on: datetime.date) -> Everybody:
    """The same, read now."""
    shown = Q(state=CreatorState.PUBLISHED) | Q(person=None) & ~Q(state=CreatorState.REMOVED)
    ids = list(Creator.objects.filter(shown, removed_at=None).order_by("pk").values_list("pk", flat=True))
    stand_in = Programme(platform_id=platform_id)
    noon = datetime.datetime.combine(on, datetime.time(12), datetime.UTC)
    facts: list[dict[str, Fact]] = []
    owners: list[int] = []
    for start in range(0, len(ids), CHUNK):
        for known in known_of(Creator.objects.filter(pk__in=ids[start : start + CHUNK]), noon):
            for _channel, row in known.subjects(stand_in):
                facts.append(row)
                owners.append(known.creator.pk)
    _ids, places = np.unique(np.array(owners, np.int64), return_inverse=True)
    return Everybody(on, tuple(facts), places.astype(np.int64), len(_ids), _tiers(facts, places, len(_ids)))


@lru_cache(maxsize=8)
def _kept(platform_id: int | None, on: datetime.date, _minutes: int) -> Everybody:
    return read(platform_id, on)


def _tiers(facts: list[dict[str, Fact]], owners: Rows, creators: int) -> Rows:
    followers = np.array([int(row["followers"].value) if "followers" in row else -1 for row in facts], np.int64)
    most = np.full(creators, -1, np.int64)
    np.maximum.at(most, owners, followers)
    return np.where(most < 0, len(TIERS) - 1, np.searchsorted(TIER_FROM, most, side="right")).astype(np.int64)
