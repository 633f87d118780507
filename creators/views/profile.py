"""The profile, its availability, its refusals and the consent of a guardian."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from creators import queries
from creators.actions import availability as availability_actions
from creators.actions import consents, profiles
from creators.actions import refusals as refusal_actions
from creators.forms import AvailabilityForm, ConsentForm, ProfileForm, RefusalsForm
from creators.models import Creator
from creators.policies import require_creator_side
from creators.queries.completeness import age_of, needs_consent
from creators.views.door import onward, own_profile, page
from marketplace.accounts.policies import actor_of
from marketplace.core.forms import sent, submit

read_or_write = require_http_methods(["GET", "HEAD", "POST"])


@read_or_write
@never_cache
@login_required
def profile(request: HttpRequest) -> HttpResponse:
    """Start one's profile, or change it."""
    person = actor_of(request)
    creator = queries.own(person).select_related("person").first()
    if creator is None:
        require_creator_side(person)
    initial = {} if creator else {"display_name": person.name}
    form = ProfileForm(*sent(request), creator=creator, initial=initial)
    if creator is None:
        saved = submit(form, lambda data: profiles.create(actor=person, **data))
    else:
        saved = submit(form, lambda data: profiles.update(actor=person, creator=creator, **data))
    if saved is not None:
        messages.success(request, _("Your profile is saved."))
        return onward(request, saved, "profile", "creators:profile")
    age = age_of(creator) if creator else None
    return page(request, creator, "profile", bool(form.errors), form=form, needs_consent=needs_consent(age))


@read_or_write
@own_profile
def availability(request: HttpRequest, creator: Creator) -> HttpResponse:
    """Whether, when and how much one works."""
    plain = ("availability", "available_from", "available_until", "weekly_capacity")
    form = AvailabilityForm(*sent(request), initial={name: getattr(creator, name) for name in plain})
    if submit(form, lambda data: availability_actions.set(actor=actor_of(request), creator=creator, **data)):
        messages.success(request, _("Your availability is saved."))
        return redirect("creators:availability")
    return page(request, creator, "availability", bool(form.errors), form=form)


@read_or_write
@own_profile
def refusals(request: HttpRequest, creator: Creator) -> HttpResponse:
    """What one will not do, and for how little."""

    def save(data: dict[str, Any]) -> Creator:
        fee, currency = data.pop("minimum_fee"), data.pop("currency")
        minimum = {"minimum_fee_minor": fee, "minimum_fee_currency": currency if fee is not None else ""}
        return refusal_actions.set(actor=actor_of(request), creator=creator, **minimum, **data)

    form = RefusalsForm(*sent(request), creator=creator)
    if submit(form, save):
        messages.success(request, _("Your wishes are saved: campaigns that go against them will not reach you."))
        return redirect("creators:refusals")
    return page(request, creator, "refusals", bool(form.errors), form=form)


@read_or_write
@own_profile
def consent(request: HttpRequest, creator: Creator) -> HttpResponse:
    """Hand in the consent of a parent or guardian, and see where it stands."""
    form = ConsentForm(*sent(request), initial={"starts_on": queries.today_of(creator)})
    if submit(form, lambda data: consents.record(actor=actor_of(request), creator=creator, **data)):
        messages.success(request, _("Thank you. We read it within two working days and tell you."))
        return redirect("creators:consent")
    needed = needs_consent(age_of(creator))
    return page(
        request, creator, "consent", bool(form.errors), form=form, consents=creator.consents.all(), needed=needed
    )
