"""Writing rules in a browser: rows of criteria in groups, with or without scripts. No models, like the rest."""

from .builder import Builder, Node
from .rows import GroupRow, RuleRow

__all__ = ["Builder", "GroupRow", "Node", "RuleRow"]
