"""For those who run a cohort: making it, taking it through its states, its entries, and deciding about many at once."""

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from marketplace.accounts.policies import actor_of
from marketplace.cohorts.actions import cohorts, decisions
from marketplace.cohorts.enums import WAIT_FOR_ORGANISERS, CohortState, EntryState
from marketplace.cohorts.forms.cohorts import CohortForm, DecideForm, ReasonForm
from marketplace.cohorts.models import Cohort, Entry
from marketplace.cohorts.policies import may_run, require_organiser
from marketplace.cohorts.queries.cohorts import cohorts_run_by, entries_run_by, programmes_run_by, state_counts
from marketplace.core.forms import sent, submit
from marketplace.core.paging import CountedPaginator
from marketplace.programmes.models import Programme

FORMS = ("GET", "HEAD", "POST")
A_PAGE = 50


@login_required
@require_safe
def listing(request: HttpRequest, slug: str) -> HttpResponse:
    """All cohorts of a programme, drafts included."""
    programme = _programme(request, slug)
    found = cohorts_run_by(request.user).filter(programme=programme)
    context = {"programme": programme, "cohorts": list(found), "may_act": may_run(request.user, programme)}
    return render(request, "cohorts/run/list.html", context)


@login_required
@require_http_methods(FORMS)
def new(request: HttpRequest, slug: str) -> HttpResponse:
    """A draft; nobody else sees it before it is opened."""
    programme, actor = _programme(request, slug), actor_of(request)
    require_organiser(actor, programme)
    form = CohortForm(sent(request)[0])
    made = submit(form, lambda data: cohorts.create(actor=actor, programme=programme, **data))
    if made is not None:
        return redirect("cohorts:run", public_id=made.public_id)
    context = {"programme": programme, "form": form}
    return render(request, "cohorts/run/new.html", context, status=422 if form.is_bound else 200)


@login_required
@require_http_methods(FORMS)
def edit(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """What may still change."""
    cohort, actor = run_by(request, public_id), actor_of(request)
    require_organiser(actor, cohort.programme)
    form = CohortForm(sent(request)[0], cohort=cohort)
    if submit(form, lambda data: cohorts.update(actor=actor, cohort=cohort, **data)) is not None:
        messages.success(request, _("Saved."))
        return redirect("cohorts:edit", public_id=public_id)
    context = {**shared(request, cohort, "edit"), "form": form}
    return render(request, "cohorts/run/edit.html", context, status=422 if form.is_bound else 200)


@login_required
@require_safe
@never_cache
def run(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """The entries of a cohort by their state, with a form that decides about the ticked ones."""
    cohort = run_by(request, public_id)
    return show(request, cohort, DecideForm())


def show(request: HttpRequest, cohort: Cohort, form: DecideForm, status: int = 200) -> HttpResponse:
    """The page of the entries, with a form that may have errors and keeps what was ticked."""
    counts = state_counts(cohort)
    state = request.GET.get("state", "")
    state = state if state in EntryState.values else ""
    rows = entries_run_by(request.user).filter(cohort=cohort, **({"state": state} if state else {}))
    total = counts.get(state, 0) if state else sum(counts.values())
    page = CountedPaginator(rows, A_PAGE, total).get_page(request.GET.get("page"))
    tabs = [(code, label, counts[code]) for code, label in EntryState.choices if counts.get(code)]
    context = {**shared(request, cohort, "entries"), "page": page, "tabs": tabs, "state": state, "form": form}
    context |= {"total": sum(counts.values()), "ticked": request.POST.getlist("entries")}
    context["can_decide"] = cohort.is_live and any(one.state in WAIT_FOR_ORGANISERS for one in page.object_list)
    return render(request, "cohorts/run/entries.html", context, status=status)


@login_required
@require_POST
def decide(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """All or none; each reads the reason."""
    cohort, actor = run_by(request, public_id), actor_of(request)
    require_organiser(actor, cohort.programme)
    form = DecideForm(sent(request)[0])
    chosen = list(Entry.objects.filter(cohort=cohort, public_id__in=_uuids(request.POST.getlist("entries"))))
    done = submit(form, lambda data: decisions.decide(actor=actor, cohort=cohort, entries=chosen, **data))
    if done is None:
        return show(request, cohort, form, status=422)
    told = ngettext(
        "%(count)s person is told, with your reason.", "%(count)s people are told, with your reason.", len(done)
    )
    messages.success(request, told % {"count": len(done)})
    return redirect("cohorts:run", public_id=public_id)


@login_required
@require_http_methods(FORMS)
def step(request: HttpRequest, public_id: uuid.UUID, word: str) -> HttpResponse:
    """One state further, after a page that says what it means and asks for the reason where one is needed."""
    if word not in cohorts.STEPS:
        raise Http404
    cohort, actor = run_by(request, public_id), actor_of(request)
    require_organiser(actor, cohort.programme)
    waiting = Entry.objects.filter(cohort=cohort, state=EntryState.SUBMITTED).count()
    form = ReasonForm(sent(request)[0], is_needed=word == "cancel" or (word == "start" and waiting > 0))
    if word not in cohorts.WITH_REASON:
        del form.fields["reason"]
    if submit(form, lambda data: cohorts.STEPS[word](actor=actor, cohort=cohort, **data)) is not None:
        messages.success(request, _("Done."))
        return redirect("cohorts:run", public_id=public_id)
    context = {**shared(request, cohort, ""), "form": form, "word": word, "waiting": waiting}
    return render(request, "cohorts/run/step.html", context, status=422 if form.is_bound else 200)


def shared(request: HttpRequest, cohort: Cohort, here: str) -> dict[str, Any]:
    """What all pages of those who run a cohort need."""
    return {
        "cohort": cohort,
        "programme": cohort.programme,
        "here": here,
        "may_act": may_run(request.user, cohort.programme),
        "is_draft": cohort.state == CohortState.DRAFT,
    }


def run_by(request: HttpRequest, public_id: uuid.UUID) -> Cohort:
    """A cohort whose inside the person may see. Raises Http404."""
    return get_object_or_404(cohorts_run_by(request.user), public_id=public_id)


def _programme(request: HttpRequest, slug: str) -> Programme:
    return get_object_or_404(programmes_run_by(request.user), slug=slug)


def _uuids(texts: list[str]) -> list[uuid.UUID]:
    found = []
    for text in texts:
        try:
            found.append(uuid.UUID(text))
        except ValueError:
            continue
    return found
