"""Is what was learnt better than what is in force? Every gate must be passed, in both directions."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np

from marketplace.learning.evaluation import intervals, metrics
from marketplace.learning.evaluation.fit import platt
from marketplace.learning.evaluation.metrics import Floats
from marketplace.learning.policy.chances import Line
from marketplace.learning.policy.exposed import Exposed, split
from marketplace.learning.policy.train import chances, learn

#: So much must be known before anything is learnt.
LEAST_PAIRS, LEAST_YES, LEAST_BRANDS, LEAST_TESTED = 1_000, 100, 10, 200
#: Calibration error allowed over all, and in each slice with enough pairs.
MOST_ECE, MOST_ECE_OF_SLICE, LEAST_OF_SLICE = 0.02, 0.05, 200
#: Correlation allowed of what both sides' predictions leave unsaid.
MOST_CORRELATION = 0.1
FIRST = 10


@dataclass
class Judged:
    """One direction: the line, its figures, and the reasons why it is not promoted ([] if it is)."""

    line: Line | None
    figures: dict[str, Any] = field(default_factory=dict)
    reasons: list[str] = field(default_factory=list)


def judge(side: str, exposed: Exposed, incumbent: Line | None) -> Judged:
    """Learn one direction and hold it against what is in force: a line, or the hand-set weights' score, calibrated."""
    found = Judged(None, {"pairs": len(exposed), "yes": int(exposed.said_yes.sum())})
    if reason := _too_little(side, exposed):
        found.reasons.append(reason)
        return found
    rows = split(exposed)
    train, calibrate, test = (exposed.only(part) for part in (rows.train, rows.calibrate, rows.test))
    found.figures |= {"train": len(train), "calibrate": len(calibrate), "test": len(test)}
    if len(test) < LEAST_TESTED or len(np.unique(test.said_yes)) < 2 or len(np.unique(calibrate.said_yes)) < 2:
        found.reasons.append(f"{side}: fewer than {LEAST_TESTED} pairs, or one answer only, to judge by")
        return found
    found.line = learn(train, calibrate)
    ours = chances(found.line, test.parts)
    theirs = chances(incumbent, test.parts) if incumbent else _by_hand(calibrate, test)
    _gain(side, found, test, ours, theirs)
    _calibration(side, found, test, ours)
    _share_of_small(side, found, test, ours, theirs)
    return found


def independent(brand: Judged, creator: Judged, both: tuple[Exposed, Exposed]) -> list[str]:
    """Reasons against the product of the two: over pairs that both sides saw (rows beside each other), what the two
    predictions leave unsaid must not correlate."""
    if brand.line is None or creator.line is None or len(both[0]) < LEAST_TESTED:
        return []
    left = [rows.said_yes - chances(one.line, rows.parts) for one, rows in zip((brand, creator), both, strict=True)
            if one.line is not None]  # fmt: skip
    correlation = float(np.corrcoef(left[0], left[1])[0, 1])
    brand.figures["correlation_of_both"] = round(correlation, 4)
    if abs(correlation) <= MOST_CORRELATION:
        return []
    return [f"the answers of both sides correlate by {correlation:.3f}: their product is no probability"]


def _too_little(side: str, exposed: Exposed) -> str:
    yes, brands = int(exposed.said_yes.sum()), len(np.unique(exposed.brand))
    if len(exposed) >= LEAST_PAIRS and yes >= LEAST_YES and brands >= LEAST_BRANDS:
        return ""
    return (
        f"{side}: {len(exposed)} pairs were shown long enough ago, {yes} with a yes, of {brands} brands; "
        f"{LEAST_PAIRS}, {LEAST_YES} and {LEAST_BRANDS} are needed"
    )


def _by_hand(calibrate: Exposed, test: Exposed) -> Floats:
    """What the hand-set weights' score says, as a probability."""
    return platt(calibrate.score / 10_000, calibrate.said_yes, test.score / 10_000)


def _gain(side: str, found: Judged, test: Exposed, ours: Floats, theirs: Floats) -> None:
    """The lower bounds of both gains must be above nothing; whole brands are drawn."""
    mine, lists = metrics.ndcg(test.said_yes, ours, test.lists, FIRST)
    yours, _ = metrics.ndcg(test.said_yes, theirs, test.lists, FIRST)
    cluster = dict(zip(test.lists.tolist(), test.brand.tolist(), strict=True))
    ranked = intervals.of_mean(mine - yours, np.array([cluster[one] for one in lists.tolist()]))
    losses = metrics.log_loss(test.said_yes, theirs) - metrics.log_loss(test.said_yes, ours)
    likely = intervals.of_mean(losses, test.brand)
    found.figures |= {"ndcg@10": round(float(mine.mean()), 4), "ndcg@10_gain": ranked.as_json(),
                      "log_loss_gain": likely.as_json()}  # fmt: skip
    for name, one in (("nDCG@10", ranked), ("log-loss", likely)):
        if one.low <= 0:
            found.reasons.append(f"{side}: {name} is not surely better: {one.value:+.4f}, at worst {one.low:+.4f}")


def _calibration(side: str, found: Judged, test: Exposed, ours: Floats) -> None:
    whole = metrics.ece(test.said_yes, ours)
    found.figures["ece"] = round(whole, 4)
    if whole > MOST_ECE:
        found.reasons.append(f"{side}: calibration error {whole:.4f} over all, {MOST_ECE} allowed")
    told: dict[str, float] = {}
    for name, values in test.slices.items():
        named = np.array(values)
        for value in sorted(set(values)):
            rows = named == value
            if rows.sum() >= LEAST_OF_SLICE:
                told[f"{name} {value}"] = round(metrics.ece(test.said_yes[rows], ours[rows]), 4)
    found.figures["ece_by_slice"] = told
    found.reasons += [
        f"{side}: calibration error {error} for {name}, {MOST_ECE_OF_SLICE} allowed"
        for name, error in told.items()
        if error > MOST_ECE_OF_SLICE
    ]


def _share_of_small(side: str, found: Judged, test: Exposed, ours: Floats, theirs: Floats) -> None:
    """Among the first ten of every list, small creators must not become fewer."""
    mine, yours = (_small_among_first(test, values) for values in (ours, theirs))
    found.figures["small_among_first"] = {"learnt": round(mine, 4), "in_force": round(yours, 4)}
    if mine < yours:
        found.reasons.append(f"{side}: small creators would be {mine:.3f} of the first {FIRST}, now {yours:.3f}")


def _small_among_first(test: Exposed, values: Floats) -> float:
    picked: list[int] = []
    for one in np.unique(test.lists):
        rows = np.flatnonzero(test.lists == one)
        picked += rows[np.argsort(-values[rows], kind="stable")][:FIRST].tolist()
    return float(test.is_small[picked].mean())
