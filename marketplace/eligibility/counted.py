"""Sentences about things that are counted: "You have 8,760 followers; 10,000 are needed: 1,240 missing." """

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from . import quantities as say
from .comparators import Op, bounds

if TYPE_CHECKING:
    from .verdicts import CriterionResult

#: "8,760 followers": the measures that can be said with "You have …".
THINGS: dict[str, Callable[[int], str]] = {
    "followers": lambda n: ngettext("%(number)s follower", "%(number)s followers", n),
    "following": lambda n: ngettext("%(number)s account followed", "%(number)s accounts followed", n),
    "likes_total": lambda n: ngettext("%(number)s like in total", "%(number)s likes in total", n),
    "posts_total": lambda n: ngettext("%(number)s post in total", "%(number)s posts in total", n),
    "posts_30d": lambda n: ngettext("%(number)s post in 30 days", "%(number)s posts in 30 days", n),
    "views_30d": lambda n: ngettext("%(number)s view in 30 days", "%(number)s views in 30 days", n),
    "median_views_20": lambda n: ngettext("%(number)s median view", "%(number)s median views", n),
}

#: By (to the creator, falls short): the number that decides singular or plural is the one needed.
AT_LEAST: dict[tuple[bool, bool], Callable[[int], str]] = {
    (True, False): lambda n: ngettext(
        "You have %(observed)s; %(needed)s is needed.",
        "You have %(observed)s; %(needed)s are needed.",
        n,
    ),
    (True, True): lambda n: ngettext(
        "You have %(observed)s; %(needed)s is needed: %(gap)s missing.",
        "You have %(observed)s; %(needed)s are needed: %(gap)s missing.",
        n,
    ),
    (False, False): lambda n: ngettext(
        "%(observed)s; %(needed)s is needed.",
        "%(observed)s; %(needed)s are needed.",
        n,
    ),
    (False, True): lambda n: ngettext(
        "%(observed)s; %(needed)s is needed: %(gap)s missing.",
        "%(observed)s; %(needed)s are needed: %(gap)s missing.",
        n,
    ),
}

AT_MOST: dict[tuple[bool, bool], Callable[[], str]] = {
    (True, False): lambda: _("You have %(observed)s; at most %(needed)s accepted."),
    (True, True): lambda: _("You have %(observed)s; at most %(needed)s accepted: %(gap)s too many."),
    (False, False): lambda: _("%(observed)s; at most %(needed)s accepted."),
    (False, True): lambda: _("%(observed)s; at most %(needed)s accepted: %(gap)s too many."),
}


def can_say(result: "CriterionResult") -> bool:
    one_sided = result.op in (Op.GTE, Op.GT, Op.LTE, Op.LT)
    return one_sided and result.measure.code in THINGS and result.observed is not None


def sentence(result: "CriterionResult") -> str:
    low, high = bounds(result.op, result.criterion.condition.value)
    to_creator, short = result.voice == "creator", bool(result.gap)
    if low is not None:
        text, needed = AT_LEAST[to_creator, short](low), low
    else:
        text, needed = AT_MOST[to_creator, short](), high or 0
    thing = THINGS[result.measure.code](result.observed) % {"number": say.number(result.observed)}
    return text % {"observed": thing, "needed": say.number(needed), "gap": say.number(result.gap or 0)}


def seats(result: "CriterionResult") -> str:
    """How many of the seats of a programme are taken, where the rule is that one is free."""
    needed = result.criterion.condition.value
    sentence = ngettext("%(taken)s of %(seats)s seat is taken.", "%(taken)s of %(seats)s seats are taken.", needed)
    return sentence % {"taken": say.number(result.observed), "seats": say.number(needed)}
