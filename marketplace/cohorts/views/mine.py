"""What a creator has entered: the list, one entry with its cadence and sessions, and each answer."""

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from marketplace.accounts.policies import actor_of
from marketplace.cohorts.actions import entries
from marketplace.cohorts.enums import EntryState
from marketplace.cohorts.forms.entries import GoForm
from marketplace.cohorts.models import Entry
from marketplace.cohorts.queries.ballots import feedback_for
from marketplace.cohorts.queries.cadence import cadences_of
from marketplace.cohorts.queries.cohorts import entries_of
from marketplace.cohorts.queries.sessions import seats_of
from marketplace.core.forms import sent, submit


@login_required
@require_safe
@never_cache
def listing(request: HttpRequest) -> HttpResponse:
    """Every cohort somebody entered, what waits for them first."""
    found = list(entries_of(request.user))
    groups = {
        "waiting": [one for one in found if one.waits_for_creator],
        "members": [one for one in found if one.state == EntryState.MEMBER],
        "sent": [one for one in found if one.waits_for_organisers],
        "past": [one for one in found if one.has_ended or one.state == EntryState.COMPLETED],
    }
    return render(request, "cohorts/mine.html", {"groups": groups, "is_empty": not found})


@login_required
@require_safe
@never_cache
def entry(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """One entry: where it stands and why, what is to be answered, and for members their weeks and sessions."""
    return show(request, _own(request, public_id), GoForm())


def show(request: HttpRequest, found: Entry, form: GoForm, status: int = 200) -> HttpResponse:
    """The page of an entry, with a form that may have errors."""
    is_member = hasattr(found, "membership")
    context: dict[str, Any] = {
        "entry": found,
        "cohort": found.cohort,
        "programme": found.cohort.programme,
        "form": form,
    }
    context["cadence"] = cadences_of(found.cohort, [found]).get(found.pk) if is_member else None
    context["seats"] = seats_of(found) if is_member else []
    context["feedback"] = feedback_for(found)
    context["answers"] = list(zip(found.cohort.questions, found.answers, strict=False))
    return render(request, "cohorts/entry.html", context, status=status)


@login_required
@require_POST
def confirm(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Take the seat, or accept the invitation."""
    found = entries.confirm(actor=actor_of(request), entry=_own(request, public_id))
    if found.state == EntryState.MEMBER:
        messages.success(request, _("You are in. Welcome!"))
    else:
        messages.info(request, _("The last seat was just taken: you are on the waiting list."))
    return redirect("cohorts:entry", public_id=public_id)


def _going(action: Callable[..., Entry], done: Callable[[], str]) -> Callable[..., HttpResponse]:
    """Declining, withdrawing and leaving: each with its reason."""

    @login_required
    @require_POST
    def view(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
        found = _own(request, public_id)
        form = GoForm(sent(request)[0])
        if submit(form, lambda data: action(actor=actor_of(request), entry=found, **data)) is None:
            return show(request, found, form, status=422)
        messages.success(request, done())
        return redirect("cohorts:entry", public_id=public_id)

    return view


decline = _going(entries.decline, lambda: _("Declined. The organisers read your reason."))
withdraw = _going(entries.withdraw, lambda: _("Withdrawn."))
leave = _going(entries.leave, lambda: _("You are no longer a member. Your seat goes to somebody who waits."))


def _own(request: HttpRequest, public_id: uuid.UUID) -> Entry:
    return get_object_or_404(entries_of(request.user), public_id=public_id)
