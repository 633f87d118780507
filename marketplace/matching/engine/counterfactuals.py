"""What would change it: for one pair, the cheapest changes that somebody could really make (`ideas`).

Every change is checked by scoring the pair again with it. How much is changed is counted in basis points: of an amount,
the share by which it moves; of anything else, what it takes (`ideas`). The **cheapest** change is the one with the most
points for that; of several of one kind only the cheapest is named, and at most three of each side, for each side is
told what it can do itself. Those marked `at_most` put the best case in the place of something unknown, and say so.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from marketplace.matching.engine.frame import Frame
from marketplace.matching.engine.ideas import BRAND, CREATOR, Idea, ideas
from marketplace.matching.engine.row import Row
from marketplace.matching.engine.score import score_pair
from marketplace.matching.engine.spec import FULL, CampaignSpec

__all__ = ["BRAND", "CREATOR", "Change", "counterfactuals"]

#: So many changes are named to each side; one that brings less than half a point of 100 is not worth naming.
MOST, LEAST_GAIN = 3, 50


@dataclass(frozen=True)
class Change:
    """One change: who can make it, what it is, how much it changes (bp), and the score before and after."""

    code: str
    side: str
    before: int
    after: int
    effort: int
    at_most: bool = False
    evidence: Mapping[str, Any] = field(default_factory=dict)

    @property
    def gain(self) -> int:
        return self.after - self.before

    @property
    def worth(self) -> int:
        """Points of 10,000 for a change of everything."""
        return self.gain * FULL // self.effort


def counterfactuals(spec: CampaignSpec, row: Row, frame: Frame, most: int = MOST) -> list[Change]:
    """The changes that would raise the score, at most so many of each side, the cheapest first."""
    _, before = score_pair(spec, row, frame)
    tried = (_tried(idea, before, frame) for idea in ideas(spec, row, frame))
    found = _cheapest_of_each_kind(change for change in tried if change.gain >= LEAST_GAIN)
    return [change for side in (CREATOR, BRAND) for change in [one for one in found if one.side == side][:most]]


def _tried(idea: Idea, before: int, frame: Frame) -> Change:
    _, after = score_pair(idea.spec, idea.row, frame)
    return Change(idea.code, idea.side, before, after, idea.effort, idea.at_most, idea.evidence)


def _cheapest_of_each_kind(changes: Iterable[Change]) -> list[Change]:
    """What is certain before what is at most; of equals the one with more points."""
    ordered = sorted(changes, key=lambda one: (one.at_most, -one.worth, -one.gain, one.code))
    kinds: dict[str, Change] = {}
    for change in ordered:
        kinds.setdefault(change.code, change)
    return list(kinds.values())
