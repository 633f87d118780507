"""Creators like these, for brands."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from marketplace.lookalikes import queries, sentences
from marketplace.lookalikes.similar import MOST_SEEDS


@login_required
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """`like` names up to five creators; each of those found can be added to them, or taken for the only one."""
    seeds = queries.seeds_of(request.user, request.GET.getlist("like"))
    if not seeds:
        raise Http404
    named = [str(seed.public_id) for seed in seeds]
    context = {
        "seeds": [{"creator": seed, "without": [one for one in named if one != str(seed.public_id)]} for seed in seeds],
        "rows": [{"line": one, "why": sentences.why(one.found)} for one in queries.alike(seeds)],
        "named": named,
        "may_add": len(seeds) < MOST_SEEDS,
    }
    return render(request, "lookalikes/page.html", context)
