"""What programmes paid: a creator's own figures, for nobody else."""

import uuid
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from creators.models import Creator
from creators.policies import may_edit
from creators.queries import today_of
from creators.views.door import own_profile
from marketplace.accounts.policies import actor_of
from marketplace.core.forms import sent, submit
from marketplace.programmes.actions import earnings as actions
from marketplace.programmes.forms.earnings import EarningForm, StatementForm
from marketplace.programmes.models import Earning
from marketplace.programmes.queries.earnings import caps, earnings_of, ledgers
from marketplace.programmes.queries.shown import shown_to

ON_A_PAGE = 50


@require_http_methods(["GET", "HEAD", "POST"])
@own_profile
def earnings(request: HttpRequest, creator: Creator) -> HttpResponse:
    """Every amount by source and month; the form writes one down."""
    form = _form(request, *sent(request))
    if submit(form, lambda data: actions.save(actor=actor_of(request), creator=creator, **_values(data))):
        messages.success(request, _("The amount is written down."))
        return redirect("programmes:earnings")
    return _page(request, creator, form)


@require_POST
@own_profile
def take_statement(request: HttpRequest, creator: Creator) -> HttpResponse:
    """Take a statement; rows that cannot be are listed with their reasons, the others are kept."""
    form = StatementForm(request.POST, request.FILES, programmes=shown_to(request.user))
    if not form.is_valid():
        return _page(request, creator, _form(request), statement=form)
    rows, refused = form.cleaned_data["file"]
    programme = form.cleaned_data["programme"]
    report = actions.take_rows(actor=actor_of(request), creator=creator, programme=programme, rows=rows)
    report.refused = sorted([*refused, *report.refused])
    texts = {"new": report.created, "known": report.known}
    taken = ngettext("%(new)s line is new.", "%(new)s lines are new.", report.created)
    known = ngettext("%(known)s was known already.", "%(known)s were known already.", report.known)
    messages.success(request, f"{taken} {known}" % texts)
    if not report.refused:
        return redirect("programmes:earnings")
    return _page(request, creator, _form(request), report=report)


@require_http_methods(["GET", "HEAD", "POST"])
@own_profile
def earning(request: HttpRequest, creator: Creator, public_id: uuid.UUID) -> HttpResponse:
    """Put one amount right."""
    found = get_object_or_404(earnings_of(creator), public_id=public_id)
    known = {"programme": found.programme.slug, "month": found.month, "amount": found.amount_minor}
    initial = {**known, "currency": found.currency, "note": found.note}
    form = EarningForm(*sent(request), programmes=shown_to(request.user), initial=initial)
    if submit(
        form, lambda data: actions.save(actor=actor_of(request), creator=creator, earning=found, **_values(data))
    ):
        messages.success(request, _("The amount is put right."))
        return redirect("programmes:earnings")
    context = {"form": form, "earning": found}
    return render(request, "programmes/earnings/one.html", context, status=422 if form.errors else 200)


@require_POST
@own_profile
def remove_earning(request: HttpRequest, creator: Creator, public_id: uuid.UUID) -> HttpResponse:
    """Forget one amount."""
    actions.remove(actor=actor_of(request), earning=_own(creator, public_id))
    messages.success(request, _("The amount is removed."))
    return redirect("programmes:earnings")


def _own(creator: Creator, public_id: uuid.UUID) -> Earning:
    return get_object_or_404(earnings_of(creator).select_related("creator"), public_id=public_id)


def _form(request: HttpRequest, *bound: Any) -> EarningForm:
    return EarningForm(*bound, programmes=shown_to(request.user))


def _values(data: dict[str, Any]) -> dict[str, Any]:
    return {**{name: data[name] for name in ("programme", "month", "currency", "note")}, "amount_minor": data["amount"]}


def _page(
    request: HttpRequest,
    creator: Creator,
    form: EarningForm,
    statement: StatementForm | None = None,
    report: actions.Report | None = None,
) -> HttpResponse:
    lines = list(earnings_of(creator))
    statement = statement or StatementForm(programmes=shown_to(request.user))
    context = {
        "form": form,
        "statement": statement,
        "report": report,
        "ledgers": ledgers(lines),
        "caps": caps(lines, today_of(creator)),
        "page": Paginator(lines, ON_A_PAGE).get_page(request.GET.get("page")),
        "may_edit": may_edit(actor_of(request), creator),
    }
    wrong = bool(form.errors or statement.errors)
    return render(request, "programmes/earnings/earnings.html", context, status=422 if wrong else 200)
