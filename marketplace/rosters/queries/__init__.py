from marketplace.rosters.queries.places import Place, places_of
from marketplace.rosters.queries.rosters import (
    Standing,
    default_wishes,
    latest_of,
    misses_of,
    names_in,
    picks_of,
    rosters_for,
    standing_of,
    whole_of,
)
from marketplace.rosters.queries.shown import seen_in_places, seen_in_roster

__all__ = [
    "Place",
    "Standing",
    "default_wishes",
    "latest_of",
    "misses_of",
    "names_in",
    "picks_of",
    "places_of",
    "rosters_for",
    "seen_in_places",
    "seen_in_roster",
    "standing_of",
    "whole_of",
]
