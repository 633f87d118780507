"""The fair order and its measures: pure, integers in, integers out, no database and no clock."""

from marketplace.exposure.engine.measures import gini_bp, shares_bp, told
from marketplace.exposure.engine.order import Candidate, Placed, Rules, fair_order
from marketplace.exposure.engine.swaps import swapped

__all__ = ["Candidate", "Placed", "Rules", "fair_order", "gini_bp", "shares_bp", "swapped", "told"]
