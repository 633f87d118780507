"""For those who run a cohort: its jury. They see who has dealt with how many, and nothing of what was said until it is
closed."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from marketplace.accounts.policies import actor_of
from marketplace.cohorts.actions import juries
from marketplace.cohorts.forms.juries import JurorForm, JuryForm
from marketplace.cohorts.models import Juror, Jury
from marketplace.cohorts.policies import require_organiser
from marketplace.cohorts.queries.ballots import progress_of, result_of
from marketplace.cohorts.ranking import seal_of
from marketplace.cohorts.views.running import FORMS, run_by, shared
from marketplace.core.forms import sent, submit


@login_required
@never_cache
@require_http_methods(FORMS)
def jury(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """What is scored and by whom; once it is closed, the places and what settled each."""
    cohort, actor = run_by(request, public_id), actor_of(request)
    if request.method == "POST":
        require_organiser(actor, cohort.programme)
    found = Jury.objects.filter(cohort=cohort).first()
    form = JuryForm(sent(request)[0], jury=found)
    if submit(form, lambda data: juries.prepare(actor=actor, cohort=cohort, **form.asked(data))) is not None:
        messages.success(request, _("Saved."))
        return redirect("cohorts:run_jury", public_id=public_id)
    context = {**shared(request, cohort, "jury"), "jury": found, "form": form, "juror_form": JurorForm()}
    if found is not None:
        context |= {
            "jurors": list(progress_of(found)),
            "candidates": found.candidates.count(),
            "lines": result_of(found),
        }
        context["categories"] = list(found.categories.all())
        context["seal"] = seal_of(found.salt) if found.salt else ""
    return render(request, "cohorts/run/jury.html", context, status=422 if form.is_bound else 200)


@login_required
@require_POST
def add_juror(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """One more juror."""
    found = _jury(request, public_id)
    form = JurorForm(sent(request)[0])
    actor = actor_of(request)
    if submit(form, lambda data: juries.add_juror(actor=actor, jury=found, **data)) is None:
        messages.error(request, str(next(iter(form.errors.values()))[0]))
    return redirect("cohorts:run_jury", public_id=public_id)


@login_required
@require_POST
def remove_juror(request: HttpRequest, public_id: uuid.UUID, juror_id: int) -> HttpResponse:
    """One juror fewer; their ballots no longer count."""
    found = _jury(request, public_id)
    juries.remove_juror(actor=actor_of(request), juror=get_object_or_404(Juror, jury=found, pk=juror_id))
    return redirect("cohorts:run_jury", public_id=public_id)


@login_required
@require_POST
def step(request: HttpRequest, public_id: uuid.UUID, word: str) -> HttpResponse:
    """Open the scoring, or close it."""
    if word not in juries.STEPS:
        raise Http404
    juries.STEPS[word](actor=actor_of(request), jury=_jury(request, public_id))
    messages.success(request, _("Done."))
    return redirect("cohorts:run_jury", public_id=public_id)


def _jury(request: HttpRequest, public_id: uuid.UUID) -> Jury:
    cohort = run_by(request, public_id)
    require_organiser(actor_of(request), cohort.programme)
    return get_object_or_404(Jury, cohort=cohort)
