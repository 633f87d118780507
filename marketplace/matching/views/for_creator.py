"""What a creator sees: open campaigns with their verdict and score, and why."""

import uuid

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from creators.queries import own
from marketplace.accounts.policies import actor_of
from marketplace.eligibility.outcomes import Outcome
from marketplace.exposure.actions.impressions import keep_after
from marketplace.exposure.enums import Looker
from marketplace.exposure.words import line
from marketplace.matching import queries

A_PAGE = 20
TABS = {"": None, "fits": (Outcome.PASS, Outcome.REVIEW), "missing": (Outcome.UNKNOWN,), "no": (Outcome.FAIL,)}


@login_required
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Open campaigns, the most suitable first; `show` narrows by verdict."""
    creator = own(actor_of(request)).first()
    if creator is None:
        return redirect("creators:mine")
    found = queries.campaigns_for_creator(creator)
    show = request.GET.get("show", "")
    wanted = TABS.get(show)
    shown = [one for one in found if wanted is None or one.outcome in wanted]
    counts = {name: sum(one.outcome in outcomes for one in found) for name, outcomes in TABS.items() if outcomes}
    page = Paginator(shown, A_PAGE).get_page(request.GET.get("page"))
    first, is_narrowed = page.start_index(), wanted is not None
    keep_after(request, queries.seen_by_creator(creator, list(page), first=first, is_narrowed=is_narrowed))
    context = {
        "creator": creator,
        "show": show if show in TABS else "",
        "page": page,
        "counts": {"all": len(found), **counts},
    }
    return render(request, "matching/campaigns.html", context)


@login_required
@require_safe
def why(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Why a campaign fits or not, and what would change it."""
    creator = get_object_or_404(own(actor_of(request)))
    campaign = get_object_or_404(queries.campaigns_to_explain(creator), public_id=public_id)
    found = queries.explain_match(campaign, creator, queries.CREATOR)
    if found is None:
        raise Http404
    placed = queries.fair_order(campaign, None).by_key.get(creator.pk)
    context = {"why": found, "campaign": campaign, "creator": creator, "side": queries.CREATOR}
    context["line"] = line(placed, Looker.CREATOR) if placed else ""
    return render(request, "matching/match.html", context)
