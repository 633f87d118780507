"""Learning one direction: an additive model of the parts in which more of a part never makes a yes less likely."""

from __future__ import annotations

import numpy as np
from scipy.optimize import minimize
from scipy.special import expit

from marketplace.learning.evaluation.fit import log_odds, platt
from marketplace.learning.evaluation.metrics import Floats, Ints
from marketplace.learning.policy.chances import FULL, MILLION, Line
from marketplace.learning.policy.exposed import Exposed

#: Strength of the pull of every coefficient towards zero, a row.
RIDGE = 1e-3
#: No coefficient, and no intercept, beyond this many units of log-odds.
MOST = 20.0


def learn(train: Exposed, calibrate: Exposed) -> Line:
    """Fit on the one, calibrate on the other, and round to millionths.

    The place in the list is fitted beside the parts, then left out at its mean: a good place must not be taken for
    a good match. Platt's line keeps an additive model additive: its slope multiplies every coefficient.
    """
    fitted = _fitted(train)
    coefficients, intercept = fitted[1:-1], fitted[0]
    raw = calibrate.parts / FULL @ coefficients + intercept
    slope, shift = _scaled(raw, calibrate.said_yes)
    whole = np.rint(np.clip(coefficients * slope, 0, MOST) * MILLION).astype(int)
    return Line(round(float(np.clip(intercept * slope + shift, -MOST, MOST)) * MILLION), tuple(whole.tolist()))


def _fitted(rows: Exposed) -> Floats:
    """Intercept, a coefficient ≥ 0 for each part, and one for the place."""
    place = np.log2(rows.position + 1.0)
    seen = np.column_stack([np.ones(len(rows)), rows.parts / FULL, place - place.mean()])
    pulled = np.array([0.0] + [RIDGE] * (seen.shape[1] - 1))

    def loss(weights: Floats) -> tuple[float, Floats]:
        line = seen @ weights
        value = np.logaddexp(0, line).mean() - (rows.said_yes * line).mean() + pulled @ weights**2
        slope = seen.T @ (expit(line) - rows.said_yes) / len(rows) + 2 * pulled * weights
        return float(value), slope

    bounds = [(-MOST, MOST)] + [(0, MOST)] * rows.parts.shape[1] + [(-MOST, MOST)]
    return minimize(loss, np.zeros(seen.shape[1]), jac=True, bounds=bounds, method="L-BFGS-B").x


def _scaled(raw: Floats, said_yes: Floats) -> tuple[float, float]:
    """Platt's slope (never negative) and shift of log-odds."""
    if len(np.unique(said_yes)) < 2:
        return 1.0, 0.0
    ends = np.array([0.0, 1.0])
    shift, at_one = log_odds(platt(raw, said_yes, ends))
    return max(0.0, float(at_one - shift)), float(shift)


def chances(line: Line, parts: Ints) -> Floats:
    """The probabilities that would be shown, 0…1: from the integers."""
    return np.array([line.chance_bp(row) for row in parts.tolist()], np.float64) / FULL
