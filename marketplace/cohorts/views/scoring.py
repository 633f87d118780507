"""For jurors: what they score, without names, and their own ballots."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from marketplace.accounts.policies import actor_of
from marketplace.cohorts.actions import ballots
from marketplace.cohorts.forms.cohorts import ReasonForm
from marketplace.cohorts.forms.juries import BallotForm
from marketplace.cohorts.models import Ballot, Candidate
from marketplace.cohorts.queries.ballots import candidates_for, candidates_of_juror, juries_of
from marketplace.cohorts.ranking import seal_of
from marketplace.core.forms import sent, submit


@login_required
@require_safe
@never_cache
def listing(request: HttpRequest) -> HttpResponse:
    """The juries one is asked to, those being prepared too."""
    return render(request, "cohorts/jury/list.html", {"juries": list(juries_of(request.user))})


@login_required
@require_safe
@never_cache
def jury(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """The candidates by their codes, and how far one is."""
    found = get_object_or_404(juries_of(request.user).begun(), public_id=public_id)
    rows = candidates_for(actor_of(request), found)
    context = {"jury": found, "rows": rows, "dealt": sum(ballot is not None for _one, ballot in rows)}
    context |= {"seal": seal_of(found.salt), "categories": list(found.categories.all())}
    return render(request, "cohorts/jury/jury.html", context)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def candidate(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """What a candidate answered, and one's own ballot."""
    found, actor = _found(request, public_id), actor_of(request)
    form = BallotForm(sent(request)[0], jury=found.jury, ballot=_own_ballot(request, found))
    if submit(form, lambda data: ballots.score(actor=actor, candidate=found, **form.asked(data))) is not None:
        messages.success(request, _("Kept. You may change it until the jury is closed."))
        return redirect("cohorts:jury", public_id=found.jury.public_id)
    return _show(request, found, form, ReasonForm(), status=422 if form.is_bound else 200)


@login_required
@require_POST
def recuse(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Not to judge this one, and why."""
    found, actor = _found(request, public_id), actor_of(request)
    reason = ReasonForm(sent(request)[0])
    if submit(reason, lambda data: ballots.recuse(actor=actor, candidate=found, **data)) is None:
        form = BallotForm(jury=found.jury, ballot=_own_ballot(request, found))
        return _show(request, found, form, reason, status=422)
    messages.success(request, _("You do not judge this one."))
    return redirect("cohorts:jury", public_id=found.jury.public_id)


def _show(request: HttpRequest, found: Candidate, form: BallotForm, reason: ReasonForm, status: int) -> HttpResponse:
    """Without a name, a channel or a date where the jury is anonymous: the entry itself never reaches the template."""
    entry, jury = found.entry, found.jury
    context = {
        "candidate": found,
        "jury": jury,
        "name": "" if jury.is_anonymous else entry.creator.display_name,
        "channel": None if jury.is_anonymous else entry.channel,
        "work_url": entry.work_url if jury.shows_work else "",
        "answers": list(zip(entry.cohort.questions, entry.answers, strict=False)),
        "ballot": _own_ballot(request, found),
        "form": form,
        "reason": reason,
    }
    return render(request, "cohorts/jury/candidate.html", context, status=status)


def _found(request: HttpRequest, public_id: uuid.UUID) -> Candidate:
    return get_object_or_404(candidates_of_juror(request.user), public_id=public_id)


def _own_ballot(request: HttpRequest, found: Candidate) -> Ballot | None:
    mine = Ballot.objects.filter(candidate=found, juror__email=actor_of(request).email.lower())
    return mine.prefetch_related("scores").first()
