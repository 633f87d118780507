from .comparison import StandingComparison
from .earning import Earning
from .programme import Opening, Programme
from .rule import Rule, RuleProposal, RuleVersion
from .standing import Exemption, RuleSetRecord, Standing, StandingChange

__all__ = [
    "Earning",
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
