from marketplace.matching.models.change import Change
from marketplace.matching.models.comparison import Comparison
from marketplace.matching.models.epoch import Epoch
from marketplace.matching.models.generation import Generation
from marketplace.matching.models.match import Match
from marketplace.matching.models.result import CampaignResult
from marketplace.matching.models.run import MatchRun
from marketplace.matching.models.shard import PartialResult, RunShard

__all__ = [
    "CampaignResult",
    "Change",
    "Comparison",
    "Epoch",
    "Generation",
    "Match",
    "MatchRun",
    "PartialResult",
    "RunShard",
]
