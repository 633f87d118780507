"""Lists of creators: handing one in, its columns, its progress, its report."""

import uuid
from typing import BinaryIO, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from creators.actions import imports as actions
from creators.forms.imports import ColumnsForm, ListForm
from creators.imports import detect
from creators.imports.scope import MayNotImport, batches_of, scopes_of, visible_batches
from creators.models import ImportBatch
from creators.queries.imports import error_lines, reasons_of, told, told_rows
from marketplace.accounts.policies import actor_of
from marketplace.core.exports import csv_response
from marketplace.core.forms import sent, submit

#: Rows listed on the report; the file of refused rows has them all.
LISTED_ROWS, LISTED_BATCHES = 50, 30


def seen(request: HttpRequest, public_id: uuid.UUID) -> ImportBatch:
    """The batch, if the person may see it; 404 otherwise."""
    rows = visible_batches(actor_of(request)).select_related("source", "job", "platform", "checked_as")
    return get_object_or_404(rows, public_id=public_id)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def imports(request: HttpRequest) -> HttpResponse:
    """The lists that were brought in, and a form for the next one."""
    actor = actor_of(request)
    scopes = scopes_of(actor)
    if not scopes:
        raise MayNotImport(_("Lists of creators are imported by staff and by members of brands."))
    form = ListForm(*sent(request), scopes=scopes)

    def take(data: dict) -> ImportBatch:
        file = data.pop("file")
        return actions.take(actor=actor, file=file, name=file.name, brand_id=data.pop("scope"), **data)

    if batch := submit(form, take):
        return redirect("creators:import", batch.public_id)
    batches = batches_of(scopes).select_related("source", "job")[:LISTED_BATCHES]
    context = {"form": form, "batches": batches}
    return render(request, "creators/imports/list.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@never_cache
def one_import(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """What its columns mean until that is confirmed; then how far it is; then what came of it."""
    batch = seen(request, public_id)
    if not batch.is_confirmed and batch.file:
        return _columns(request, batch)
    if batch.finished_at is None:
        return render(request, "creators/imports/progress.html", {"batch": batch})
    context = {
        "batch": batch,
        "reasons": reasons_of(batch),
        "rows": [told(row) for row in told_rows(batch)[:LISTED_ROWS]],
        "may_commit": batch.dry_run and bool(batch.file) and not batch.imports.exists(),
    }
    return render(request, "creators/imports/report.html", context)


def _columns(request: HttpRequest, batch: ImportBatch) -> HttpResponse:
    with batch.file.open("rb") as file:
        samples = detect.detect(cast(BinaryIO, file), encoding=batch.encoding, delimiter=batch.delimiter).samples
    form = ColumnsForm(*sent(request), batch=batch, samples=samples)
    if submit(form, lambda data: actions.confirm(actor=actor_of(request), batch=batch, **data)):
        return redirect("creators:import", batch.public_id)
    context = {"batch": batch, "form": form}
    return render(request, "creators/imports/columns.html", context, status=422 if form.errors else 200)


@require_safe
@login_required
@never_cache
def import_progress(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """The bar; once the file is read, the whole page comes anew with the report."""
    batch = seen(request, public_id)
    response = render(request, "creators/imports/bar.html", {"batch": batch})
    if batch.finished_at is not None or (batch.job is not None and batch.job.is_finished):
        response.headers["HX-Refresh"] = "true"
    return response


@require_safe
@login_required
@never_cache
def import_errors(request: HttpRequest, public_id: uuid.UUID) -> StreamingHttpResponse:
    """The refused rows with their reasons, to be put right and handed in again."""
    batch = seen(request, public_id)
    headers, lines = error_lines(batch)
    name = f"{batch.file_name.rsplit('.', 1)[0]}-{_('refused')}"
    return csv_response(name, [_("Row"), _("Reasons"), *headers], lines)


@require_POST
@login_required
def import_commit(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Bring in what was checked."""
    batch = actions.commit(actor=actor_of(request), batch=seen(request, public_id))
    return redirect("creators:import", batch.public_id)


@require_POST
@login_required
def import_discard(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Throw the file away."""
    actions.discard(actor=actor_of(request), batch=seen(request, public_id))
    messages.success(request, _("The file is deleted."))
    return redirect("creators:imports")
