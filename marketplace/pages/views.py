"""Pages that belong to no single room."""

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from marketplace.accounts.enums import Side
from marketplace.accounts.policies import actor_of
from marketplace.pages import dashboards, queries
from marketplace.pages.sample import default_weights, example
from marketplace.pages.style_guide import samples

YEAR = 365 * 24 * 3600


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """What this is, for whom, and how it answers."""
    return render(request, "pages/home.html", {"example": example(), "numbers": queries.market_numbers()})


@require_safe
@login_required
@never_cache
def dashboard(request: HttpRequest) -> HttpResponse:
    """The first page after signing in, from the side the person is on."""
    person = actor_of(request)
    if person.active_side == Side.BRAND:
        context = dashboards.brand_dashboard(person)
        dashboards.log_candidates(request, context["candidates"])
        return render(request, "pages/brand_dashboard.html", context)
    if person.is_staff and not person.uses_creator_side:
        return redirect("admin:index")
    context = dashboards.creator_dashboard(person)
    dashboards.log_campaigns(request, context["creator"], context.get("matches", []))
    return render(request, "pages/creator_dashboard.html", context)


@require_safe
@login_required
@never_cache
def campaigns_for_me(request: HttpRequest) -> HttpResponse:
    """The part of a creator's overview that takes longest; a page of its own without scripts."""
    creator, found = dashboards.judged_campaigns(actor_of(request))
    dashboards.log_campaigns(request, creator, found)
    context = {"matches": found}
    name = "creator_match_rows" if request.headers.get("HX-Request") else "creator_campaigns"
    return render(request, f"pages/{name}.html", context)


@require_safe
def style_guide(request: HttpRequest) -> HttpResponse:
    """Every component in every state."""
    return render(request, "pages/style_guide.html", samples())


@require_safe
def how_it_works(request: HttpRequest) -> HttpResponse:
    """Rules, score, and what does not count: the ranking explained to everyone."""
    return render(request, "pages/how_it_works.html", {"weights": default_weights()})


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept about people."""
    return render(request, "pages/privacy.html", {"operator": settings.OPERATOR})


@require_safe
def legal(request: HttpRequest) -> HttpResponse:
    """Who runs this installation."""
    return render(request, "pages/legal.html", {"operator": settings.OPERATOR})


@require_POST
def theme(request: HttpRequest) -> HttpResponse:
    """Keep the wish for light, dark or the system's choice in a cookie, so that the first paint is right."""
    back = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}, request.is_secure()):
        back = "/"
    response = HttpResponseRedirect(back)
    wish = request.POST.get("theme", "")
    if wish in ("light", "dark"):
        response.set_cookie("theme", wish, max_age=YEAR, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE)
    else:
        response.delete_cookie("theme", samesite="Lax")
    return response
