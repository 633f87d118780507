"""Likeness in words."""

from django.utils.translation import gettext as _

from marketplace.core.templatetags.formats import number
from marketplace.lookalikes.similar import Similar
from marketplace.matching import words

#: As many parts as are named, those that count most.
NAMED = 3


def part(code: str) -> str:
    """What a part is called."""
    return {
        "niche": _("niches"),
        "audience": _("audience"),
        "tier": _("size class"),
        "platform": _("platform"),
        "place": _("country and language"),
        "performance": _("performance in its class"),
        "style": _("style"),
    }[code]


def why(found: Similar) -> str:
    """The parts that count most, with their points out of 100."""
    most = sorted(found.points.items(), key=lambda pair: -pair[1])[:NAMED]
    told = [f"{part(code)} ({number(points / 100, 1)})" for code, points in most if points]
    return _("Alike most of all by %(parts)s.") % {"parts": words.listed(told)}


def parts(found: Similar, weights: dict[str, int]) -> list[dict[str, object]]:
    """As `score_bar` shows them."""
    return [
        {"code": code, "label": part(code), "points": points, "weight": weights[code]}
        for code, points in found.points.items()
    ]
