"""For staff who run a cohort of pupils: who is brought together with whom."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from marketplace.accounts.policies import actor_of
from marketplace.cohorts.actions import mentoring
from marketplace.cohorts.forms.cohorts import ReasonForm
from marketplace.cohorts.forms.mentoring import PairForm
from marketplace.cohorts.models import Cohort, Mentorship
from marketplace.cohorts.policies import is_for_pupils
from marketplace.cohorts.queries.mentoring import mentors_for, running_pairs, waiting_pupils
from marketplace.cohorts.views.running import FORMS, run_by, shared
from marketplace.core.forms import sent, submit


@login_required
@never_cache
@require_http_methods(FORMS)
def pairs(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """The pairs, who has nobody yet, and one more pair by hand."""
    cohort, actor = _cohort(request, public_id), actor_of(request)
    waiting, mentors = waiting_pupils(cohort), mentors_for(cohort)
    form = PairForm(sent(request)[0], pupils=waiting, mentors=mentors)
    done = submit(
        form,
        lambda data: mentoring.assign(actor=actor, cohort=cohort, pairs=[(data["entry"], data["mentor"])]),
    )
    if done is not None:
        messages.success(request, _("Brought together: both are told."))
        return redirect("cohorts:pairs", public_id=public_id)
    context = {**shared(request, cohort, "mentoring"), "form": form, "waiting": list(waiting)}
    context |= {"pairs": list(running_pairs(cohort)), "mentors": list(mentors), "reason": ReasonForm()}
    return render(request, "cohorts/run/mentoring.html", context, status=422 if form.is_bound else 200)


@login_required
@require_POST
def best(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """As many pairs as possible, the best of all ways."""
    made = mentoring.assign_best(actor=actor_of(request), cohort=_cohort(request, public_id))
    told = ngettext("%(count)s pair was made.", "%(count)s pairs were made.", len(made))
    messages.success(request, told % {"count": len(made)})
    return redirect("cohorts:pairs", public_id=public_id)


@login_required
@require_POST
def end(request: HttpRequest, public_id: uuid.UUID, pair_id: uuid.UUID) -> HttpResponse:
    """One pair ends, with the reason."""
    cohort = _cohort(request, public_id)
    found = get_object_or_404(Mentorship, cohort=cohort, public_id=pair_id)
    mentoring.end(actor=actor_of(request), mentorship=found, reason=request.POST.get("reason", ""))
    messages.success(request, _("Ended: both are told, with your reason."))
    return redirect("cohorts:pairs", public_id=public_id)


def _cohort(request: HttpRequest, public_id: uuid.UUID) -> Cohort:
    cohort = run_by(request, public_id)
    if not is_for_pupils(cohort):
        raise Http404
    return cohort
