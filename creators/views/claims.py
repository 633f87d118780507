"""Imported profiles and their owners: finding one's own, claiming it or having it removed."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from creators.actions import claims as actions
from creators.forms.imports import FindForm, WishForm
from creators.models import Channel
from creators.queries.imports import find_unclaimed, own_claims, unclaimed
from marketplace.accounts.policies import actor_of
from marketplace.core.errors import Invalid
from marketplace.core.forms import submit


@require_http_methods(["GET", "HEAD"])
@never_cache
def find_claim(request: HttpRequest) -> HttpResponse:
    """Did my channel come in with a list? Visitors read how it goes; looking one up asks who they are."""
    if not request.user.is_authenticated:
        if "handle" in request.GET:
            return redirect_to_login(request.get_full_path())
        return render(request, "creators/claims/find.html", {"form": FindForm()})
    form = FindForm(request.GET if "handle" in request.GET else None)

    def find(data: dict) -> Channel:
        found = find_unclaimed(data["platform"], data["handle"])
        if found is None:
            raise Invalid({"handle": [_("No list has brought this channel in, or its profile is looked after.")]})
        return found

    if found := submit(form, find):
        return redirect("creators:claim", found.public_id)
    context = {"form": form, "claims": own_claims(actor_of(request))}
    return render(request, "creators/claims/find.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def claim(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """One imported channel: what we hold, and the owner's two buttons."""
    actor = actor_of(request)
    channel = get_object_or_404(unclaimed(), public_id=public_id)
    form = WishForm(request.POST if request.method == "POST" else None)
    if submit(form, lambda data: actions.ask(actor=actor, channel=channel, **data)):
        return redirect("creators:claim", public_id)
    context = {
        "channel": channel,
        "measurement": channel.measurements.newest_first().first(),
        "claim": own_claims(actor).filter(channel=channel).first(),
        "form": form,
    }
    return render(request, "creators/claims/claim.html", context, status=422 if form.errors else 200)


@require_POST
@login_required
def claim_placed(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """The code stands in the bio."""
    actor = actor_of(request)
    open_claim = get_object_or_404(own_claims(actor).filter(decided_at=None), channel__public_id=public_id)
    actions.place(actor=actor, claim=open_claim)
    messages.success(request, _("Thank you. Leave the code there until we have looked, within two working days."))
    return redirect("creators:claim", public_id)
