"""What the log keeps of creators that a brand was shown in a choice, beside those it was shown in a list."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from brands.models import Campaign
from marketplace.exposure.actions.impressions import List
from marketplace.exposure.enums import Order, Surface
from marketplace.learning.queries import published
from marketplace.matching.models import Match
from marketplace.matching.queries import seen_by_brand
from marketplace.rosters.models import RosterMiss, RosterPick
from marketplace.rosters.queries.places import Place


def seen_in_roster(
    campaign: Campaign, lines: Sequence[RosterPick | RosterMiss], *, surface: Surface = Surface.ROSTER
) -> List:
    """Those chosen and those who are next, in the order of the page, as they stand in the campaign's matches."""
    wanted = [line.creator_id for line in lines]
    found = Match.objects.filter(campaign=campaign, creator__in=wanted).select_related("creator")
    matches = {match.creator_id: match for match in found}
    return _chosen((matches[creator] for creator in wanted if creator in matches), surface)


def seen_in_places(places: Sequence[Place], *, surface: Surface = Surface.PLACES) -> List:
    """Everybody whom a proposal sends somewhere."""
    return _chosen((match for place in places for match, _cost, _fits in place.matches), surface)


def _chosen(matches: Iterable[Match], surface: Surface) -> List:
    # Chosen by budget and seats, not ranked: counted as shown, and left out where rankings are learnt.
    return seen_by_brand(list(matches), None, Order.OTHER, published(), surface=surface, is_narrowed=True)
