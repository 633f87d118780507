"""My programmes: where a creator stands with each, what is missing, how long it may take, and what if."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from creators.models import Creator
from creators.queries import own
from marketplace.accounts.policies import actor_of
from marketplace.eligibility.facts import Facts
from marketplace.programmes.enums import ProgrammeState
from marketplace.programmes.forms.facts import WhatIfForm
from marketplace.programmes.queries.mine import (
    answers_of,
    every_answer_of,
    grouped,
    programmes_of,
    standpoints,
    suppose,
)
from marketplace.programmes.queries.shown import shown_to
from marketplace.programmes.queries.standings import Answer, history, told

ON_THE_DASHBOARD, CHANGES_SHOWN = 4, 20


@login_required
@require_safe
@never_cache
def listing(request: HttpRequest) -> HttpResponse:
    """Every programme by what it answers today, nearest first; and, if asked, by what it would."""
    creator = own(actor_of(request)).select_related("person").first()
    if creator is None:
        return redirect("creators:mine")
    programmes = programmes_of(creator)
    answers = answers_of(creator, programmes)
    answered = {answer.programme.pk for answer in answers}
    form = _what_if(request, answers)
    context = {
        "creator": creator,
        "groups": grouped(standpoints(answers)),
        "elsewhere": [one for one in programmes if one.pk not in answered],
        "has_channels": any(answer.channel for answer in answers),
        **_supposed(form, answers),
    }
    return render(request, "programmes/mine.html", context, status=422 if form.errors else 200)


@login_required
@require_safe
@never_cache
def one(request: HttpRequest, slug: str) -> HttpResponse:
    """One programme through one channel: every rule, what if, and how it came about."""
    creator = get_object_or_404(own(actor_of(request)).select_related("person"))
    published = shown_to(request.user).filter(state=ProgrammeState.PUBLISHED)
    programme = get_object_or_404(published, slug=slug)
    answers = every_answer_of(creator, [programme])
    answer = _chosen(request, answers)
    context: dict[str, Any] = {"creator": creator, "programme": programme, "answers": answers, "answer": answer}
    form = _what_if(request, [answer] if answer else [])
    if answer:
        context["standpoint"] = standpoints([answer])[0]
    context["changes"] = told(history(creator, programme)[:CHANGES_SHOWN])
    context |= _supposed(form, [answer] if answer else [])
    return render(request, "programmes/my_programme.html", context, status=422 if form.errors else 200)


@login_required
@require_safe
@never_cache
def card(request: HttpRequest) -> HttpResponse:
    """The nearest programmes, for the overview; without scripts the overview links to the whole list."""
    creator: Creator | None = own(actor_of(request)).select_related("person").first()
    if creator is None or not request.headers.get("HX-Request"):
        return redirect("programmes:mine")
    groups = grouped(standpoints(answers_of(creator)))
    near = [one for name in ("qualifies", "review", "not_yet", "unknown") for one in groups[name]]
    return render(request, "programmes/dashboard_card.html", {"near": near[:ON_THE_DASHBOARD]})


def _chosen(request: HttpRequest, answers: list[Answer]) -> Answer | None:
    """Through the channel in the address, else the nearest. Raises Http404 for a channel that has no answer."""
    wanted = request.GET.get("channel")
    if not wanted:
        return answers[0] if answers else None
    for answer in answers:
        if answer.channel and str(answer.channel.public_id) == wanted:
            return answer
    raise Http404


def _what_if(request: HttpRequest, answers: list[Answer]) -> WhatIfForm:
    """The form of supposed figures; what is known now of the channel with the nearest answer is shown beside it."""
    rules = [answer.judgement.rules.entering for answer in answers]
    now: Facts = answers[0].judgement.facts if len({answer.channel for answer in answers}) == 1 else {}
    form = WhatIfForm(request.GET, rule_sets=rules, now=now)
    return form if form.is_asked else WhatIfForm(rule_sets=rules, now=now)


def _supposed(form: WhatIfForm, answers: list[Answer]) -> dict[str, Any]:
    asked = form.is_bound and form.is_valid()
    changed = form.facts(timezone.localdate()) if asked else {}
    return {"what_if": form, "supposed": suppose(answers, changed) if asked else None}
