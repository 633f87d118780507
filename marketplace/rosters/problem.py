"""A roster's question in plain numbers."""

from brands.models import Campaign
from marketplace.allocation import Candidate, Problem
from marketplace.matching.engine.cohorts import TIERS
from marketplace.rosters.audience import overlap_of
from marketplace.rosters.queries.candidates import Considered
from marketplace.rosters.wishes import Wishes

#: Tiers under 100,000 followers.
SMALL = ("nano", "micro")


def problem_of(campaign: Campaign, wishes: Wishes, considered: list[Considered]) -> Problem:
    """Scores are values, ranks break ties (they are salted already), and what is asked at least are groups."""
    keys = {one.match.creator_id for one in considered}
    return Problem(
        tuple(_candidate(one) for one in considered),
        budget=None if campaign.is_barter else wishes.budget_minor,
        fewest=wishes.fewest,
        most=wishes.seats,
        least={name: count for name, count in wishes.least.items() if count},
        at_most=wishes.at_most,
        pinned=frozenset(wishes.pinned) & keys,
        excluded=frozenset(wishes.excluded) & keys,
        overlap=overlap_of([one.audience for one in considered], wishes.seats),
    )


def _candidate(one: Considered) -> Candidate:
    match = one.match
    platform, tier = match.channel.platform.code, TIERS[match.tier]
    amounts = {f"platform:{platform}": 1, f"deliverables:{platform}": one.owed, f"tier:{tier}": 1}
    if place := match.channel.country or match.creator.home_country:
        amounts[f"country:{place}"] = 1
    if tier in SMALL:
        amounts["small"] = 1
    return Candidate(match.creator_id, match.score, one.cost, match.rank or 0, amounts)
