"""Channels: the list, one of them, its proof of ownership."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from creators import queries
from creators.actions import channels as actions
from creators.forms import ChannelForm, NewChannelForm
from creators.models import Channel, Creator
from creators.queries.cards import card_of
from creators.views.door import own_profile, page
from marketplace.accounts.policies import actor_of
from marketplace.core.forms import sent, submit


def own_channel(request: HttpRequest, public_id: uuid.UUID) -> Channel:
    """The channel, if it belongs to the person who asks; 404 otherwise."""
    return get_object_or_404(queries.own_channels(actor_of(request)), public_id=public_id)


@require_safe
@own_profile
def channels(request: HttpRequest, creator: Creator) -> HttpResponse:
    """All of one's channels with their newest numbers, private ones included."""
    card = card_of(queries.for_page(public=False).get(pk=creator.pk))
    return page(request, creator, "channels", channel_cards=card.channels)


@require_http_methods(["GET", "HEAD", "POST"])
@own_profile
def add_channel(request: HttpRequest, creator: Creator) -> HttpResponse:
    """List another account."""
    form = NewChannelForm(*sent(request))
    if added := submit(form, lambda data: actions.add(actor=actor_of(request), creator=creator, **data)):
        messages.success(request, _("The channel is added. Now its numbers."))
        return redirect("creators:add_measurement", added.public_id)
    return page(request, creator, "channel", bool(form.errors), form=form, channel=None)


@require_http_methods(["GET", "HEAD", "POST"])
@own_profile
def channel(request: HttpRequest, creator: Creator, public_id: uuid.UUID) -> HttpResponse:
    """Change what is known of an account, and prove that it is one's own."""
    found = own_channel(request, public_id)
    form = ChannelForm(*sent(request), initial=ChannelForm.initial_of(found))
    if submit(form, lambda data: actions.update(actor=actor_of(request), channel=found, **data)):
        messages.success(request, _("The channel is saved."))
        return redirect("creators:channel", found.public_id)
    return page(request, creator, "channel", bool(form.errors), form=form, channel=found)


@require_POST
@own_profile
def remove_channel(request: HttpRequest, creator: Creator, public_id: uuid.UUID) -> HttpResponse:
    """Take an account off one's profile."""
    actions.remove(actor=actor_of(request), channel=own_channel(request, public_id))
    messages.success(request, _("The channel is removed."))
    return redirect("creators:channels")


@require_POST
@own_profile
def request_proof(request: HttpRequest, creator: Creator, public_id: uuid.UUID) -> HttpResponse:
    """Say that the code stands in the account's bio."""
    found = own_channel(request, public_id)
    actions.request_proof(actor=actor_of(request), channel=found)
    messages.success(request, _("Thank you. Leave the code there until we have looked, within two working days."))
    return redirect("creators:channel", found.public_id)
