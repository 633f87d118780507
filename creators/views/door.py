"""How a request reaches a profile: always through its owner, never through an id in the address."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from creators import queries
from creators.models import Creator
from creators.policies import may_edit, require_creator_side
from creators.queries.onboarding import steps_of
from marketplace.accounts.policies import actor_of

#: The tab a page stands under, where the names differ.
TAB_OF = {
    "overview": "mine",
    "remove": "mine",
    "channel": "channels",
    "numbers": "channels",
    "history": "channels",
    "posts": "channels",
    "portfolio_item": "portfolio",
    "consent": "profile",
}
Rest = ParamSpec("Rest")
OwnView = Callable[Concatenate[HttpRequest, Creator, Rest], HttpResponseBase]


def own_profile(view: OwnView[Rest]) -> Callable[Concatenate[HttpRequest, Rest], HttpResponseBase]:
    """Hand the view the profile of the person who is signed in; without one, they start there."""

    @login_required
    @never_cache
    @wraps(view)
    def inner(request: HttpRequest, *args: Rest.args, **kwargs: Rest.kwargs) -> HttpResponseBase:
        person = actor_of(request)
        creator = queries.own(person).select_related("person").first()
        if creator is None:
            require_creator_side(person)
            messages.info(request, _("Start with your profile; the rest follows."))
            return redirect("creators:profile")
        return view(request, creator, *args, **kwargs)

    return inner


def page(
    request: HttpRequest, creator: Creator | None, section: str, wrong: bool = False, **context: Any
) -> HttpResponse:
    """Render creators/SECTION.html inside the frame of one's own pages."""
    context |= {
        "creator": creator,
        "section": section,
        "tab": {TAB_OF.get(section, section): True},
        "may_edit": creator is None or may_edit(actor_of(request), creator),
        "steps": steps_of(creator, section),
    }
    return render(request, f"creators/{section}.html", context, status=422 if wrong else 200)


def onward(request: HttpRequest, creator: Creator, section: str, stay: str, *args: Any) -> HttpResponse:
    """After a change: the next step while the profile is being made, or back to `stay`."""
    if "next" in request.POST:
        steps = steps_of(creator, section)
        following = next((step for step in steps.after(section) if not step.done), None) if steps else None
        return redirect(following.href if following else reverse("creators:mine"))
    return redirect(stay, *args)
