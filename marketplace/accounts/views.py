"""Pages about oneself. Signing in and out, second factors and e-mail addresses are allauth's own views."""

from datetime import timedelta

from allauth.mfa.utils import is_mfa_enabled
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import check_for_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django.views.i18n import set_language as set_language_of_visitor

from marketplace.accounts import queries
from marketplace.accounts.actions import api_keys as key_actions
from marketplace.accounts.actions import people, sessions
from marketplace.accounts.forms import ApiKeyForm, SettingsForm
from marketplace.accounts.models import Person
from marketplace.accounts.personal_data import export_of
from marketplace.accounts.policies import actor_of


@require_POST
def set_language(request: HttpRequest) -> HttpResponse:
    """Change the language: in a cookie for visitors, and for good for those who signed in."""
    code = request.POST.get("language", "")
    if request.user.is_authenticated and check_for_language(code):
        people.choose_language(actor=actor_of(request), language=code)
    return set_language_of_visitor(request)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def settings_page(request: HttpRequest) -> HttpResponse:
    """Name, language, time zone, sides; and the way to everything else about one's account."""
    form = SettingsForm(
        request.POST if request.method == "POST" else None, instance=Person.objects.get(pk=actor_of(request).pk)
    )
    if request.method == "POST" and form.is_valid():
        people.change_settings(actor=actor_of(request), **form.cleaned_data)
        messages.success(request, _("Your settings are saved."))
        return redirect("accounts:settings")
    context = {"form": form, "has_second_factor": is_mfa_enabled(actor_of(request)), **_ways_on()}
    return render(request, "accounts/settings.html", context, status=422 if form.errors else 200)


def _ways_on() -> dict[str, str]:
    names = {"email": "account_email", "password": "account_change_password", "mfa": "mfa_index"}
    names |= {"sessions": "usersessions_list", "keys": "accounts:api_keys", "export": "accounts:export"}
    names |= {"notices": "notifications:preferences"}
    return {f"{name}_url": reverse(target) for name, target in names.items()}


@login_required
@require_POST
def switch_side(request: HttpRequest) -> HttpResponse:
    """Look from the other side of the market, and start at its front page."""
    people.switch_side(actor=actor_of(request), side=request.POST.get("side", ""))
    target = request.POST.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(target, {request.get_host()}, request.is_secure())
    return redirect(target if is_ours else settings.LOGIN_REDIRECT_URL)


@login_required
@never_cache
@require_safe
def export(request: HttpRequest) -> HttpResponse:
    """Everything that we hold about the person, as a JSON file."""
    response = JsonResponse(export_of(actor_of(request)), json_dumps_params={"ensure_ascii": False, "indent": 2})
    response["Content-Disposition"] = f'attachment; filename="entente-{timezone.localdate()}.json"'
    return response


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def api_keys(request: HttpRequest) -> HttpResponse:
    """One's keys; a new one is shown in full on this answer and never again."""
    form = ApiKeyForm(request.POST if request.method == "POST" else None)
    secret = ""
    if request.method == "POST" and form.is_valid():
        wanted = form.cleaned_data
        expires_at = timezone.now() + timedelta(days=wanted["days"])
        _key, secret = key_actions.create(
            actor=actor_of(request), name=wanted["name"], scopes=[wanted["scope"]], expires_at=expires_at
        )
        form = ApiKeyForm()
    context = {"form": form, "secret": secret, "keys": queries.keys_of(actor_of(request))}
    return render(request, "accounts/api_keys.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def revoke_api_key(request: HttpRequest, pk: int) -> HttpResponse:
    """Close one of one's keys."""
    key_actions.revoke(actor=actor_of(request), api_key=get_object_or_404(queries.keys_of(actor_of(request)), pk=pk))
    messages.success(request, _("The key no longer works."))
    return redirect("accounts:api_keys")


@login_required
@require_POST
def end_session(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign out one of one's devices."""
    session = get_object_or_404(UserSession, pk=pk, user=request.user)
    sessions.end(actor=actor_of(request), session=session)
    messages.success(request, _("That device is signed out."))
    return redirect("usersessions_list")
