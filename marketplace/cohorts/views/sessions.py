"""Places in sessions, calendar files, and the secret feed of a person."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from marketplace.accounts.policies import actor_of
from marketplace.cohorts.actions import feeds, sessions
from marketplace.cohorts.calendars import CONTENT_TYPE, calendar
from marketplace.cohorts.models import Session
from marketplace.cohorts.queries.sessions import calendar_of, feed_by_key, sessions_seen_by


@login_required
@require_POST
def join(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Take a place."""
    place = sessions.join(actor=actor_of(request), session=_seen(request, public_id))
    messages.success(request, _("You have a place. Put it into your calendar."))
    return redirect("cohorts:entry", public_id=place.entry.public_id)


@login_required
@require_POST
def leave(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Give the place back."""
    place = sessions.leave(actor=actor_of(request), session=_seen(request, public_id))
    messages.success(request, _("Your place is free for somebody else."))
    return redirect("cohorts:entry", public_id=place.entry.public_id)


@login_required
@require_safe
def file(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """One session as a calendar file."""
    session = _seen(request, public_id)
    response = HttpResponse(calendar([session]), content_type=CONTENT_TYPE)
    response["Content-Disposition"] = f'attachment; filename="session-{session.starts_at:%Y-%m-%d}.ics"'
    return response


@login_required
@require_safe
@never_cache
def mine(request: HttpRequest) -> HttpResponse:
    """All one's sessions, and the address that a calendar program follows."""
    person = actor_of(request)
    address = request.build_absolute_uri(reverse("cohorts:feed", args=[feeds.feed_of(person).key]))
    return render(request, "cohorts/calendar.html", {"address": address, "sessions": list(calendar_of(person))})


@login_required
@require_POST
def renew(request: HttpRequest) -> HttpResponse:
    """Another address; the old one shows nothing any more."""
    feeds.renew(actor=actor_of(request))
    messages.success(request, _("Your calendar has a new address. The old one no longer works."))
    return redirect("cohorts:calendar")


@require_safe
@never_cache
def feed(request: HttpRequest, key: str) -> HttpResponse:
    """The calendar of whoever knows the address; calendar programs do not sign in."""
    found = feed_by_key(key)
    if found is None:
        raise Http404
    with override(found.person.language or None):
        text = calendar(calendar_of(found.person), name="Entente")
    return HttpResponse(text, content_type=CONTENT_TYPE)


def _seen(request: HttpRequest, public_id: uuid.UUID) -> Session:
    return get_object_or_404(sessions_seen_by(request.user), public_id=public_id)
