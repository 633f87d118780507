"""What is learnt, as integers: pure, no database and no clock."""

from marketplace.learning.policy.chances import Line, Reciprocity, chance_bp

__all__ = ["Line", "Reciprocity", "chance_bp"]
