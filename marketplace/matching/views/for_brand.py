"""What a brand sees: the matches of a campaign, and why one of them stands where it stands."""

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from brands.models import Campaign
from creators.models import Creator
from creators.policies import may_see_page
from marketplace.accounts.policies import actor_of
from marketplace.deals.policies import may_be_invited, may_invite_for
from marketplace.eligibility.describe import describe
from marketplace.eligibility.outcomes import Outcome
from marketplace.exposure.actions.impressions import keep_after
from marketplace.exposure.enums import Looker, Order
from marketplace.exposure.queries import FairOrder
from marketplace.exposure.words import line
from marketplace.learning.queries import Published, published
from marketplace.matching import policies, queries
from marketplace.matching.actions import runs
from marketplace.matching.engine.sentences import refusal_label
from marketplace.matching.forms import MatchFilters
from marketplace.matching.models import MatchRun
from marketplace.matching.queries.preview import RuleEffect
from marketplace.matching.snapshot.campaigns import rules_of, with_everything

#: As many of the rules that shut out most are named.
NAMED_EFFECTS = 5


def _campaign(request: HttpRequest, public_id: uuid.UUID, *, whole: bool = False) -> Campaign:
    """Through what the person may see: somebody else's campaign is not found. `whole`: with all that it asks for."""
    mine = queries.campaigns_to_match(request.user).select_related("brand__sector", "product_sector")
    return get_object_or_404(with_everything(mine) if whole else mine, public_id=public_id)


@login_required
@require_safe
def listing(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """The stored matches, filtered and sorted by the address; `after` is where the page begins."""
    campaign = _campaign(request, public_id)
    filters = MatchFilters(request.GET)
    chosen = filters.chosen
    rows, fair = queries.matches_for_campaign(request.user, campaign, chosen), None
    if "sort" not in chosen:
        fair = queries.fair_order(campaign, request.user.pk)
        rows = queries.in_fair_order(rows, fair)
    page = queries.page_of(rows, chosen.get("sort", "rank"), request.GET.get("after", ""))
    result, policy = queries.result_of(campaign), published()
    _log(request, page, fair, chosen, filters.narrows, result, policy)
    context = {
        "campaign": campaign,
        "filters": filters,
        "page": page,
        "fair": fair,
        "matches": [_shown(match, campaign, fair, policy) for match in page.matches],
        "result": result,
        "run": queries.run_under_way(campaign),
        "steadiness": queries.steadiness_of(campaign) if result else None,
        "effects": _effects(campaign, queries.effects_of(result)) if result else [],
        "may_run": campaign.is_published and policies.may_start_run(request.user, campaign),
    }
    return render(request, "matching/matches.html", context)


def _shown(match: Any, campaign: Campaign, fair: FairOrder | None, policy: Published | None) -> dict[str, Any]:
    placed = fair.by_key.get(match.creator_id) if fair else None
    return {
        "match": match,
        "outcome": Outcome(match.outcome),
        "parts": queries.parts_of(match, campaign),
        "position": placed.position if placed else match.rank,
        "line": line(placed, Looker.BRAND) if placed else "",
        "likely": policy.reciprocity(match.parts) if policy else None,
    }


def _log(
    request: HttpRequest,
    page: queries.Page,
    fair: FairOrder | None,
    chosen: Any,
    narrows: bool,
    result: Any,
    policy: Published | None,
) -> None:
    kind = Order.FAIR if fair else Order.SCORE if chosen["sort"] == "rank" else Order.OTHER
    run = result.run_id if result else None
    keep_after(request, queries.seen_by_brand(page.matches, fair, kind, policy, run=run, is_narrowed=narrows))


def _effects(campaign: Campaign, effects: list[RuleEffect], rules: Any = None) -> list[dict[str, Any]]:
    """The rules and conditions that shut out most by themselves, in words."""
    asked = {criterion.code: describe(criterion) for criterion in (rules or rules_of(campaign)).criteria}
    # A handful of people is not counted out: see `LEAST_TOLD`.
    told = sorted((effect for effect in effects if effect.told_alone), key=lambda effect: -effect.alone)[:NAMED_EFFECTS]
    return [
        {"effect": effect, "label": asked.get(effect.rule_code, "") if effect.is_rule else refusal_label(effect.code)}
        for effect in told
    ]


@login_required
@require_safe
def match(request: HttpRequest, public_id: uuid.UUID, creator_id: uuid.UUID) -> HttpResponse:
    """Why this creator stands where they stand for this campaign."""
    campaign = _campaign(request, public_id, whole=True)
    creator = get_object_or_404(Creator.objects.select_related("person"), public_id=creator_id)
    found = queries.explain_match(campaign, creator, queries.BRAND) if may_see_page(request.user, creator) else None
    if found is None:
        raise Http404
    stored = campaign.matches.filter(creator=creator).first()
    context = {"why": found, "campaign": campaign, "creator": creator, "stored": stored, "side": queries.BRAND}
    if stored is not None and stored.rank:
        context["placed"], context["line"] = _placed(campaign, creator, request.user.pk)
    context["may_invite"] = may_be_invited(creator) and may_invite_for(request.user, campaign.brand)
    return render(request, "matching/match.html", context)


def _placed(campaign: Campaign, creator: Creator, viewer: int | None) -> tuple[Any, str]:
    placed = queries.fair_order(campaign, viewer).by_key.get(creator.pk)
    return placed, line(placed, Looker.BRAND) if placed else ""


@login_required
@require_POST
def start(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Compare the campaign with everybody again."""
    campaign = _campaign(request, public_id)
    runs.start(actor=actor_of(request), campaign=campaign)
    messages.success(request, _("We are comparing the campaign with every creator."))
    return redirect("matching:for_campaign", public_id=public_id)


@login_required
@require_safe
def run(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """How far a run is: a page of its own, or for htmx the bar alone."""
    visible = MatchRun.objects.select_related("campaign__brand", "job", "epoch")
    if not policies.sees_every_run(request.user):
        # A run over everything is nobody's secret: it shows how far it is, and no campaign.
        visible = visible.filter(Q(campaign=None) | Q(campaign__in=queries.campaigns_to_match(request.user)))
    found = get_object_or_404(visible, public_id=public_id)
    template = "matching/run_progress.html" if request.htmx else "matching/run.html"  # type: ignore[attr-defined]
    return render(request, template, {"run": found, "campaign": found.campaign})
