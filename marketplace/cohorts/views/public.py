"""The cohorts of a programme, one of them, and applying to it."""

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from creators.models import Channel
from creators.queries import own
from marketplace.accounts.policies import actor_of
from marketplace.cohorts.actions import entries, gates
from marketplace.cohorts.enums import CohortState
from marketplace.cohorts.forms.entries import ApplyForm
from marketplace.cohorts.models import Cohort
from marketplace.cohorts.policies import may_run, require_old_enough
from marketplace.cohorts.queries.cohorts import cohorts_shown_to, own_entry
from marketplace.cohorts.verdicts import standing_of
from marketplace.core.errors import DomainError
from marketplace.core.forms import sent, submit
from marketplace.programmes.queries.shown import shown_to


@require_safe
def of_programme(request: HttpRequest, slug: str) -> HttpResponse:
    """The cohorts of a programme; as a part of its page for htmx, as a page of its own without."""
    programme = get_object_or_404(shown_to(request.user), slug=slug)
    found = cohorts_shown_to(request.user).filter(programme=programme)
    context = {"programme": programme, "cohorts": [card_of(one) for one in found]}
    context["may_run"] = may_run(request.user, programme)
    is_part = request.headers.get("HX-Request") == "true"
    return render(request, "cohorts/part.html" if is_part else "cohorts/of_programme.html", context)


@require_safe
def cohort(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """One cohort: its days, seats and weeks, and what one can do now."""
    found = get_object_or_404(cohorts_shown_to(request.user), public_id=public_id)
    context = card_of(found)
    context["entry"] = own_entry(request.user, found)
    context["may_run"] = may_run(request.user, found.programme)
    return render(request, "cohorts/cohort.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def apply(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """What the rules say of one's channels, and the form."""
    person = actor_of(request)
    found = get_object_or_404(cohorts_shown_to(person), public_id=public_id)
    creator = own(person).select_related("person").first()
    channels = gates.suitable_channels(found, creator) if creator else []
    form = ApplyForm(sent(request)[0], cohort=found, channels=channels)
    made = submit(form, lambda data: entries.submit(actor=person, cohort=found, **form.asked(data)))
    if made is not None:
        messages.success(request, _("Your application is on its way."))
        return redirect("cohorts:entry", public_id=made.public_id)
    context = {**card_of(found), "form": form, "creator": creator, "entry": own_entry(person, found)}
    if creator is not None:
        context["obstacle"] = _obstacle(found, creator)
        through: list[Channel | None] = [*channels] or [None]
        context["standings"] = [(one, standing_of(found, creator, one)) for one in through]
    return render(request, "cohorts/apply.html", context, status=422 if form.is_bound else 200)


def card_of(cohort: Cohort) -> dict[str, Any]:
    """A cohort with where it stands today, on its own calendar."""
    day = cohort.day_at(timezone.now())
    is_open = cohort.state == CohortState.OPEN and cohort.opens_on <= day < cohort.closes_on
    return {
        "cohort": cohort,
        "programme": cohort.programme,
        "is_open": is_open and not cohort.is_by_invitation,
        "is_coming": cohort.state == CohortState.OPEN and day < cohort.opens_on,
        "cycle": cohort.cycle_on(day),
        "week": min(cohort.total_weeks, max(0, (day - cohort.starts_on).days // 7 + 1)),
    }


def _obstacle(cohort: Cohort, creator: Any) -> str:
    """What age stands in the way, in words; nothing else is looked at."""
    try:
        gates.takes_applications(cohort)
        require_old_enough(creator, cohort)
        gates.channel_for(cohort, creator, None)
    except DomainError as refusal:
        return refusal.message
    return ""
