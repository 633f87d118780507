"""Mentors, their pupils, and the pupils' wishes. For whoever works for a brand none of it exists."""

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from marketplace.accounts.policies import actor_of
from marketplace.cohorts.actions import mentoring, mentors, sessions
from marketplace.cohorts.forms.cohorts import ReasonForm
from marketplace.cohorts.forms.mentoring import OfferForm, WishForm
from marketplace.cohorts.forms.sessions import MeetingForm
from marketplace.cohorts.models import Entry, Mentor, Mentorship, Session
from marketplace.cohorts.queries.cohorts import pupil_entries_of
from marketplace.cohorts.queries.mentoring import mentor_of, mentors_for, mentors_of, mentorships_of
from marketplace.cohorts.queries.sessions import meetings_of
from marketplace.core.forms import sent, submit
from marketplace.programmes.enums import Space
from marketplace.programmes.policies import may_see_pupils_space
from marketplace.programmes.queries.shown import shown_to

FORMS = ("GET", "HEAD", "POST")


@login_required
@require_safe
@never_cache
def mine(request: HttpRequest) -> HttpResponse:
    """One's offers and what came of them, and the pupils one advises."""
    if not may_see_pupils_space(request.user):
        raise Http404
    context = {"mentors": list(mentors_of(request.user)), "mentorships": list(mentorships_of(request.user))}
    context["programmes"] = list(shown_to(request.user).filter(space=Space.PUPILS))
    return render(request, "cohorts/mentoring/mine.html", context)


@login_required
@require_http_methods(FORMS)
def offer(request: HttpRequest, slug: str) -> HttpResponse:
    """Offer to advise pupils of a programme; staff check it first."""
    programme = get_object_or_404(shown_to(request.user).filter(space=Space.PUPILS), slug=slug)
    form = OfferForm(sent(request)[0])

    def send(data: dict[str, object]) -> Mentor:
        words = str(data.pop("topics")).split(",")
        return mentors.offer(actor=actor_of(request), programme=programme, fields=words, **data)  # type: ignore[arg-type]

    if submit(form, send) is not None:
        messages.success(request, _("Thank you. Staff check it, and you are told."))
        return redirect("cohorts:mentoring")
    context = {"programme": programme, "form": form}
    return render(request, "cohorts/mentoring/offer.html", context, status=422 if form.is_bound else 200)


@login_required
@never_cache
@require_http_methods(FORMS)
def choose(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """A pupil's mentor, or the mentors to wish for."""
    entry = _pupil(request, public_id)
    found = mentors_for(entry.cohort)
    form = WishForm(sent(request)[0], mentors=found, entry=entry)
    actor = actor_of(request)
    if submit(form, lambda data: mentoring.wish(actor=actor, entry=entry, mentors=form.chosen(data))) is not None:
        messages.success(request, _("Your choices are kept."))
        return redirect(request.path)
    context = {"entry": entry, "form": form, "mentors": list(found), "mentorship": mentor_of(entry)}
    return render(request, "cohorts/mentoring/choose.html", context, status=422 if form.is_bound else 200)


@login_required
@require_POST
def refuse(request: HttpRequest, public_id: uuid.UUID, mentor_id: uuid.UUID) -> HttpResponse:
    """A pupil says: not this one. Nobody is told but who runs the cohort."""
    entry = _pupil(request, public_id)
    mentor = get_object_or_404(mentors_for(entry.cohort), public_id=mentor_id)
    mentoring.veto(actor=actor_of(request), entry=entry, mentor=mentor, reason=request.POST.get("reason", ""))
    messages.success(request, _("You will not be brought together. Only the organisers know."))
    return redirect("cohorts:choose_mentor", public_id=public_id)


@login_required
@never_cache
@require_http_methods(FORMS)
def pair(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """A pupil one advises: what they answered, the meetings, and one more."""
    found, actor = _pair(request, public_id), actor_of(request)
    form = MeetingForm(sent(request)[0])
    if submit(form, lambda data: sessions.plan_with_pupil(actor=actor, pair=found, **data)) is not None:
        messages.success(request, _("Planned: %(name)s is told.") % {"name": found.entry.creator.display_name})
        return redirect("cohorts:pair", public_id=public_id)
    return _show_pair(request, found, form, {}, status=422 if form.is_bound else 200)


@login_required
@require_POST
def cancel(request: HttpRequest, public_id: uuid.UUID, session_id: uuid.UUID) -> HttpResponse:
    """A meeting with a pupil does not take place, and why."""
    found = _pair(request, public_id)
    session = get_object_or_404(meetings_of(found), public_id=session_id)
    reason = _reason_for(session, sent(request)[0])
    actor = actor_of(request)
    if submit(reason, lambda data: sessions.cancel(actor=actor, session=session, **data)) is None:
        return _show_pair(request, found, MeetingForm(), {session.pk: reason}, status=422)
    messages.success(request, _("Called off: %(name)s reads why.") % {"name": found.entry.creator.display_name})
    return redirect("cohorts:pair", public_id=public_id)


@login_required
@require_POST
def stop(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """A mentor says: not with this pupil any more."""
    found = _pair(request, public_id)
    reason = request.POST.get("reason", "")
    mentoring.veto(actor=actor_of(request), entry=found.entry, mentor=found.mentor, reason=reason)
    messages.success(request, _("Ended. Only the organisers know why."))
    return redirect("cohorts:mentoring")


def _pair(request: HttpRequest, public_id: uuid.UUID) -> Mentorship:
    return get_object_or_404(mentorships_of(request.user), public_id=public_id)


def _show_pair(
    request: HttpRequest, found: Mentorship, form: MeetingForm, refused: dict[int, ReasonForm], status: int
) -> HttpResponse:
    """`refused`: the form that did not call a meeting off, by the meeting's id."""
    entry = found.entry
    context = {"pair": found, "pupil": entry.creator.display_name, "form": form}
    context["answers"] = list(zip(entry.cohort.questions, entry.answers, strict=False))
    meetings = list(meetings_of(found))
    context["meetings"] = [{"session": one, "reason": refused.get(one.pk, _reason_for(one))} for one in meetings]
    return render(request, "cohorts/mentoring/pair.html", context, status=status)


def _reason_for(session: Session, data: Any = None) -> ReasonForm:
    """Several of them stand on one page, each with ids of its own."""
    return ReasonForm(data, auto_id=f"id_{session.public_id}_%s")


def _pupil(request: HttpRequest, public_id: uuid.UUID) -> Entry:
    return get_object_or_404(pupil_entries_of(request.user), public_id=public_id)
