"""Reading rosters, through the campaigns whose matches a person may see."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet, Sum

from brands.models import Campaign
from creators.queries import discoverable
from marketplace.deals.models import Contact
from marketplace.matching.models import Match
from marketplace.matching.queries import campaigns_to_match
from marketplace.rosters.models import Roster, RosterMiss, RosterPick
from marketplace.rosters.wishes import MOST_SEATS, Wishes

#: Seats of a campaign that names none.
USUAL_SEATS = 10


@dataclass(frozen=True)
class Standing:
    """Whether a roster still says what is true: the campaign changed since, or matches of its picks did (ids)."""

    campaign_changed: bool
    changed: frozenset[int]

    @property
    def is_outdated(self) -> bool:
        return self.campaign_changed or bool(self.changed)


def rosters_for(person: Any) -> QuerySet[Roster]:
    """Those of the campaigns whose matches this person may see."""
    visible = Roster.objects.filter(campaign__in=campaigns_to_match(person).values("pk"))
    return visible.select_related("campaign__brand", "job", "created_by")


def latest_of(campaign: Campaign) -> Roster | None:
    return Roster.objects.filter(campaign=campaign).select_related("job", "created_by").order_by("-version").first()


def picks_of(roster: Roster) -> list[RosterPick]:
    """Those chosen who can still be found."""
    return _lines(roster.picks.select_related("contact"))


def misses_of(roster: Roster) -> list[RosterMiss]:
    return _lines(roster.misses.all())


def whole_of(roster: Roster) -> dict[str, int]:
    """How many were chosen, and their scores together: {"creators": 4, "scores": 32_310}."""
    found = roster.picks.aggregate(creators=Count("pk"), scores=Sum("score"))
    return {name: count or 0 for name, count in found.items()}


def names_in(roster: Roster, known: dict[int, str]) -> dict[int, str]:
    """`known` names, and those of everybody else whom other budgets would bring in."""
    wanted = {creator for row in roster.budgets for creator in (*row["in"], *row["out"])} - known.keys()
    others = discoverable().filter(pk__in=wanted).values_list("pk", "display_name") if wanted else ()
    return known | {creator: name or f"#{creator}" for creator, name in others}


def _lines(rows: Any) -> Any:
    found = rows.filter(creator__in=discoverable())
    return list(found.select_related("creator__person", "channel__platform"))


def standing_of(roster: Roster, campaign: Campaign) -> Standing:
    """Compares each pick with its match of today."""
    now = dict(
        Match.objects.filter(campaign=campaign, creator__in=roster.picks.values("creator")).values_list(
            "creator_id", "score"
        )
    )
    then = roster.picks.values_list("creator_id", "score")
    changed = frozenset(creator for creator, score in then if now.get(creator) != score)
    return Standing(roster.campaign_version != campaign.version, changed)


def default_wishes(campaign: Campaign) -> Wishes:
    """What is left: the budget and the seats of the campaign, less those of open contacts."""
    taken = Contact.objects.open().filter(campaign=campaign).aggregate(seats=Count("pk"), paid=Sum("price_minor"))
    budget = campaign.budget_minor
    if budget is not None:
        budget = max(0, budget - (taken["paid"] or 0))
    seats = (campaign.seats or USUAL_SEATS) - taken["seats"]
    return Wishes(budget_minor=None if campaign.is_barter else budget, seats=min(MOST_SEATS, max(1, seats)))
