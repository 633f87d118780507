"""What somebody typed survives the end of their session: it waits for them behind the sign-in."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext as _

KEY = "typed_before_signing_in"
#: As much as a long brief; a session is no warehouse.
MOST_CHARACTERS = 60_000

View = Callable[..., HttpResponse]


def keeps_typing(view: View) -> View:
    """Like `login_required`, and a form posted without a session is handed back after signing in.

    The view finds what to fill its form with in `typed(request)`.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.is_authenticated:
            return view(request, *args, **kwargs)
        if request.method == "POST":
            posted = request.POST.copy()
            posted.pop("csrfmiddlewaretoken", None)
            text = posted.urlencode()
            if len(text) <= MOST_CHARACTERS:
                request.session[KEY] = {request.path: text, "had_files": bool(request.FILES)}
        return redirect_to_login(request.path)

    return guarded


def typed(request: HttpRequest) -> QueryDict | None:
    """The posted form, or the one that was posted before signing in, or None."""
    if request.method == "POST":
        return request.POST
    kept: str | None = request.session.get(KEY, {}).get(request.path)
    if kept is None:
        return None
    had_files = request.session.pop(KEY).get("had_files")
    messages.warning(request, _("You had been signed out. What you typed is still here: check it and save."))
    if had_files:
        messages.warning(request, _("Files are not kept: choose yours again."))
    return QueryDict(kept)
