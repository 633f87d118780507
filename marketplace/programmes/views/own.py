"""A brand opens its own programme: a scholarship, an ambassador scheme, a contest."""

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from brands.models import Brand
from brands.policies import may_run_campaigns, require_campaign_role
from marketplace.accounts.policies import actor_of
from marketplace.core.errors import DomainError, Invalid
from marketplace.core.forms import sent, submit
from marketplace.eligibility import marketplace_criteria
from marketplace.eligibility.describe import describe
from marketplace.eligibility.forms import Builder
from marketplace.programmes.actions import openings, own_rules, programmes
from marketplace.programmes.forms.desk import ClosingForm, OpeningForm
from marketplace.programmes.forms.own import OwnProgrammeForm
from marketplace.programmes.models import Programme
from marketplace.programmes.queries.own_rules import own_rule_set, programmes_of
from marketplace.programmes.queries.proposed import earliest_day

FORMS = ("GET", "HEAD", "POST")


@login_required
@require_safe
def listing(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """The programmes of one's brand, drafts included."""
    brand = _brand(request, public_id)
    may_open = may_run_campaigns(request.user, brand)
    context = {"brand": brand, "programmes": list(programmes_of(brand)), "may_open": may_open}
    return render(request, "programmes/own/list.html", context)


@login_required
@require_http_methods(FORMS)
def new(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """A draft; nobody else sees it before it is published."""
    brand = _brand(request, public_id)
    actor = actor_of(request)
    require_campaign_role(actor, brand)
    form = OwnProgrammeForm(sent(request)[0])
    made = submit(form, lambda data: own_rules.open_programme(actor=actor, brand=brand, **data))
    if made is not None:
        return redirect("programmes:own_rules", public_id=brand.public_id, slug=made.slug)
    return render(request, "programmes/own/new.html", {"brand": brand, "form": form}, status=_status(form))


@login_required
@require_http_methods(FORMS)
def edit(request: HttpRequest, public_id: uuid.UUID, slug: str) -> HttpResponse:
    """Its texts, its state, and what can be done next."""
    programme = _own(request, public_id, slug)
    form = OwnProgrammeForm(sent(request)[0], programme=programme)
    if submit(form, lambda data: programmes.update(actor=actor_of(request), programme=programme, **data)):
        messages.success(request, _("Saved."))
        return redirect(request.path)
    return render(
        request, "programmes/own/edit.html", _context(programme, form=form, step="edit"), status=_status(form)
    )


@login_required
@never_cache
@require_http_methods(FORMS)
def rules(request: HttpRequest, public_id: uuid.UUID, slug: str) -> HttpResponse:
    """Who may join, in the builder. Buttons that change the form save nothing."""
    programme = _own(request, public_id, slug)
    builder = Builder(request.POST if request.method == "POST" else None, stored=own_rule_set(programme))
    refusals: list[str] = []
    if request.method == "POST" and not builder.is_asking and builder.is_valid():
        try:
            changed = own_rules.save(actor=actor_of(request), programme=programme, rules=builder.as_json())
        except Invalid as refusal:
            refusals = [text for texts in refusal.errors.values() for text in texts]
        except DomainError as refusal:
            refusals = [refusal.message]
        else:
            messages.success(request, _("Saved.") if changed else _("Nothing changed."))
            return redirect("programmes:own_edit", public_id=public_id, slug=slug)
    wrong = request.method == "POST" and not builder.is_asking
    context = _context(programme, builder=builder, refusals=refusals, step="rules", first=earliest_day(programme))
    context["inherited"] = [describe(criterion) for criterion in marketplace_criteria() if not criterion.exemption]
    return render(request, "programmes/own/rules.html", context, status=422 if wrong else 200)


@login_required
@require_http_methods(FORMS)
def dates(request: HttpRequest, public_id: uuid.UUID, slug: str) -> HttpResponse:
    """Where and when it is open: one more opening, or the end of one."""
    programme = _own(request, public_id, slug)
    actor, data = actor_of(request), sent(request)[0]
    is_end = data is not None and "opening" in data
    opening = OpeningForm(None if is_end else data)
    closing = ClosingForm(data if is_end else None, programme=programme)
    done = submit(opening, lambda given: openings.add(actor=actor, programme=programme, **given))
    done = done or submit(closing, lambda given: openings.close(actor=actor, **given))
    if done:
        messages.success(request, _("Saved."))
        return redirect(request.path)
    context = _context(programme, opening=opening, closing=closing, openings=programme.openings.all(), step="dates")
    return render(request, "programmes/own/dates.html", context, status=422 if data is not None else 200)


@login_required
@require_POST
def publish(request: HttpRequest, public_id: uuid.UUID, slug: str) -> HttpResponse:
    """Everybody finds it from now on."""
    programmes.publish(actor=actor_of(request), programme=_own(request, public_id, slug))
    messages.success(request, _("Published: creators learn where they stand with it."))
    return redirect("programmes:own_edit", public_id=public_id, slug=slug)


@login_required
@require_POST
def retire(request: HttpRequest, public_id: uuid.UUID, slug: str) -> HttpResponse:
    """It is over, and stays to be read."""
    programmes.retire(actor=actor_of(request), programme=_own(request, public_id, slug))
    messages.success(request, _("Retired."))
    return redirect("programmes:own_edit", public_id=public_id, slug=slug)


def _brand(request: HttpRequest, public_id: uuid.UUID) -> Brand:
    """Of its members; for others it does not exist."""
    return get_object_or_404(Brand.objects.visible_to(request.user), public_id=public_id)


def _own(request: HttpRequest, public_id: uuid.UUID, slug: str) -> Programme:
    """404 if it is not of the person's brand, 403 if their role only reads."""
    brand = _brand(request, public_id)
    programme = get_object_or_404(programmes_of(brand), slug=slug)
    require_campaign_role(actor_of(request), brand)
    return programme


def _context(programme: Programme, **more: Any) -> dict[str, Any]:
    return {"programme": programme, "brand": programme.brand, **more}


def _status(form: OwnProgrammeForm) -> int:
    return 422 if form.is_bound and form.errors else 200
