"""Pages about who acts for a brand."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from brands import policies, queries
from brands.actions import members
from brands.forms import InviteForm, RoleForm
from brands.models import Brand, Member, MemberInvitation
from brands.views.typed import keeps_typing, typed
from marketplace.accounts.policies import actor_of
from marketplace.core.errors import DomainError


@keeps_typing
@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """The members, the open invitations and, for owners, the form that invites."""
    brand = get_object_or_404(queries.brands_of(request.user), public_id=public_id)
    form = InviteForm(typed(request))
    if request.method == "POST" and form.is_valid():
        try:
            invitation = members.invite(actor=actor_of(request), brand=brand, **form.cleaned_data)
        except DomainError as refusal:
            if refusal.status == 403:
                raise
            form.add_error("email", refusal.message)
        else:
            messages.success(request, _("An invitation is on its way to %(email)s.") % {"email": invitation.email})
            return redirect("brands:members", public_id=public_id)
    context = {
        "brand": brand,
        "form": form,
        "members": queries.members_of(request.user, brand),
        "invitations": queries.invitations_of(request.user, brand),
        "may_change": policies.may_look_after(request.user, brand),
    }
    return render(request, "brands/members.html", context, status=422 if form.is_bound and form.errors else 200)


@login_required
@require_POST
def change_role(request: HttpRequest, public_id: uuid.UUID, pk: int) -> HttpResponse:
    """Give a member another role."""
    member = _member(request, public_id, pk)
    form = RoleForm(request.POST)
    role = form.cleaned_data["role"] if form.is_valid() else request.POST.get("role", "")
    members.change_role(actor=actor_of(request), member=member, role=role)
    messages.success(request, _("%(person)s has a new role.") % {"person": member.person})
    return redirect("brands:members", public_id=public_id)


@login_required
@require_POST
def remove(request: HttpRequest, public_id: uuid.UUID, pk: int) -> HttpResponse:
    """Take a seat away, or leave."""
    member = _member(request, public_id, pk)
    actor = actor_of(request)
    members.remove(actor=actor, member=member)
    if member.person_id == actor.pk:
        messages.success(request, _("You have left %(brand)s.") % {"brand": member.brand})
        return redirect("brands:mine")
    messages.success(request, _("%(person)s is no longer a member.") % {"person": member.person})
    return redirect("brands:members", public_id=public_id)


@login_required
@require_POST
def revoke(request: HttpRequest, public_id: uuid.UUID, pk: int) -> HttpResponse:
    """Take an invitation back."""
    found = MemberInvitation.objects.visible_to(request.user).filter(brand__public_id=public_id)
    invitation = get_object_or_404(found, pk=pk)
    members.revoke(actor=actor_of(request), invitation=invitation)
    messages.success(request, _("The invitation of %(email)s is revoked.") % {"email": invitation.email})
    return redirect("brands:members", public_id=public_id)


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def accept(request: HttpRequest, token: str) -> HttpResponse:
    """Where the mailed link leads: looking changes nothing, accepting takes the seat."""
    if request.method == "POST":
        member = members.accept(actor=actor_of(request), token=token)
        messages.success(request, _("You are now a member of %(brand)s.") % {"brand": member.brand})
        return redirect("brands:campaigns")
    found = MemberInvitation.objects.open().select_related("brand", "invited_by")
    invitation = found.filter(token_hash=members.hash_of(token), brand__in=Brand.objects.active()).first()
    fits = invitation is not None and invitation.email.casefold() == actor_of(request).email.casefold()
    context = {"invitation": invitation, "fits": fits}
    return render(request, "brands/accept_invitation.html", context, status=200 if invitation else 404)


def _member(request: HttpRequest, public_id: uuid.UUID, pk: int) -> Member:
    seats = Member.objects.visible_to(request.user).select_related("person", "brand")
    return get_object_or_404(seats, brand__public_id=public_id, pk=pk)
