"""Check yourself: anybody's facts against the rules. Nothing that is typed is stored."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from marketplace.programmes.enums import ProgrammeState
from marketplace.programmes.forms.checks import CheckAllForm, CheckForm
from marketplace.programmes.queries.checks import check, grouped, rule_sets_of
from marketplace.programmes.queries.shown import shown_to
from marketplace.programmes.queries.texts import with_rules
from marketplace.programmes.views.public import visible


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def one(request: HttpRequest, slug: str) -> HttpResponse:
    """One programme: a field for each fact it asks, and its verdict rule by rule."""
    programme = visible(request, slug)
    today = timezone.localdate()
    form = CheckForm(request.POST or None, rule_sets=rule_sets_of([programme], today))
    context: dict[str, Any] = {"programme": programme, "form": form, "checked": None}
    if form.is_valid():
        known = {"platform": programme.platform.code} if programme.platform else {}
        context["checked"] = check(programme, form.facts(today, **known), today)
    return render(request, "programmes/check.html", context, status=422 if form.has_errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def every(request: HttpRequest) -> HttpResponse:
    """Every programme of one's platform at once."""
    today = timezone.localdate()
    programmes = with_rules(shown_to(request.user).filter(state=ProgrammeState.PUBLISHED))
    form = CheckAllForm(request.POST or None, rule_sets=rule_sets_of(programmes, today), programmes=programmes)
    context: dict[str, Any] = {"form": form, "groups": None}
    if form.is_valid():
        facts = form.facts(today)
        mine = [programme for programme in programmes if form.concerns(programme)]
        context["groups"] = grouped(check(programme, facts, today) for programme in mine)
    return render(request, "programmes/check_all.html", context, status=422 if form.errors else 200)
