"""What anybody may read: this month's fairness, and how the fair order works."""

import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from marketplace.exposure import queries, words
from marketplace.exposure.enums import Tier
from marketplace.exposure.models import FairnessParameters
from marketplace.exposure.queries.figures import months

#: So many past settings are told.
TOLD_SETTINGS = 20


@require_safe
def fairness(request: HttpRequest, year: int | None = None, month: int | None = None) -> HttpResponse:
    """The newest month that was counted, or a named one."""
    asked = None if year is None or month is None else _month(year, month)
    found = queries.month_figures(asked)
    if asked and found is None:
        raise Http404
    context: dict[str, Any] = {"month": found, "months": months()}
    if found is not None:
        context |= _told(found.figures)
    return render(request, "exposure/fairness.html", context)


def _month(year: int, month: int) -> datetime.date:
    try:
        return datetime.date(year, month, 1)
    except (ValueError, OverflowError):
        raise Http404 from None


def _told(figures: dict[str, Any]) -> dict[str, Any]:
    """The figures as the page shows them: the shares of each size beside each other, and the rules with their bars."""
    columns = {
        _("Who fits"): figures["eligible"]["share_bp"],
        _("Their scores"): figures["merit"]["share_bp"],
        _("Shown"): figures["impressions"]["share_bp"],
        _("Invited"): figures["invitations"]["share_bp"],
        _("Agreed"): figures["deals"]["share_bp"],
    }
    pay = figures["pay"]["by_currency"]
    columns |= {_("Pay in %(currency)s") % {"currency": code}: pay[code]["share_bp"] for code in pay}
    rows = [(tier.label, [shares.get(tier.name.lower()) for shares in columns.values()]) for tier in Tier]
    excluded = [(words.rule(one["code"]), one["pairs"]) for one in figures["excluded"]]
    most = max((pairs for _label, pairs in excluded), default=0)
    return {
        "figures": figures,
        "columns": list(columns),
        "rows": [(label, shares) for label, shares in rows if any(share is not None for share in shares)],
        "excluded": [
            {"label": label, "pairs": pairs, "width": str(pairs * 10_000 // most)} for label, pairs in excluded
        ],
    }


@require_safe
def how_it_works(request: HttpRequest) -> HttpResponse:
    """The rule of the fair order, what is in force, and every setting before with its reason."""
    settings = FairnessParameters.objects.select_related("set_by")[:TOLD_SETTINGS]
    context = {"now": queries.in_force(), "settings": settings}
    return render(request, "exposure/how_it_works.html", context)
