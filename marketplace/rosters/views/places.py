"""Who goes where across the campaigns of a brand."""

import uuid

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from brands.models import Brand
from marketplace.exposure.actions.impressions import keep_after
from marketplace.rosters import queries


@login_required
@require_safe
def page(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """A proposal: nothing is stored, and nobody is asked."""
    brand = get_object_or_404(Brand.objects.visible_to(request.user).active(), public_id=public_id)
    places, is_exact = queries.places_of(request.user, brand)
    keep_after(request, queries.seen_in_places(places))
    return render(request, "rosters/places.html", {"brand": brand, "places": places, "is_exact": is_exact})
