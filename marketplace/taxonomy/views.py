"""The niches, as a page, as a fragment for pickers, and as JSON."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from marketplace.taxonomy.forms import remaining_groups
from marketplace.taxonomy.models import Niche
from marketplace.taxonomy.queries import offered_niches, search_niches, with_ancestors

#: Longer input is cut: nobody calls a niche that.
LONGEST_SEARCH = 80


@require_safe
def niches(request: HttpRequest) -> HttpResponse:
    """`?q=` searches in both languages; without it, the common niches by group.

    `?name=` is the field a picker's checkboxes bear; its ticked values come along and stay ticked.
    """
    text = request.GET.get("q", "").strip()[:LONGEST_SEARCH]
    if _wants_json(request):
        return _vary(JsonResponse({"results": _as_data(search_niches(text))}))
    name = request.GET.get("name", "niches")[:60]
    codes = request.GET.getlist(name)
    found = with_ancestors([niche for niche in search_niches(text) if niche.code not in codes])
    context = {"text": text, "found": found, "field_name": name, "groups": [] if text else remaining_groups(codes)}
    if not request.htmx:  # type: ignore[attr-defined]
        return _vary(render(request, "taxonomy/niches.html", context))
    chosen = sorted(offered_niches().filter(code__in=codes), key=lambda niche: codes.index(niche.code))
    return _vary(render(request, "taxonomy/niche_choices.html", {**context, "chosen": chosen}))


def _wants_json(request: HttpRequest) -> bool:
    return request.GET.get("format") == "json" or request.get_preferred_type(["text/html", "application/json"]) == (
        "application/json"
    )


def _as_data(found: list[Niche]) -> list[dict[str, object]]:
    return [{"code": niche.code, "label": niche.label, "above": above} for niche, above in with_ancestors(found)]


def _vary(response: HttpResponse) -> HttpResponse:
    patch_vary_headers(response, ["Accept", "HX-Request", "Accept-Language"])
    return response
