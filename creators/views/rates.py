"""Rates, and the priced lines beside them."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from creators.actions import exclusivity, usage_rates
from creators.actions import rates as rate_actions
from creators.forms import ExclusivityForm, RateForm, UsageForm
from creators.models import Creator, Rate
from creators.views.door import onward, own_profile, page
from marketplace.accounts.policies import actor_of
from marketplace.core.forms import sent, submit

FIRST_CURRENCY = "EUR"


def currency_of(creator: Creator) -> str:
    """The currency this creator used last."""
    last = creator.rates.order_by("-id").values_list("currency", flat=True).first()
    return last or creator.minimum_fee_currency or FIRST_CURRENCY


def priced(data: dict[str, Any]) -> dict[str, Any]:
    """A form's data as the actions take it: `amount` in minor units, `percent` in basis points."""
    price = {"amount_minor": data.pop("amount")}
    if "percent" in data:
        price["percent_bp"] = data.pop("percent")
        data["currency"] = data["currency"] if price["amount_minor"] is not None else ""
    return {**data, **price}


@require_http_methods(["GET", "HEAD", "POST"])
@own_profile
def rates(request: HttpRequest, creator: Creator) -> HttpResponse:
    """All prices by kind and channel; the form sets one. `?kind=` and `?channel=` fill it for a change."""
    wanted = {name: request.GET[name] for name in ("kind", "channel") if request.GET.get(name, "").isdigit()}
    form = RateForm(*sent(request), creator=creator, currency=currency_of(creator), initial=wanted)
    if submit(form, lambda data: rate_actions.set(actor=actor_of(request), creator=creator, **priced(data))):
        messages.success(request, _("The price is set."))
        return onward(request, creator, "rates", "creators:rates")
    listed = Rate.objects.active().filter(creator=creator).select_related("kind", "channel__platform")
    return page(request, creator, "rates", bool(form.errors), form=form, rates=listed.order_by("kind__position", "id"))


@require_POST
@own_profile
def remove_rate(request: HttpRequest, creator: Creator, public_id: uuid.UUID) -> HttpResponse:
    """Offer one thing no longer."""
    rate_actions.remove(actor=actor_of(request), rate=get_object_or_404(Rate, creator=creator, public_id=public_id))
    messages.success(request, _("The price is removed."))
    return redirect("creators:rates")


@require_http_methods(["GET", "HEAD", "POST"])
@own_profile
def usage(request: HttpRequest, creator: Creator) -> HttpResponse:
    """Usage rights and exclusivity, each with its form; the button says which one is sent."""
    actor, currency, line = actor_of(request), currency_of(creator), request.POST.get("line")
    use_form = UsageForm(request.POST if line == "usage" else None, currency=currency, prefix="usage")
    sole_form = ExclusivityForm(request.POST if line == "exclusivity" else None, currency=currency, prefix="sole")
    if submit(use_form, lambda data: usage_rates.set(actor=actor, creator=creator, **priced(data))) or submit(
        sole_form, lambda data: exclusivity.set(actor=actor, creator=creator, **priced(data))
    ):
        messages.success(request, _("The price is set."))
        return redirect("creators:usage")
    wrong = bool(use_form.errors or sole_form.errors)
    return page(request, creator, "usage", wrong, use_form=use_form, sole_form=sole_form)


@require_POST
@own_profile
def remove_usage(request: HttpRequest, creator: Creator, pk: int) -> HttpResponse:
    """Take a usage line off."""
    usage_rates.remove(actor=actor_of(request), line=get_object_or_404(creator.usage_rates, pk=pk))
    return redirect("creators:usage")


@require_POST
@own_profile
def remove_exclusivity(request: HttpRequest, creator: Creator, pk: int) -> HttpResponse:
    """Take an exclusivity line off."""
    exclusivity.remove(actor=actor_of(request), line=get_object_or_404(creator.exclusivity_rates, pk=pk))
    return redirect("creators:usage")
