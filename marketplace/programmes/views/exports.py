"""The rules as JSON, for everybody."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.cache import get_conditional_response, set_response_etag
from django.views.decorators.http import require_safe

from marketplace.programmes.forms.days import OnDay
from marketplace.programmes.queries.exports import exported
from marketplace.programmes.queries.shown import shown_to
from marketplace.programmes.queries.texts import with_rules
from marketplace.programmes.views.public import visible


@require_safe
def rules(request: HttpRequest, slug: str) -> HttpResponse:
    """The rules of one programme on the day in the address, and every text there ever was."""
    return _told(request, lambda day: exported(visible(request, slug), day))


@require_safe
def all_rules(request: HttpRequest) -> HttpResponse:
    """The rules of every programme that the person sees."""
    programmes = shown_to(request.user).order_by("slug")
    return _told(request, lambda day: {"on": day.isoformat(), "programmes": [exported(one, day) for one in
                                                                            with_rules(programmes)]})  # fmt: skip


def _told(request: HttpRequest, tell: Any) -> HttpResponse:
    """With an ETag: who has it already is told so. A day that cannot be read is a 422."""
    form = OnDay(request.GET)
    if not form.is_valid():
        return JsonResponse({"errors": form.errors.get_json_data()}, status=422)
    response = JsonResponse(tell(form.day), json_dumps_params={"ensure_ascii": False, "indent": 1})
    response["Cache-Control"] = "private, no-cache" if request.user.is_authenticated else "public, no-cache"
    set_response_etag(response)
    return get_conditional_response(request, etag=response["ETag"], response=response) or response
