"""Who goes where, when a creator fits several campaigns of one brand.

Each creator goes to one campaign (working for the same brand twice is for people to agree), each campaign takes as
many as it has seats left, and the sum of the scores is the highest there is: `allocation.flow`. Who costs more than one
seat of the campaign can pay is not proposed there, so the budgets hold.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from brands.models import Brand, Campaign
from brands.models.campaign import campaign_day
from marketplace.allocation import flow
from marketplace.matching.models import Match
from marketplace.matching.queries import campaigns_to_match
from marketplace.rosters.queries.candidates import Considered, gather
from marketplace.rosters.queries.rosters import default_wishes

#: So many of a brand's campaigns are looked at, the newest.
MOST_CAMPAIGNS = 20


@dataclass(frozen=True)
class Place:
    """One campaign and who should go there; `wanted_by`: how many of the brand's campaigns each of them fits."""

    campaign: Campaign
    seats: int
    matches: list[tuple[Match, int, int]]


def places_of(person: Any, brand: Brand) -> tuple[list[Place], bool]:
    """The proposal for the campaigns of a brand that a person may see, and whether it is proved the best."""
    visible = campaigns_to_match(person).filter(brand=brand).published().select_related("brand").order_by("-pk")
    campaigns = list(visible[:MOST_CAMPAIGNS])
    wishes = [default_wishes(campaign) for campaign in campaigns]
    arcs = [
        (sink, one)
        for sink, (campaign, wish) in enumerate(zip(campaigns, wishes, strict=True))
        for one in gather(campaign, campaign_day()).candidates
        if wish.budget_minor is None or one.cost * wish.seats <= wish.budget_minor
    ]
    creators = sorted({one.match.creator_id for _sink, one in arcs})
    number = {creator: at for at, creator in enumerate(creators)}
    found = flow(
        np.array([number[one.match.creator_id] for _sink, one in arcs], np.int64),
        np.array([sink for sink, _one in arcs], np.int64),
        np.array([one.match.score for _sink, one in arcs], np.int64),
        np.ones(len(creators), np.int64),
        np.array([wish.seats for wish in wishes], np.int64),
    )
    chosen = [arcs[at] for at in found.arcs.tolist()]
    fits = np.bincount([number[one.match.creator_id] for _sink, one in arcs], minlength=len(creators)).tolist()
    places = [
        Place(campaign, wish.seats, _placed(chosen, sink, {key: fits[at] for key, at in number.items()}))
        for sink, (campaign, wish) in enumerate(zip(campaigns, wishes, strict=True))
    ]
    return places, found.is_exact


def _placed(chosen: list[tuple[int, Considered]], sink: int, fits: dict[int, int]) -> list[tuple[Match, int, int]]:
    here = [(one.match, one.cost, fits[one.match.creator_id]) for to, one in chosen if to == sink]
    return sorted(here, key=lambda row: (-row[0].score, row[0].rank or 0))
