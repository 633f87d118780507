"""Inviting everybody of a roster in one step."""

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from marketplace.accounts.policies import actor_of
from marketplace.core.errors import Invalid, Refused
from marketplace.rosters import policies, queries, sentences
from marketplace.rosters.actions import inviting
from marketplace.rosters.forms import InviteForm


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Who will be asked, for how much, with which words; afterwards what became of each."""
    roster = get_object_or_404(queries.rosters_for(request.user), public_id=public_id)
    if not policies.may_build(request.user, roster.campaign):
        raise Refused
    form = InviteForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            picks = inviting.invite(actor=actor_of(request), roster=roster, message=form.cleaned_data["message"])
        except Invalid as refusal:
            form.add_error("message", refusal.message)
        else:
            sent = sum(pick.contact_id is not None for pick in picks)
            messages.success(
                request, ngettext("%(n)d creator is invited.", "%(n)d creators are invited.", sent) % {"n": sent}
            )
            return redirect("rosters:invite", public_id=public_id)
    rows: list[dict[str, Any]] = [
        {"line": pick, "refused": sentences.refusal(pick.refused) if pick.refused else ""}
        for pick in queries.picks_of(roster)
    ]
    context = {
        "roster": roster, "campaign": roster.campaign, "rows": rows, "form": form,
        "open": [row for row in rows if row["line"].contact_id is None],
    }  # fmt: skip
    return render(request, "rosters/invite.html", context, status=422 if form.errors else 200)
