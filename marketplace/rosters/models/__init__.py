from marketplace.rosters.models.lines import RosterMiss, RosterPick
from marketplace.rosters.models.roster import Roster

__all__ = ["Roster", "RosterMiss", "RosterPick"]
