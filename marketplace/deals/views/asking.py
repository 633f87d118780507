"""Applying to a campaign, and inviting a creator."""

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from brands.models import Campaign
from creators.models import Creator
from creators.policies import may_see_page
from creators.queries import own, today_of
from marketplace.accounts.policies import actor_of
from marketplace.core.errors import Invalid
from marketplace.deals import policies, queries
from marketplace.deals.actions import applications, invitations
from marketplace.deals.costs import costs_of, in_words
from marketplace.deals.forms import AskForm, InviteForm
from marketplace.deals.verdicts import standing_of
from marketplace.eligibility import Voice


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def apply(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """The form of an application, with what the campaign's rules say of each channel."""
    person = actor_of(request)
    campaign = get_object_or_404(Campaign.objects.published().select_related("brand"), public_id=public_id)
    creator = own(person).first()
    if creator is not None and creator.paid_only and campaign.is_barter:
        raise Http404
    channels = queries.usable_channels(person, campaign)
    form = AskForm(request.POST if request.method == "POST" else None, campaign=campaign, channels=channels)
    if form.is_valid():
        try:
            contact = applications.submit(actor=person, campaign=campaign, **form.asked())
        except Invalid as refusal:
            _show_on(form, refusal)
        else:
            messages.success(request, _("Your application is on its way. You get an answer within seven days."))
            return redirect("deals:contact", public_id=contact.public_id)
    context: dict[str, Any] = {"form": form, "campaign": campaign, "creator": creator}
    context["standings"] = [(channel, standing_of(channel, campaign, Voice.CREATOR)) for channel in channels]
    context["can_apply"] = any(not standing.is_refused for _channel, standing in context["standings"])
    if creator is not None:
        context["known"] = queries.contact_between(campaign, creator)
        context["costs"] = in_words(costs_of(campaign, channels[0], today_of(creator))) if channels else []
        context["asks_costs"] = bool(channels)
        context["is_adult"] = policies.is_adult(creator)
    return render(request, "deals/apply.html", context, status=422 if form.errors else 200)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Choose one of one's open campaigns (?campaign=), then write. `?channel=` chooses the channel beforehand."""
    person = actor_of(request)
    creator = get_object_or_404(Creator.objects.select_related("person"), public_id=public_id)
    if not may_see_page(person, creator):
        raise Http404
    campaigns = list(queries.inviting_campaigns(person))
    wanted = request.GET.get("campaign", "")
    campaign = next((found for found in campaigns if str(found.public_id) == wanted), None)
    context: dict[str, Any] = {"creator": creator, "campaigns": campaigns, "campaign": campaign}
    context["may_be_invited"] = policies.may_be_invited(creator)
    if campaign is None:
        return render(request, "deals/invite_to.html", context)
    channels = queries.suitable_channels(creator.channels.filter(removed_at=None), campaign)
    form = InviteForm(
        request.POST if request.method == "POST" else None,
        initial={"channel": request.GET.get("channel")},
        campaign=campaign,
        channels=channels,
    )
    if form.is_valid():
        try:
            contact = invitations.send(actor=person, campaign=campaign, creator=creator, **form.asked())
        except Invalid as refusal:
            _show_on(form, refusal)
        else:
            messages.success(request, _("Your invitation is on its way. You get an answer within 72 hours."))
            return redirect("deals:contact", public_id=contact.public_id)
    context |= {"form": form, "known": queries.contact_between(campaign, creator), "channels": channels}
    return render(request, "deals/invite.html", context, status=422 if form.errors else 200)


def _show_on(form: AskForm, refusal: Invalid) -> None:
    for field, texts in refusal.errors.items():
        form.add_error(field if field in form.fields else None, texts)
