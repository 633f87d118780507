"""Accepting, declining, withdrawing."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from marketplace.accounts.policies import actor_of
from marketplace.core.errors import Invalid
from marketplace.deals import queries
from marketplace.deals.actions import contacts
from marketplace.deals.forms import DeclineForm
from marketplace.deals.models import Contact
from marketplace.deals.views.reading import show


@login_required
@require_POST
def accept(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Agree."""
    contacts.accept(actor=actor_of(request), contact=_found(request, public_id))
    messages.success(request, _("Agreed. The other side is told at once."))
    return redirect("deals:contact", public_id=public_id)


@login_required
@require_POST
def decline(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Say no, and why; without a reason the page comes back and says what is missing."""
    contact = _found(request, public_id)
    form = DeclineForm(request.POST, side=contact.answered_by)
    if not form.is_valid():
        return show(request, contact, form, status=422)
    try:
        contacts.decline(actor=actor_of(request), contact=contact, **form.cleaned_data)
    except Invalid as refusal:
        for field, texts in refusal.errors.items():
            form.add_error(field, texts)
        return show(request, contact, form, status=422)
    messages.success(request, _("Declined. The other side reads your reason."))
    return redirect("deals:contact", public_id=public_id)


@login_required
@require_POST
def withdraw(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Take one's own request back."""
    contacts.withdraw(
        actor=actor_of(request), contact=_found(request, public_id), note=request.POST.get("note", "")[:500]
    )
    messages.success(request, _("Withdrawn."))
    return redirect("deals:contact", public_id=public_id)


def _found(request: HttpRequest, public_id: uuid.UUID) -> Contact:
    return get_object_or_404(queries.contact_for(request.user), public_id=public_id)
