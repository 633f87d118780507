"""Private files, and one's own data to take away."""

import uuid

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from creators.models import Consent, Creator, Measurement
from creators.personal_data import MEASUREMENT_COLUMNS, measurement_rows, profile_of
from creators.policies import may_see_private
from creators.views.door import own_profile
from marketplace.accounts.policies import actor_of
from marketplace.core.documents import as_attachment
from marketplace.core.exports import csv_response


@require_safe
@never_cache
@login_required
def proof(request: HttpRequest, public_id: uuid.UUID) -> FileResponse:
    """The file behind a measurement: for its owner and the staff who check it."""
    found = get_object_or_404(Measurement.objects.select_related("channel__creator"), public_id=public_id)
    if not found.proof or not may_see_private(actor_of(request), found.channel.creator):
        raise Http404
    return as_attachment(found.proof, f"proof-{found.as_of}")


@require_safe
@never_cache
@login_required
def evidence(request: HttpRequest, pk: int) -> FileResponse:
    """A signed consent: for its owner and the staff who check it."""
    found = get_object_or_404(Consent.objects.select_related("creator"), pk=pk)
    if not may_see_private(actor_of(request), found.creator):
        raise Http404
    return as_attachment(found.evidence, f"consent-{found.pk}")


@require_safe
@own_profile
def export_json(request: HttpRequest, creator: Creator) -> HttpResponse:
    """Everything on one's profile, private parts included."""
    response = JsonResponse(profile_of(creator), json_dumps_params={"ensure_ascii": False, "indent": 2})
    response["Content-Disposition"] = f'attachment; filename="entente-profile-{timezone.localdate()}.json"'
    return response


@require_safe
@own_profile
def export_csv(request: HttpRequest, creator: Creator) -> StreamingHttpResponse:
    """Every measurement of every channel, one a line."""
    return csv_response(f"entente-numbers-{timezone.localdate()}", MEASUREMENT_COLUMNS, measurement_rows(creator))
