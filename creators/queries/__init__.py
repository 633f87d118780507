from creators.queries.completeness import Completeness, completeness_of
from creators.queries.facts import availability_on, facts_for, facts_of_many, facts_of_people
from creators.queries.profiles import discoverable, for_page, listed_for, own, own_channels, today_of

__all__ = [
    "Completeness",
    "availability_on",
    "completeness_of",
    "discoverable",
    "facts_for",
    "facts_of_many",
    "facts_of_people",
    "for_page",
    "listed_for",
    "own",
    "own_channels",
    "today_of",
]
