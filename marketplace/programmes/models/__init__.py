from .comparison import StandingComparison
from .programme import Opening, Programme
from .rule import Rule, RuleProposal, RuleVersion
from .standing import Exemption, RuleSetRecord, Standing, StandingChange

__all__ = [
    "Exemption",
    "Opening",
    "Programme",
    "Rule",
    "RuleProposal",
    "RuleSetRecord",
    "RuleVersion",
    "Standing",
    "StandingChange",
    "StandingComparison",
]
