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
)

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
    "standing_of",
]
