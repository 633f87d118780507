"""One's notices, and what one wants to be told."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core import signing
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from marketplace.accounts.models import Person
from marketplace.accounts.policies import actor_of
from marketplace.notifications import queries
from marketplace.notifications.actions import notices
from marketplace.notifications.actions import preferences as wishes
from marketplace.notifications.emails import read_token
from marketplace.notifications.forms import PreferencesForm
from marketplace.notifications.kinds import known_kind

PER_PAGE = 20


@login_required
@require_safe
def notice_list(request: HttpRequest) -> HttpResponse:
    """The newest notices; `?unread=1` those not opened yet; `?before=ID` the older ones."""
    person = actor_of(request)
    unread_only = request.GET.get("unread") == "1"
    # One row more than a page tells whether there is a next one, without counting them all.
    before = request.GET.get("before", "")
    found = queries.notices_of(person, unread_only=unread_only)
    found = found.filter(pk__lt=int(before)) if before.isdecimal() and len(before) < 19 else found
    page = list(found[: PER_PAGE + 1])
    context = {"notices": page[:PER_PAGE], "unread_only": unread_only, "has_more": len(page) > PER_PAGE}
    return render(request, "notifications/list.html", context)


@login_required
@never_cache
@require_safe
def open_notice(request: HttpRequest, pk: int) -> HttpResponse:
    """Go to what a notice is about; it counts as read from then on."""
    person = actor_of(request)
    notice = get_object_or_404(queries.notices_of(person), pk=pk)
    notices.mark_read(actor=person, notice=notice)
    return redirect(notice.url)


@login_required
@require_POST
def mark_all_read(request: HttpRequest) -> HttpResponse:
    """Empty the bell."""
    notices.mark_all_read(actor=actor_of(request))
    return redirect("notifications:list")


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def preferences(request: HttpRequest) -> HttpResponse:
    """Which kinds of notices, and where."""
    person = actor_of(request)
    form = PreferencesForm(request.POST if request.method == "POST" else None, wishes=queries.all_wishes(person))
    if request.method == "POST" and form.is_valid():
        with transaction.atomic():
            for verb, in_app, by_email in form.chosen():
                wishes.choose(actor=person, verb=verb, in_app=in_app, by_email=by_email)
        messages.success(request, _("Your wishes are saved."))
        return redirect("notifications:preferences")
    return render(request, "notifications/preferences.html", {"form": form})


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, token: str) -> HttpResponse:
    """End one kind of e-mail, from the link in it. Mail programs POST by themselves (RFC 8058); people see a button.

    The signed token stands for the person, so neither a session nor a CSRF token is asked for.
    """
    try:
        person_id, verb = read_token(token)
    except (signing.BadSignature, ValueError, TypeError) as error:
        raise Http404 from error
    person = get_object_or_404(Person, pk=person_id)
    is_done = request.method == "POST"
    if is_done:
        wishes.stop_emails(person=person, verb=verb)
    context = {"kind": known_kind(verb), "is_done": is_done}
    return render(request, "notifications/unsubscribe.html", context)
