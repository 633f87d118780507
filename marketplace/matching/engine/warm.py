"""Compiled loops made ready before anybody asks."""

from __future__ import annotations

from marketplace.eligibility.rules import RuleSet
from marketplace.matching.engine.compiled import MANY
from marketplace.matching.engine.decide import decide
from marketplace.matching.engine.prepared import Prepared
from marketplace.matching.engine.spec import VIEWS, CampaignSpec, Deliverable

#: Asks something of every part, so that every loop is gone through.
ASKS = CampaignSpec(
    niches=("-",),
    styles=frozenset({"-"}),
    countries=frozenset({"FR"}),
    languages=frozenset({"fr"}),
    audience={"countries": {"FR": 5_000}},
    deliverables=(Deliverable("-"),),
    result=VIEWS,
    fee_max=1,
)
EVERYBODY = RuleSet.parse({"all": []})


def warm(creators: Prepared, many: int = MANY) -> None:
    """Compile the loops, or load what an earlier process compiled: at once where there are fewer than `many` rows, for
    then none is ever used."""
    if len(creators.columns) >= many:
        found = decide(ASKS, EVERYBODY, creators, many)
        found.top(1)
        found.tally()
