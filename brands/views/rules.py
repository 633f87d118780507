"""The steps of the campaign editor that decide the matches: hard rules, and how much each part of a score counts."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods
from django_htmx.http import trigger_client_event

from brands.actions import campaigns
from brands.forms.weights import WeightsForm
from brands.models import Campaign
from brands.views.editor import editable, following, shell
from brands.views.typed import keeps_typing, typed
from marketplace.accounts.policies import actor_of
from marketplace.core.errors import DomainError, Invalid
from marketplace.eligibility import marketplace_criteria
from marketplace.eligibility.describe import describe
from marketplace.eligibility.forms import Builder


@keeps_typing
@require_http_methods(["GET", "HEAD", "POST"])
def rules(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Who is shut out. Buttons that add or remove a rule answer with the changed form; nothing is saved by them."""
    campaign = editable(request, public_id)
    builder = Builder(typed(request), stored=campaign.rules, currency=campaign.currency)
    refusals: list[str] = []
    if request.method == "POST" and not builder.is_asking and builder.is_valid():
        refusals = _refusals(request, campaign, rules=builder.as_json())
        if not refusals:
            return _saved(request, campaign, "rules")
    context: dict[str, Any] = shell(campaign, "rules") | {
        "builder": builder,
        "refusals": refusals,
        # What 16 and 17 need instead of being 18 is said in words of its own.
        "inherited": [describe(criterion) for criterion in marketplace_criteria() if not criterion.exemption],
        "preview_url": _preview_url(campaign),
    }
    wrong = request.method == "POST" and not builder.is_asking
    response = render(request, "brands/step_rules.html", context, status=422 if wrong else 200)
    # Whatever counts who qualifies counts again.
    return trigger_client_event(response, "rules-changed", after="settle") if builder.is_asking else response


@keeps_typing
@require_http_methods(["GET", "HEAD", "POST"])
def weights(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """What a good match is made of."""
    campaign = editable(request, public_id)
    form = WeightsForm(typed(request), campaign=campaign)
    if request.method == "POST" and form.is_valid():
        for text in _refusals(request, campaign, weights=form.weights()):
            form.add_error(None, text)
        if form.is_valid():
            return _saved(request, campaign, "weights")
    context = shell(campaign, "weights") | {"form": form}
    return render(request, "brands/step_weights.html", context, status=422 if request.method == "POST" else 200)


def _refusals(request: HttpRequest, campaign: Campaign, **values: Any) -> list[str]:
    """Save, or say why not, to be shown beside what was typed. A lost right is no matter of the form."""
    try:
        campaigns.update(actor=actor_of(request), campaign=campaign, **values)
    except Invalid as refusal:
        return [text for texts in refusal.errors.values() for text in texts]
    except DomainError as refusal:
        if refusal.status == 403:
            raise
        return [refusal.message]
    return []


def _saved(request: HttpRequest, campaign: Campaign, name: str) -> HttpResponse:
    messages.success(request, _("Saved."))
    target = name if "stay" in request.POST else following(name, campaign)
    return redirect(f"brands:campaign_{target}", public_id=campaign.public_id)


def _preview_url(campaign: Campaign) -> str:
    """Where a higher room counts who qualifies; empty if none does."""
    try:
        return reverse("pages:rules_preview", args=[campaign.public_id])
    except NoReverseMatch:
        return ""
