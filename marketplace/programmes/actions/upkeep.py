"""Asking for standings to be brought up to date: each function puts jobs on the list, in the caller's transaction."""

from marketplace.core.models import Job
from marketplace.programmes.jobs import CREATOR, EVERYBODY, PROGRAMME
from marketplace.programmes.models import Programme


def creator_changed(creator_id: int, *, figures_only: bool = False) -> Job:
    """One creator is different; with `figures_only`, only what was measured of them."""
    key = f"{creator_id}:{'figures' if figures_only else 'all'}"
    return CREATOR.enqueue(key=key, creator_id=creator_id, figures_only=figures_only)


def programme_changed(programme: Programme, *, country: str = "") -> Job:
    """The rules, openings or exemptions of a programme are different, everywhere or in one country.

    A programme of general rules stands for all that inherit from it.
    """
    return PROGRAMME.enqueue(key=f"{programme.pk}:{country}", programme_id=programme.pk, country=country)


def everybody_changed() -> Job:
    """Many creators are different, nobody says which."""
    return EVERYBODY.enqueue(key="everybody")
