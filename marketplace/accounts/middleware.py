"""A person's own language and time zone, and the second factor of staff."""

from collections.abc import Callable
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from marketplace.accounts.policies import works_as_staff

GetResponse = Callable[[HttpRequest], HttpResponse]


class PersonLocale:
    """Speak the signed-in person's language, in their time zone. The API goes by Accept-Language, and by UTC."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        person = request.user
        if not person.is_authenticated or request.path.startswith("/api/"):
            with timezone.override(None):
                return self.get_response(request)
        if person.language:
            translation.activate(person.language)
            request.LANGUAGE_CODE = translation.get_language()
        with timezone.override(zone_of(person.time_zone)):
            return self.get_response(request)


class StaffSecondFactor:
    """Staff who have not set up a second factor are sent to do so before they see the admin."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith(reverse("admin:index")) and _lacks_factor(request):
            messages.warning(request, _("The administration asks for a second factor. Set one up to go on."))
            return redirect("mfa_index")
        return self.get_response(request)


def zone_of(name: str) -> ZoneInfo | None:
    """The time zone of this name, or None (the site's own) if it is no longer known."""
    try:
        return ZoneInfo(name) if name else None
    except (ZoneInfoNotFoundError, ValueError):
        return None


def _lacks_factor(request: HttpRequest) -> bool:
    person = request.user
    return bool(person.is_authenticated and person.is_staff) and not works_as_staff(person)
