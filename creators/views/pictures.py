"""Photos and pieces of work."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from creators.actions import photos as photo_actions
from creators.actions import portfolio as portfolio_actions
from creators.forms import PhotoForm, PortfolioForm
from creators.models import Creator
from creators.views.door import onward, own_profile, page
from marketplace.accounts.policies import actor_of
from marketplace.core.forms import sent, submit


@require_http_methods(["GET", "HEAD", "POST"])
@own_profile
def photos(request: HttpRequest, creator: Creator) -> HttpResponse:
    """One's photos; the form adds one."""
    form = PhotoForm(*sent(request))
    if submit(form, lambda data: photo_actions.add(actor=actor_of(request), creator=creator, **data)):
        messages.success(request, _("The photo is added."))
        return onward(request, creator, "photos", "creators:photos")
    return page(request, creator, "photos", bool(form.errors), form=form, photos=creator.photos.all())


@require_POST
@own_profile
def remove_photo(request: HttpRequest, creator: Creator, public_id: uuid.UUID) -> HttpResponse:
    """Delete a photo."""
    photo_actions.remove(actor=actor_of(request), photo=get_object_or_404(creator.photos, public_id=public_id))
    messages.success(request, _("The photo is removed."))
    return redirect("creators:photos")


@require_POST
@own_profile
def move_photo(request: HttpRequest, creator: Creator, public_id: uuid.UUID) -> HttpResponse:
    """Move a photo one place earlier; the first is the portrait."""
    photo = get_object_or_404(creator.photos, public_id=public_id)
    order = list(creator.photos.values_list("public_id", flat=True))
    at = order.index(photo.public_id)
    before = 0 if request.POST.get("to") == "first" else max(at - 1, 0)
    order.insert(before, order.pop(at))
    photo_actions.reorder(actor=actor_of(request), creator=creator, order=order)
    return redirect("creators:photos")


@require_safe
@own_profile
def portfolio(request: HttpRequest, creator: Creator) -> HttpResponse:
    """One's pieces of work."""
    return page(request, creator, "portfolio", items=creator.portfolio.select_related("platform"))


@require_http_methods(["GET", "HEAD", "POST"])
@own_profile
def add_item(request: HttpRequest, creator: Creator) -> HttpResponse:
    """Show another piece of work."""
    form = PortfolioForm(*sent(request))
    if submit(form, lambda data: portfolio_actions.add(actor=actor_of(request), creator=creator, **data)):
        messages.success(request, _("It is in your portfolio."))
        return redirect("creators:portfolio")
    return page(request, creator, "portfolio_item", bool(form.errors), form=form, item=None)


@require_http_methods(["GET", "HEAD", "POST"])
@own_profile
def item(request: HttpRequest, creator: Creator, public_id: uuid.UUID) -> HttpResponse:
    """Change a piece of work."""
    found = get_object_or_404(creator.portfolio, public_id=public_id)
    plain = ("title", "link", "results", "platform")
    initial = {name: getattr(found, name) for name in plain}
    form = PortfolioForm(*sent(request), initial=initial)
    if submit(form, lambda data: portfolio_actions.update(actor=actor_of(request), item=found, **data)):
        messages.success(request, _("It is saved."))
        return redirect("creators:portfolio")
    return page(request, creator, "portfolio_item", bool(form.errors), form=form, item=found)


@require_POST
@own_profile
def remove_item(request: HttpRequest, creator: Creator, public_id: uuid.UUID) -> HttpResponse:
    """Take a piece of work off."""
    found = get_object_or_404(creator.portfolio, public_id=public_id)
    portfolio_actions.remove(actor=actor_of(request), item=found)
    messages.success(request, _("It is removed."))
    return redirect("creators:portfolio")
