"""Where and when a programme is open."""

import datetime

from marketplace.programmes.models import Opening, Programme
from marketplace.programmes.queries.texts import openings_of


def opening_for(programme: Programme, on: datetime.date, country: str = "") -> Opening | None:
    """The opening whose dates decide that day for somebody in this country ("" is not known).

    None where dates decide nothing: nobody published any; or it is open, but in other countries.
    """
    openings = openings_of(programme)
    here = [one for one in openings if one.country == country] or [one for one in openings if not one.country]
    if here or not any(one.covers(on) for one in openings):
        return _nearest(here or openings, on)
    return None


def open_countries(programme: Programme, on: datetime.date) -> list[str]:
    """The countries with an opening that day, or all that were ever named when none is open; [] is everywhere."""
    openings = openings_of(programme)
    if any(not one.country for one in openings):
        return []
    return sorted({one.country for one in openings if one.covers(on)} or {one.country for one in openings})


def _nearest(openings: list[Opening], on: datetime.date) -> Opening | None:
    """The one that covers the day; else the next to come; else the last that was."""
    covering = [one for one in openings if one.covers(on)]
    coming = sorted((one for one in openings if one.opens_on and one.opens_on > on), key=lambda one: one.opens_on)  # type: ignore[arg-type, return-value]
    past = sorted((one for one in openings if one.closes_on), key=lambda one: one.closes_on, reverse=True)  # type: ignore[arg-type, return-value]
    return next(iter([*covering, *coming, *past]), None)
