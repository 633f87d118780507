"""Choosing: the problem of a roster, solved, and written down with what belongs to it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from django.utils import timezone

from brands.models.campaign import campaign_day
from marketplace.allocation import NearMiss, Problem, Selection, near_misses, select
from marketplace.matching.models import CampaignResult
from marketplace.rosters.enums import RosterState
from marketplace.rosters.models import Roster, RosterMiss, RosterPick
from marketplace.rosters.problem import problem_of
from marketplace.rosters.queries.candidates import Considered, Gathered, gather
from marketplace.rosters.wishes import Wishes

#: Seconds for the choice itself, for each other budget, and for those who are next.
FOR_THE_CHOICE, FOR_A_BUDGET, FOR_THE_NEXT = 20.0, 5.0, 20.0
#: Other budgets, in percent of the one that is there, and how many are named who are next.
OTHER_BUDGETS = (80, 120)
NEXT = 5


@dataclass
class Solved:
    """Everything a roster holds, before it is written."""

    gathered: Gathered
    problem: Problem
    selection: Selection = field(default_factory=Selection)
    budgets: list[dict[str, Any]] = field(default_factory=list)
    misses: tuple[NearMiss, ...] = ()


def solve(roster: Roster, told: Callable[[int], None]) -> Solved:
    """Nothing is written; `told` hears how many of the steps are done."""
    wishes = Wishes.from_json(roster.wishes)
    gathered = gather(roster.campaign, campaign_day(), with_review=wishes.with_review)
    found = Solved(gathered, problem_of(roster.campaign, wishes, gathered.candidates))
    told(1)
    found.selection = select(found.problem, FOR_THE_CHOICE)
    told(2)
    if found.selection.is_possible:
        found.budgets = list(_other_budgets(found.problem, found.selection))
        told(3)
        found.misses = near_misses(found.problem, found.selection, NEXT, FOR_THE_NEXT)
    return found


def _other_budgets(problem: Problem, selection: Selection) -> list[dict[str, Any]]:
    if not problem.budget:
        return []
    found = []
    for percent in OTHER_BUDGETS:
        budget = problem.budget * percent // 100
        other = select(replace(problem, budget=budget), FOR_A_BUDGET)
        found.append(
            {
                "percent": percent - 100, "budget": budget, "is_possible": other.is_possible, "cost": other.cost,
                "value": other.value, "creators": len(other.picks),
                "in": sorted(other.keys - selection.keys), "out": sorted(selection.keys - other.keys),
            }
        )  # fmt: skip
    return found


def write(roster: Roster, found: Solved) -> None:
    """Store it, in the caller's transaction."""
    selection = found.selection
    result = CampaignResult.objects.filter(campaign=roster.campaign_id).first()
    roster.state = RosterState.READY if selection.is_possible else RosterState.FAILED
    roster.epoch_id = result.epoch_id if result else None
    roster.considered, roster.left_out = len(found.gathered.candidates), found.gathered.left_out
    roster.value, roster.bound, roster.cost_minor = selection.value, selection.bound, selection.cost
    roster.is_exact, roster.budgets = selection.is_exact, found.budgets
    roster.relaxations = [{**asdict(one), "limit": list(one.limit)} for one in selection.relaxations]
    roster.done, roster.finished_at = roster.total, timezone.now()
    roster.save()
    considered = {one.match.creator_id: one for one in found.gathered.candidates}
    RosterPick.objects.bulk_create(
        RosterPick(
            roster=roster, place=place, marginal=pick.marginal,
            is_pinned=pick.key in found.problem.pinned, **_line(considered[pick.key]),
        )
        for place, pick in enumerate(selection.picks, 1)
    )  # fmt: skip
    RosterMiss.objects.bulk_create(
        RosterMiss(
            roster=roster, loss=miss.loss, keeps_out=[list(limit) for limit in miss.keeps_out],
            instead_of=sorted(miss.instead_of), enough_cost=miss.enough_cost, **_line(considered[miss.key]),
        )
        for miss in found.misses
    )  # fmt: skip


def _line(one: Considered) -> dict[str, Any]:
    match = one.match
    return {
        "creator": match.creator, "channel": match.channel, "score": match.score, "outcome": match.outcome,
        "cost_minor": one.cost,
    }  # fmt: skip
