"""The fair order of a list that is already ranked by score.

Two steps, after Geyik et al. 2019 (a floor in every prefix, "DetGreedy") and the exposure controllers of two-sided
markets; neither changes a score, and nobody who does not fit is moved above somebody who does:

1. the controller: `score + weight · deficit`, where the deficit says by how much a person was shown less (or more) over
   the last 28 days than their score among these candidates would deserve;
2. the floor: of the first k, at least ⌊share · k⌋ are small creators, for every k, as long as there are any.

Only candidates who fit and reach the minimum score take part; all others keep their places behind them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from marketplace.exposure.enums import Cause

FULL = 10_000
#: Below one showing a day a deficit would be noise: who deserves less counts as deserving this many in 28 days.
LEAST_DESERVED = 28


@dataclass(frozen=True)
class Rules:
    """`floor_bp` is a fixed share of 10,000; None: the small creators' share of the scores of all who take part.

    `deficit_bp` is the most that the controller adds to or takes from a score (0…10,000) for ordering only;
    `minimum_score` is the least fit that takes part; `swap_bp` is how often a place is swapped with its neighbour.
    """

    floor_bp: int | None = None
    deficit_bp: int = 500
    minimum_score: int = 4_000
    swap_bp: int = 300


@dataclass(frozen=True)
class Candidate:
    """One of a ranked list. `key` is the creator, `person` whoever owns the profile (None: nobody does)."""

    key: int
    person: int | None
    score: int
    fits: bool
    is_small: bool
    #: Somebody proved who they are or that a channel is theirs: copies of a profile gain nothing.
    is_verified: bool


@dataclass(frozen=True)
class Placed:
    """Where a candidate stands: `position` in the order shown, `plain` by score alone, both from 1.

    `propensity_bp`: how likely (of 10,000) this candidate was to be shown at this position, over the declared chance.
    """

    key: int
    position: int
    plain: int
    cause: Cause | None = None
    propensity_bp: int = FULL

    @property
    def up(self) -> int:
        """Places gained; negative: lost."""
        return self.plain - self.position


def fair_order(candidates: Sequence[Candidate], shown: Mapping[int, int], rules: Rules) -> list[Placed]:
    """The candidates in their fair order. `candidates` are in the order of the plain ranking, those who fit first;
    `shown` is how often each person was shown in 28 days.

    Deterministic: ties keep the plain order.
    """
    taking_part = _taking_part(candidates, rules)
    deficits = _deficits(candidates[:taking_part], shown)
    adjusted = [candidate.score + rules.deficit_bp * deficit // FULL
                for candidate, deficit in zip(candidates[:taking_part], deficits, strict=True)]  # fmt: skip
    by_deficit = sorted(range(taking_part), key=lambda at: (-adjusted[at], at))
    order, lifted = _with_floor(by_deficit, candidates, floor_of(candidates[:taking_part], rules))
    placed = []
    for position, at in enumerate(order, start=1):
        cause = _cause(position, at + 1, deficits[at], at in lifted)
        placed.append(Placed(candidates[at].key, position, at + 1, cause))
    behind = range(taking_part, len(candidates))
    return placed + [Placed(candidates[at].key, at + 1, at + 1) for at in behind]


def floor_of(taking_part: Sequence[Candidate], rules: Rules) -> int:
    """The small creators' share (of 10,000) of every prefix: fixed, or their share of all the scores."""
    if rules.floor_bp is not None:
        return rules.floor_bp
    merit = sum(candidate.score for candidate in taking_part)
    small = sum(candidate.score for candidate in taking_part if candidate.is_small)
    return FULL * small // merit if merit else 0


def _taking_part(candidates: Sequence[Candidate], rules: Rules) -> int:
    """How many of the first fit well enough."""
    for at, candidate in enumerate(candidates):
        if not candidate.fits or candidate.score < rules.minimum_score:
            return at
    return len(candidates)


def _deficits(taking_part: Sequence[Candidate], shown: Mapping[int, int]) -> list[int]:
    """By how much each was shown less than deserved, −10,000…10,000; only the verified gain by it."""
    times = [shown.get(candidate.person, 0) if candidate.person is not None else 0 for candidate in taking_part]
    total, merit = sum(times), sum(candidate.score for candidate in taking_part)
    found = []
    for candidate, seen in zip(taking_part, times, strict=True):
        deserved = total * candidate.score // merit if merit else 0
        deficit = FULL * (deserved - seen) // max(deserved, LEAST_DESERVED)
        found.append(max(-FULL, min(FULL if candidate.is_verified else 0, deficit)))
    return found


def _with_floor(
    order: Sequence[int], candidates: Sequence[Candidate], floor_bp: int
) -> tuple[list[int], frozenset[int]]:
    """The order with the floor held in every prefix, and whom it lifted out of turn."""
    small = [at for at in order if candidates[at].is_small]
    others = [at for at in order if not candidates[at].is_small]
    turn = {at: place for place, at in enumerate(order)}
    found: list[int] = []
    lifted, few, rest = set(), 0, 0
    while few < len(small) or rest < len(others):
        owed = few < len(small) and few < floor_bp * (len(found) + 1) // FULL
        is_next = few < len(small) and (rest == len(others) or turn[small[few]] < turn[others[rest]])
        if owed or is_next:
            found.append(small[few])
            if not is_next:
                lifted.add(small[few])
            few += 1
        else:
            found.append(others[rest])
            rest += 1
    return found, frozenset(lifted)


def _cause(position: int, plain: int, deficit: int, is_lifted: bool) -> Cause | None:
    if position == plain:
        return None
    if position > plain:
        return Cause.MORE_SHOWN if deficit < 0 else Cause.MADE_WAY
    if is_lifted:
        return Cause.FLOOR
    return Cause.LESS_SHOWN if deficit > 0 else Cause.MADE_WAY


def moved(placed: Placed, position: int, propensity_bp: int, by_chance: bool) -> Placed:
    """The same candidate after the declared chance has spoken."""
    cause = Cause.SWAPPED if by_chance else placed.cause
    return replace(placed, position=position, propensity_bp=propensity_bp, cause=cause)
