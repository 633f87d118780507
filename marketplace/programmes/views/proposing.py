"""Staff write a new text of a rule, and see while they write who would gain and who would lose."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from django_htmx.http import trigger_client_event

from marketplace.accounts.policies import actor_of
from marketplace.core.errors import DomainError
from marketplace.programmes.actions import versions
from marketplace.programmes.forms.proposals import Draft
from marketplace.programmes.models import Programme, RuleVersion
from marketplace.programmes.policies import may_propose_rules
from marketplace.programmes.queries.preview import Effect, effect_of
from marketplace.programmes.queries.proposed import DAY, earliest_day


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: HttpRequest, slug: str) -> HttpResponse:
    """`?rule=CODE` writes another text of a rule, without it a new one. Nothing changes before somebody approves."""
    draft = _draft(request, slug)
    if request.method == "POST" and not draft.is_asking and draft.is_valid():
        try:
            proposal = versions.propose(
                actor=actor_of(request), programme=draft.programme, effect=_kept(draft), **draft.values()
            )
        except DomainError as refusal:
            draft.blame(refusal)
        else:
            messages.success(request, _("Proposed. Somebody else has to approve it."))
            return redirect("admin:programmes_ruleproposal_change", proposal.pk)
    context = {"programme": draft.programme, "draft": draft, "builder": draft.builder, "rule_code": draft.code}
    wrong = request.method == "POST" and not draft.is_asking
    response = render(request, "programmes/propose.html", context, status=422 if wrong else 200)
    return trigger_client_event(response, "rules-changed", after="settle") if draft.is_asking else response


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def preview(request: HttpRequest, slug: str) -> HttpResponse:
    """What is typed (POST) or in force (GET), counted over everybody. A fragment for htmx, a page without scripts."""
    draft = _draft(request, slug)
    context: dict[str, Any] = {"programme": draft.programme, "rule_code": draft.code, "effect": _counted(draft)}
    is_fragment = request.htmx  # type: ignore[attr-defined]
    return render(request, f"programmes/effect{'' if is_fragment else '_page'}.html", context)


def _draft(request: HttpRequest, slug: str) -> Draft:
    """Any programme, drafts and general rules included, for staff who may. Raises PermissionDenied or Http404."""
    if not may_propose_rules(request.user):
        raise PermissionDenied
    programme = get_object_or_404(Programme.objects.select_related("inherits", "platform"), slug=slug)
    code = request.GET.get("rule", "")
    now = _now(programme, code, request.GET.get("country", "")) if code else None
    earliest = earliest_day(programme) or timezone.now().date() + DAY
    return Draft(
        request.POST if request.method == "POST" else None,
        programme=programme,
        code=code,
        now=now,
        initial={"valid_from": earliest},
        as_json="json" in request.GET,
    )


def _now(programme: Programme, code: str, country: str) -> RuleVersion | None:
    """The text that decides today, there or everywhere; else the last one. Raises Http404."""
    rule = get_object_or_404(programme.rules, code=code)
    rows = rule.versions.deciding().filter(country__in=("", country))
    today = rows.in_force(timezone.now().date()).order_by("-country").first()
    return today or rows.order_by("-country", "-valid_from").first()


def _counted(draft: Draft) -> Effect | None:
    """None while what is typed cannot be read."""
    try:
        proposal = draft.proposal()
        ends = draft.form.is_bound and draft.form.cleaned_data.get("ends")
        return effect_of(proposal) if proposal.body is not None or ends else None
    except DomainError:
        return None


def _kept(draft: Draft) -> dict[str, Any]:
    effect = _counted(draft)
    return effect.as_json() if effect else {}
