"""How steady a campaign's list is: what other weights would change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from brands.models import Campaign
from marketplace.matching.engine import PARTS
from marketplace.matching.engine.rank import standing
from marketplace.matching.engine.sensitivity import SWING, Sensitivity, Swing, sensitivity
from marketplace.matching.engine.sentences import label


@dataclass(frozen=True)
class SwingLine:
    """One part: how many of the best stay if it weighs a fifth more, and a fifth less (None: it cannot)."""

    label: str
    more: int | None
    less: int | None


@dataclass(frozen=True)
class Steadiness:
    """What is said of a list."""

    found: Sensitivity

    @property
    def lines(self) -> list[SwingLine]:
        """Part by part, those that move most in front."""
        kept = {(swing.part, swing.is_up): swing.kept for swing in self.found.swings}
        parts = [part for part in PARTS if (part, True) in kept or (part, False) in kept]
        lines = [SwingLine(label(part), kept.get((part, True)), kept.get((part, False))) for part in parts]
        return sorted(lines, key=lambda line: min(n for n in (line.more, line.less) if n is not None))

    def as_json(self) -> dict[str, Any]:
        swings = [_as_json(swing) for swing in self.found.swings]
        return {"of": self.found.of, "steady": self.found.steady, "least": self.found.least, "swings": swings}


def _as_json(swing: Swing) -> dict[str, Any]:
    return {
        "part": swing.part,
        "change_bp": SWING if swing.is_up else -SWING,
        "weights": dict(zip(PARTS, swing.weights, strict=True)),
        "kept": swing.kept,
    }


def steadiness_of(campaign: Campaign) -> Steadiness | None:
    """How much of the first ten of a campaign's stored list would stay under other weights, among the 200 that are
    stored; None for an empty list. One query."""
    stored = campaign.matches.filter(rank__isnull=False).order_by("rank").values_list("outcome", "parts")
    rows = [(outcome, parts) for outcome, parts in stored if len(parts) == len(PARTS)]
    if not rows:
        return None
    weights = [int(campaign.weights.get(part, 0)) for part in PARTS]
    outcomes = np.array([outcome for outcome, _ in rows], np.uint8)
    return Steadiness(sensitivity(np.array([parts for _, parts in rows], np.int64), standing(outcomes), weights))
