"""For those who run a cohort: one entry, inviting, members with their cadence, and the sessions."""

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from marketplace.accounts.policies import actor_of
from marketplace.cohorts.actions import decisions, invitations, sessions
from marketplace.cohorts.enums import EntryState
from marketplace.cohorts.forms.cohorts import InviteForm, ReasonForm
from marketplace.cohorts.forms.sessions import SessionForm
from marketplace.cohorts.models import Entry, Session
from marketplace.cohorts.policies import require_organiser
from marketplace.cohorts.queries.cadence import cadences_of
from marketplace.cohorts.queries.cohorts import cohorts_run_by, entries_run_by, members_of
from marketplace.cohorts.queries.people import found_by
from marketplace.cohorts.queries.sessions import sessions_of
from marketplace.cohorts.views.running import FORMS, run_by, shared
from marketplace.core.errors import Invalid
from marketplace.core.forms import sent, submit


@login_required
@require_safe
@never_cache
def entry(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """What somebody answered, what the rules said, and every step so far."""
    return _show_entry(request, _run_entry(request, public_id), ReasonForm())


@login_required
@require_POST
def end(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Take an invitation back, or end a membership; with the reason."""
    found, actor = _run_entry(request, public_id), actor_of(request)
    require_organiser(actor, found.cohort.programme)
    action = invitations.take_back if found.state == EntryState.INVITED else decisions.remove
    form = ReasonForm(sent(request)[0])
    if submit(form, lambda data: action(actor=actor, entry=found, **data)) is None:
        return _show_entry(request, found, form, status=422)
    messages.success(request, _("Done: they are told, with your reason."))
    return redirect("cohorts:run_entry", public_id=public_id)


@login_required
@require_http_methods(FORMS)
def invite(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Ask a creator, by their handle or profile."""
    cohort, actor = run_by(request, public_id), actor_of(request)
    require_organiser(actor, cohort.programme)
    form = InviteForm(sent(request)[0])

    def ask(data: dict[str, Any]) -> Entry:
        creator = found_by(actor, data["who"])
        if creator is None:
            raise Invalid({"who": [_("Nobody is found by this. Copy the handle, or the address of the profile.")]})
        return invitations.send(actor=actor, cohort=cohort, creator=creator, message=data["message"])

    if submit(form, ask) is not None:
        messages.success(request, _("Your invitation is on its way."))
        return redirect("cohorts:run", public_id=public_id)
    context = {**shared(request, cohort, "entries"), "form": form}
    return render(request, "cohorts/run/invite.html", context, status=422 if form.is_bound else 200)


@login_required
@require_safe
@never_cache
def members(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Who is in, and who keeps up, week by week."""
    cohort = run_by(request, public_id)
    found = list(members_of(cohort))
    cadences = cadences_of(cohort, found)
    found.sort(key=lambda one: -cadences[one.pk].behind_by if one.pk in cadences else 0)
    rows = [{"entry": one, "cadence": cadences.get(one.pk)} for one in found]
    context = {**shared(request, cohort, "members"), "rows": rows}
    return render(request, "cohorts/run/members.html", context)


@login_required
@require_http_methods(FORMS)
def plan(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """The sessions, and one more."""
    cohort, actor = run_by(request, public_id), actor_of(request)
    data = sent(request)[0]
    if data is not None:
        require_organiser(actor, cohort.programme)
    now_in = members_of(cohort).filter(state=EntryState.MEMBER)
    form = SessionForm(data, members=now_in)
    if submit(form, lambda given: sessions.plan(actor=actor, cohort=cohort, **given)) is not None:
        messages.success(request, _("Planned: the members are told."))
        return redirect("cohorts:run_sessions", public_id=public_id)
    context = {**shared(request, cohort, "sessions"), "sessions": list(sessions_of(cohort)), "form": form}
    return render(request, "cohorts/run/sessions.html", context, status=422 if form.is_bound else 200)


@login_required
@require_http_methods(FORMS)
def session(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """One session: moving it, calling it off, noting who was there. `do` says which."""
    found, actor = _run_session(request, public_id), actor_of(request)
    data, doing = sent(request)[0], request.POST.get("do", "")
    if data is not None:
        require_organiser(actor, found.cohort.programme)
    form = SessionForm(data if doing == "change" else None, session=found)
    reason = ReasonForm(data if doing == "cancel" else None)
    if doing == "mark":
        sessions.mark(actor=actor, session=found, attendance=_marked(request, found))
        return redirect(request.path)
    if submit(form, lambda given: sessions.change(actor=actor, session=found, **given)) is not None:
        return redirect(request.path)
    if submit(reason, lambda given: sessions.cancel(actor=actor, session=found, **given)) is not None:
        return redirect(request.path)
    places = {place.entry_id: place for place in found.places.all()}
    lines = [{"entry": one, "place": places.get(one.pk)} for one in members_of(found.cohort)]
    context = {**shared(request, found.cohort, "sessions"), "session": found, "form": form, "reason": reason}
    return render(
        request, "cohorts/run/session.html", context | {"lines": lines}, status=422 if data is not None else 200
    )


def _marked(request: HttpRequest, found: Session) -> dict[int, str]:
    ids = {str(public_id): pk for pk, public_id in members_of(found.cohort).values_list("pk", "public_id")}
    sent_words = {name.removeprefix("was_"): word for name, word in request.POST.items() if name.startswith("was_")}
    return {ids[name]: str(word) for name, word in sent_words.items() if name in ids and word}


def _show_entry(request: HttpRequest, found: Entry, form: ReasonForm, status: int = 200) -> HttpResponse:
    context = {**shared(request, found.cohort, "entries"), "entry": found, "form": form}
    context["answers"] = list(zip(found.cohort.questions, found.answers, strict=False))
    context["can_end"] = found.state in (EntryState.INVITED, EntryState.MEMBER) and found.cohort.is_live
    return render(request, "cohorts/run/entry.html", context, status=status)


def _run_entry(request: HttpRequest, public_id: uuid.UUID) -> Entry:
    return get_object_or_404(entries_run_by(request.user).prefetch_related("events"), public_id=public_id)


def _run_session(request: HttpRequest, public_id: uuid.UUID) -> Session:
    rows = Session.objects.filter(cohort__in=cohorts_run_by(request.user).values("pk"))
    return get_object_or_404(rows.select_related("cohort__programme__brand", "host"), public_id=public_id)
