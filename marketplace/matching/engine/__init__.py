"""Who suits whom, as integers over arrays. Pure: no Django, no database, no clock.

spec.py           what a campaign asks                 row.py        what is known of one channel
columns.py        the same for many channels           frame.py      the day, the tree and the tables scores refer to
counts.py         how common things are                cohorts.py    whom a channel is compared with
parts/            the eight parts of a score             refusals.py   what the creator's own word rules out
score.py          parts → points → score               decide.py     rules + refusals + score, best channel, best 200
pairs.py          what was decided, ready to be stored and merged
bits.py tally.py  reasons and counts as integers       sentences.py  the same in words (the only gettext here)
counterfactuals.py  what would change it (ideas.py)     sensitivity.py  what other weights would change

Everything has a form for one pair in plain Python (it also gathers the evidence) and a form for many in NumPy; the
tests hold them equal.
"""

from marketplace.matching.engine.cohorts import CohortTables, freeze
from marketplace.matching.engine.columns import CreatorColumns
from marketplace.matching.engine.counts import Counts, count
from marketplace.matching.engine.decide import Decisions, decide
from marketplace.matching.engine.frame import Frame
from marketplace.matching.engine.niches import NicheTree
from marketplace.matching.engine.pairs import Pairs
from marketplace.matching.engine.prepared import Prepared, prepare
from marketplace.matching.engine.row import Row
from marketplace.matching.engine.score import points, score_columns, score_pair
from marketplace.matching.engine.spec import PARTS, CampaignSpec, Deliverable

__all__ = [
    "PARTS",
    "CampaignSpec",
    "CohortTables",
    "Counts",
    "CreatorColumns",
    "Decisions",
    "Deliverable",
    "Frame",
    "NicheTree",
    "Pairs",
    "Prepared",
    "Row",
    "count",
    "decide",
    "freeze",
    "points",
    "prepare",
    "score_columns",
    "score_pair",
]
