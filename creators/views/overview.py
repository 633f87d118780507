"""One's profile as a whole: what is missing, who sees it, what brands see."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from creators import queries
from creators.actions import profiles, removal
from creators.actions.profiles import FROM_TO
from creators.enums import CreatorState
from creators.forms.profile import RemovalForm
from creators.models import Creator
from creators.policies import may_be_invited, may_see_page
from creators.queries.cards import card_of
from creators.views.door import own_profile, page
from marketplace.accounts.policies import actor_of
from marketplace.core.forms import sent

MOVES = {
    "publish": (
        profiles.publish,
        CreatorState.PUBLISHED,
        gettext_lazy("Your profile is published: brands can find you."),
    ),
    "pause": (profiles.pause, CreatorState.PAUSED, gettext_lazy("Your profile is paused: no new campaigns for now.")),
    "hide": (profiles.hide, CreatorState.HIDDEN, gettext_lazy("Your profile is hidden.")),
    "unpublish": (profiles.unpublish, CreatorState.UNPUBLISHED, gettext_lazy("Your profile is no longer published.")),
}


@require_safe
@own_profile
def overview(request: HttpRequest, creator: Creator) -> HttpResponse:
    """Completeness and state, with the moves that are possible from here."""
    possible = {name for name, (_action, to, _text) in MOVES.items() if creator.state in FROM_TO[to]}
    return page(request, creator, "overview", completeness=queries.completeness_of(creator), possible=possible)


@require_POST
@own_profile
def move(request: HttpRequest, creator: Creator, to: str) -> HttpResponse:
    """Publish, pause, hide or unpublish."""
    if to not in MOVES:
        raise Http404
    action, _state, text = MOVES[to]
    action(actor=actor_of(request), creator=creator)
    messages.success(request, text)
    return redirect("creators:mine")


@require_safe
@own_profile
def preview(request: HttpRequest, creator: Creator) -> HttpResponse:
    """The page exactly as a brand sees it."""
    shown = queries.for_page().get(pk=creator.pk)
    return render(request, "creators/detail.html", {"creator": shown, "card": card_of(shown), "is_preview": True})


@require_http_methods(["GET", "HEAD", "POST"])
@own_profile
def remove(request: HttpRequest, creator: Creator) -> HttpResponse:
    """Remove one's profile for good, once its name was typed."""
    form = RemovalForm(*sent(request), name=creator.display_name)
    if form.is_valid():
        removal.remove(actor=actor_of(request), creator=creator)
        messages.success(request, _("Your profile is removed."))
        return redirect("/")
    return page(request, creator, "remove", bool(form.errors), form=form)


@require_safe
@login_required
def detail(request: HttpRequest, public_id: str) -> HttpResponse:
    """A creator's page for brands, staff and its owner; 404 for everybody else."""
    creator = get_object_or_404(queries.for_page(), public_id=public_id)
    person = actor_of(request)
    if not may_see_page(person, creator):
        raise Http404
    shown = {"creator": creator, "card": card_of(creator), "may_invite": may_be_invited(creator, person)}
    return render(request, "creators/detail.html", shown)
