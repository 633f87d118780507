"""Pages about brands themselves."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from brands import policies, queries
from brands.actions import brands
from brands.forms import BrandForm
from brands.models import Brand
from brands.views.typed import keeps_typing, typed
from marketplace.accounts.policies import actor_of
from marketplace.core.errors import Invalid
from marketplace.core.forms import ask_for_files_again


@login_required
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """The brands a person acts for; those who have none begin with one."""
    rows = list(queries.brands_of(request.user))
    if not rows:
        return redirect("brands:brand_new")
    return render(request, "brands/brands.html", {"brands": rows})


@keeps_typing
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Onboarding: the brand, then its first campaign."""
    form = BrandForm(typed(request), request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            brand = brands.create(actor=actor_of(request), **form.values())
        except Invalid as refusal:
            _show(form, refusal)
        else:
            messages.success(request, _("Welcome, %(brand)s! Now write your first campaign.") % {"brand": brand})
            return redirect("brands:campaign_new", public_id=brand.public_id)
    ask_for_files_again(form)
    is_first = not Brand.objects.visible_to(request.user).exists()
    return render(request, "brands/brand_new.html", {"form": form, "is_first": is_first}, status=_status(form))


@keeps_typing
@require_http_methods(["GET", "HEAD", "POST"])
def settings(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """What the brand says of itself, and its verification."""
    brand = get_object_or_404(queries.brands_of(request.user), public_id=public_id)
    form = BrandForm(typed(request), request.FILES or None, brand=brand)
    if request.method == "POST" and form.is_valid():
        try:
            brands.update(actor=actor_of(request), brand=brand, **form.values())
        except Invalid as refusal:
            _show(form, refusal)
        else:
            messages.success(request, _("Saved."))
            return redirect("brands:settings", public_id=brand.public_id)
    ask_for_files_again(form)
    context = {"brand": brand, "form": form, "may_change": policies.may_look_after(request.user, brand)}
    return render(request, "brands/settings.html", context, status=_status(form))


@login_required
@require_POST
def request_verification(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Ask staff to check the brand."""
    brand = get_object_or_404(Brand.objects.visible_to(request.user), public_id=public_id)
    brands.request_verification(actor=actor_of(request), brand=brand)
    messages.success(request, _("We will check your brand and tell you by e-mail."))
    return redirect("brands:settings", public_id=public_id)


@require_safe
def page(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """A brand as everybody sees it, with the campaigns one can apply to."""
    brand = get_object_or_404(Brand.objects.active().select_related("sector"), public_id=public_id)
    campaigns = queries.wanted_by(request.user, queries.published_campaigns().filter(brand=brand))
    context = {"brand": brand, "campaigns": campaigns[:24], "role": policies.role_in(request.user, brand)}
    return render(request, "brands/brand.html", context)


def _show(form: BrandForm, refusal: Invalid) -> None:
    for name, texts in refusal.errors.items():
        for text in texts:
            form.add_error(name if name in form.fields else None, text)


def _status(form: BrandForm) -> int:
    return 422 if form.is_bound and form.errors else 200
