"""The list of campaigns, the campaign's page, and what is done to it as a whole."""

import uuid
from collections.abc import Callable, Iterable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from brands import policies, queries
from brands.actions import campaigns
from brands.enums import CampaignState
from brands.forms import NewCampaignForm, PictureForm
from brands.models import Brand, Campaign, MoodboardPicture
from brands.views import editor
from brands.views.typed import keeps_typing, typed
from marketplace.accounts.policies import actor_of
from marketplace.core.forms import sent, submit
from marketplace.core.paging import CountedPaginator

A_PAGE = 24


@login_required
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """The campaigns of a person's brands, by brand and state."""
    brands = list(queries.brands_of(request.user))
    if not brands:
        return redirect("brands:brand_new")
    chosen = next((brand for brand in brands if str(brand.public_id) == request.GET.get("brand")), None)
    state = request.GET.get("state", "") if request.GET.get("state") in CampaignState.values else ""
    counts = queries.state_counts(request.user, chosen)
    rows = queries.campaigns_of(request.user, chosen, state)
    # The tabs say how many rows there are: they are not counted a second time for the pages.
    total = sum(count for code, _label, count in counts if state in ("", code))
    context = {
        "brands": brands,
        "brand": chosen or (brands[0] if len(brands) == 1 else None),
        "led": led_brands(request, brands),
        "state": state,
        "counts": counts,
        "page": CountedPaginator(rows, A_PAGE, total).get_page(request.GET.get("page")),
    }
    return render(request, "brands/campaigns.html", context)


def led_brands(request: HttpRequest, brands: Iterable[Brand] | None = None) -> list[Brand]:
    """The brands for which the person may write campaigns."""
    found = queries.brands_of(request.user) if brands is None else brands
    return [brand for brand in found if brand.my_role in policies.RUN_CAMPAIGNS and brand.is_active]


@keeps_typing
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """A title makes a draft; the editor does the rest."""
    brand = get_object_or_404(queries.brands_of(request.user), public_id=public_id)
    form = NewCampaignForm(typed(request))
    if request.method == "POST" and form.is_valid():
        campaign = campaigns.create(actor=actor_of(request), brand=brand, title=form.cleaned_data["title"])
        return redirect("brands:campaign_basics", public_id=campaign.public_id)
    context = {"brand": brand, "form": form, "others": [one for one in led_brands(request) if one != brand]}
    return render(request, "brands/campaign_new.html", context, status=422 if form.errors else 200)


@require_safe
def page(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """The campaign as its brand sees it, or as everybody does; members look through other eyes with ?as=creator."""
    campaign = get_object_or_404(queries.campaign_page(request.user), public_id=public_id)
    role = policies.role_in(request.user, campaign.brand)
    context = {"campaign": campaign, **editor.words(campaign)}
    if not role or request.GET.get("as") == "creator":
        return render(request, "brands/campaign_public.html", context | {"is_preview": bool(role)})
    gaps = queries.gaps_of(campaign) if campaign.is_draft else []
    context |= editor.shell(campaign, "") | {
        "may_run": policies.may_act_as(request.user, campaign.brand, role, policies.RUN_CAMPAIGNS),
        "missing": [gap for gap in gaps if gap.blocks],
        "versions": campaign.versions.select_related("actor")[:5],
    }
    return render(request, "brands/campaign_private.html", context)


Act = Callable[..., Campaign]


def act(request: HttpRequest, public_id: uuid.UUID, action: Act, done: str | Promise) -> HttpResponse:
    """Do one thing to one's own campaign and show its page (of the copy, for a duplicate)."""
    campaign = get_object_or_404(queries.campaign_for_brand(request.user), public_id=public_id)
    result = action(actor=actor_of(request), campaign=campaign)
    messages.success(request, str(done))
    name = "brands:campaign_basics" if result.pk != campaign.pk else "brands:campaign"
    return redirect(name, public_id=result.public_id)


@login_required
@require_POST
def publish(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    done = _("Published. We are comparing it with every creator.")
    return act(request, public_id, campaigns.publish, done)


@login_required
@require_POST
def pause(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    return act(request, public_id, campaigns.pause, _("Paused: creators no longer see it."))


@login_required
@require_POST
def resume(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    return act(request, public_id, campaigns.resume, _("Published again."))


@login_required
@require_POST
def close(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    return act(request, public_id, campaigns.close, _("Closed."))


@login_required
@require_POST
def duplicate(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    return act(request, public_id, campaigns.duplicate, _("Here is your copy. Only the dates are left to fill in."))


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Throw a draft away: a page that asks, and the doing."""
    campaign = get_object_or_404(queries.campaign_for_brand(request.user), public_id=public_id)
    if request.method != "POST":
        campaigns.require_deletable(actor_of(request), campaign)
        return render(request, "brands/campaign_delete.html", {"campaign": campaign})
    campaigns.delete(actor=actor_of(request), campaign=campaign)
    messages.success(request, gettext("“%(title)s” is deleted.") % {"title": campaign.title})
    return redirect("brands:campaigns")


@login_required
@require_POST
def add_picture(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Pin a picture to the moodboard; what is wrong with it stands beside it, and its caption stays."""
    campaign = editor.editable(request, public_id)
    form = PictureForm(*sent(request))
    if submit(form, lambda data: campaigns.add_picture(actor=actor_of(request), campaign=campaign, **data)):
        messages.success(request, _("Pinned."))
        return redirect("brands:campaign_basics", public_id=public_id)
    return editor.with_picture(request, campaign, form)


@login_required
@require_POST
def remove_picture(request: HttpRequest, public_id: uuid.UUID, pk: int) -> HttpResponse:
    campaign = get_object_or_404(queries.campaign_for_brand(request.user), public_id=public_id)
    picture = get_object_or_404(MoodboardPicture.objects.select_related("campaign"), campaign=campaign, pk=pk)
    campaigns.remove_picture(actor=actor_of(request), picture=picture)
    messages.success(request, _("Removed."))
    return redirect("brands:campaign_basics", public_id=public_id)
