"""What everybody sees: the programmes, the rules of one on any day, and what changed in them."""

import datetime
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from creators.queries import own
from marketplace.programmes.enums import Space
from marketplace.programmes.forms.days import BetweenDays, OnDay
from marketplace.programmes.forms.facts import WhatIfForm
from marketplace.programmes.forms.filters import ProgrammeFilters
from marketplace.programmes.models import Programme
from marketplace.programmes.queries.checks import rule_sets_of
from marketplace.programmes.queries.differences import days_of_change, differences, moves
from marketplace.programmes.queries.shown import narrowed, shown_to, stage_of
from marketplace.programmes.queries.tables import lines_on
from marketplace.programmes.queries.texts import openings_of, with_rules

A_PAGE = 24
#: So many rules are named on the card of a programme.
ON_A_CARD = 3
DAY, YEAR = datetime.timedelta(days=1), datetime.timedelta(days=365)


def visible(request: HttpRequest, slug: str) -> Programme:
    """Through what the person may see, with all its rules. Raises Http404 for every other."""
    found = get_object_or_404(shown_to(request.user).select_related("platform", "inherits", "brand"), slug=slug)
    return with_rules([found])[0]


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Every programme, what is open first; the space of pupils apart."""
    today = timezone.localdate()
    filters = ProgrammeFilters(request.GET)
    found = narrowed(shown_to(request.user), today, **filters.chosen)
    page = Paginator(found.filter(space=Space.MARKET), A_PAGE).get_page(request.GET.get("page"))
    pupils = list(found.filter(space=Space.PUPILS)) if page.number == 1 else []
    cards = [_card(programme, today) for programme in with_rules([*page.object_list, *pupils])]
    context = {
        "filters": filters,
        "page": page,
        "open": [card for card in cards if card["stage"].is_open and card["programme"].space == Space.MARKET],
        "others": [card for card in cards if not card["stage"].is_open and card["programme"].space == Space.MARKET],
        "pupils": [card for card in cards if card["programme"].space == Space.PUPILS],
    }
    return render(request, "programmes/programmes.html", context)


def _card(programme: Programme, on: datetime.date) -> dict[str, Any]:
    mine = [line for line in lines_on(programme, on) if line.main and not line.inherited_from]
    asks = [line.in_short for line in mine if line.main and line.main.counting == "always"]
    return {"programme": programme, "stage": stage_of(programme, on), "asks": asks[:ON_A_CARD]}


@require_safe
def programme(request: HttpRequest, slug: str) -> HttpResponse:
    """One programme, with its rules of today or of the day in the address."""
    found = visible(request, slug)
    form = OnDay(request.GET)
    is_creator = request.user.is_authenticated and own(request.user).exists()
    context = {
        "programme": found,
        "form": form,
        "day": form.day,
        "stage": stage_of(found, form.day),
        "lines": lines_on(found, form.day),
        "openings": openings_by_dates(found),
        "ahead": [{"day": day, "before": day - DAY} for day in days_of_change(found)[::-1] if day > form.today],
        "changed_on": [day for day in days_of_change(found) if day <= form.today],
        "is_creator": is_creator,
        "what_if": WhatIfForm(rule_sets=rule_sets_of([found], form.today)) if is_creator else None,
        **{part: found.texts(part) for part in DETAILS},
    }
    return render(request, "programmes/programme.html", context, status=200 if form.is_valid() else 422)


DETAILS = ("benefits", "money", "steps", "proofs", "compatible_income", "incompatible_income", "links")


def openings_by_dates(programme: Programme) -> list[dict[str, Any]]:
    """The openings, with all countries of the same dates and source in one."""
    alike: dict[Any, dict[str, Any]] = {}
    for one in openings_of(programme):
        key = (one.opens_on, one.closes_on, one.source, one.url, one.quote)
        alike.setdefault(key, {"opening": one, "countries": []})["countries"] += [one.country] if one.country else []
    return list(alike.values())


@require_safe
def changes(request: HttpRequest, slug: str) -> HttpResponse:
    """What the rules ask on one day and did not ask on another."""
    found = visible(request, slug)
    today = timezone.localdate()
    days = days_of_change(found)
    last = next((day for day in days if day <= today), None)
    start = last - DAY if last else today - YEAR
    form = BetweenDays(request.GET, before=start, after=today)
    compared = form.is_valid()
    between = (form.cleaned_data["before"], form.cleaned_data["after"]) if compared else ()
    context = {
        "programme": found,
        "form": form,
        "differences": differences(found, *between) if compared else [],
        "moves": moves(found, *between) if compared else [],
        "days": [{"day": day, "before": day - DAY} for day in days],
    }
    return render(request, "programmes/changes.html", context, status=200 if compared else 422)
