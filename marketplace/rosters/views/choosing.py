"""The roster of a campaign: what was asked, who was chosen and why, and deciding by hand."""

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import HttpResponseClientRedirect

from brands.models import Campaign
from creators.models import Creator
from marketplace.accounts.policies import actor_of
from marketplace.core.errors import Invalid
from marketplace.exposure.actions.impressions import keep_after
from marketplace.matching.queries import campaigns_to_match
from marketplace.rosters import policies, queries, sentences
from marketplace.rosters.actions import rosters
from marketplace.rosters.forms import WishesForm
from marketplace.rosters.models import Roster
from marketplace.rosters.wishes import Wishes


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """The newest roster of a campaign, and the form that asks for the next."""
    mine = campaigns_to_match(request.user).select_related("brand").prefetch_related("platforms")
    campaign = get_object_or_404(mine, public_id=public_id)
    roster = queries.latest_of(campaign)
    wishes = Wishes.from_json(roster.wishes) if roster else queries.default_wishes(campaign)
    form = WishesForm(request.POST if request.method == "POST" else None, campaign=campaign, wishes=wishes)
    if form.is_valid():
        try:
            rosters.build(actor=actor_of(request), campaign=campaign, wishes=form.asked())
        except Invalid as refusal:
            for field, texts in refusal.errors.items():
                form.add_error(field if field in form.fields else None, texts)
        else:
            return redirect("rosters:for_campaign", public_id=public_id)
    return render(
        request, "rosters/page.html", _shown(request, campaign, roster, form), status=422 if form.errors else 200
    )


@login_required
@require_safe
def one(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Any version, to read; for htmx how far the choice is."""
    roster = get_object_or_404(queries.rosters_for(request.user), public_id=public_id)
    if request.htmx:  # type: ignore[attr-defined]
        if roster.is_finished and not roster.is_dead:
            # Whoever waited sees what they waited for.
            return HttpResponseClientRedirect(reverse("rosters:for_campaign", args=[roster.campaign.public_id]))
        return render(request, "rosters/progress.html", {"roster": roster, "campaign": roster.campaign})
    return render(request, "rosters/page.html", _shown(request, roster.campaign, roster, None))


@login_required
@require_POST
def decide(request: HttpRequest, public_id: uuid.UUID, creator_id: uuid.UUID) -> HttpResponse:
    """Pin somebody, leave them out, or let the choice decide again."""
    roster = get_object_or_404(queries.rosters_for(request.user), public_id=public_id)
    creator = get_object_or_404(Creator, public_id=creator_id, matches__campaign=roster.campaign)
    rosters.decide(actor=actor_of(request), roster=roster, creator=creator, keep=request.POST.get("keep", ""))
    messages.success(request, _("We are choosing again with what you decided."))
    return redirect("rosters:for_campaign", public_id=roster.campaign.public_id)


def _shown(request: HttpRequest, campaign: Campaign, roster: Roster | None, form: Any) -> dict[str, Any]:
    context: dict[str, Any] = {"campaign": campaign, "roster": roster, "form": form}
    context["may_build"] = policies.may_build(request.user, campaign)
    if roster is None or not roster.is_finished:
        return context
    picks, misses = queries.picks_of(roster), queries.misses_of(roster)
    keep_after(request, queries.seen_in_roster(campaign, [*picks, *misses]))
    names = queries.names_in(roster, sentences.names_of([*picks, *misses]))
    currency = campaign.currency
    wishes, whole = Wishes.from_json(roster.wishes), queries.whole_of(roster)
    return context | {
        "picks": [{"line": pick, "why": sentences.why_in(pick)} for pick in picks],
        "misses": [{"line": miss, "why": sentences.why_out(miss, names, currency)} for miss in misses],
        "budgets": [
            {"label": sentences.budget_label(row, currency), "told": sentences.other_budget(row, roster, names)}
            for row in roster.budgets
        ],
        "relaxations": [
            {"told": sentences.relaxation(row, currency), "alone": row["alone"]} for row in roster.relaxations
        ],
        "left_out": sentences.left_out(roster.left_out),
        "excluded": Creator.objects.filter(pk__in=wishes.excluded).order_by("display_name") if wishes.excluded else [],
        "standing": queries.standing_of(roster, campaign),
        "proof": sentences.proof(roster),
        "score": sentences.points(roster.value),
        "whole": whole,
        "worth": sentences.worth(whole["scores"], roster),
        "to_invite": sum(pick.contact_id is None for pick in picks),
    }
