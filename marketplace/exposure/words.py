"""The line that each side reads where somebody stands elsewhere than by score alone."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from marketplace.eligibility.measures import MEASURES
from marketplace.exposure.engine import Placed
from marketplace.exposure.enums import Cause, Looker

#: What the creators' own conditions are called among the rules.
OWN_CONDITIONS = "own_conditions"


def line(placed: Placed, side: Looker) -> str:
    """Why this place, for the brand or for the creator; "" where it is the place of the score."""
    if placed.cause is None:
        return ""
    if placed.cause == Cause.SWAPPED:
        return _by_chance(side)
    return _("%(move)s: %(why)s.") % {"move": _move(placed, side), "why": _why(placed)}


def _by_chance(side: Looker) -> str:
    if side == Looker.CREATOR:
        return _("You changed places with a neighbour by the declared chance, for today.")
    return _("Changed places with a neighbour by the declared chance, for today.")


def _move(placed: Placed, side: Looker) -> str:
    places = abs(placed.up)
    if side == Looker.CREATOR:
        if placed.up > 0:
            text = ngettext("You moved up %(places)d place", "You moved up %(places)d places", places)
        else:
            text = ngettext("You moved down %(places)d place", "You moved down %(places)d places", places)
    elif placed.up > 0:
        text = ngettext("Moved up %(places)d place", "Moved up %(places)d places", places)
    else:
        text = ngettext("Moved down %(places)d place", "Moved down %(places)d places", places)
    return text % {"places": places}


def _why(placed: Placed) -> str:
    return {
        Cause.FLOOR: _("small creators get at least their share"),
        Cause.LESS_SHOWN: _("shown less in 28 days than the score deserves"),
        Cause.MORE_SHOWN: _("shown more in 28 days than the score deserves"),
        Cause.MADE_WAY: _("others moved up") if placed.up < 0 else _("others moved down"),
    }[placed.cause or Cause.MADE_WAY]


def rule(code: str) -> str:
    """What a rule that keeps people out asks about."""
    if code == OWN_CONDITIONS:
        return _("The creators’ own conditions")
    return MEASURES[code].label if code in MEASURES else code
