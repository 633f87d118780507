from marketplace.matching.models.change import Change
from marketplace.matching.models.comparison import Comparison
from marketplace.matching.models.epoch import Epoch
from marketplace.matching.models.match import Match
from marketplace.matching.models.result import CampaignResult
from marketplace.matching.models.run import MatchRun

__all__ = ["CampaignResult", "Change", "Comparison", "Epoch", "Match", "MatchRun"]
