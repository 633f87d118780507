"""Measurements: adding one, and what they were over time."""

import uuid

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from creators import queries
from creators.actions import measurements as actions
from creators.forms import MeasurementForm
from creators.models import Channel, Creator
from creators.queries.cards import audience_of
from creators.queries.facts import of_measurements
from creators.views.channels import own_channel
from creators.views.door import onward, own_profile, page
from marketplace.accounts.policies import actor_of
from marketplace.core.forms import sent, submit


@require_safe
@own_profile
def numbers(request: HttpRequest, creator: Creator) -> HttpResponse:
    """The step of the numbers: to the first channel that has none yet, or to the list."""
    channels = Channel.objects.live().filter(creator=creator)
    without = channels.filter(measurements=None).first() or (channels.first() if channels.count() == 1 else None)
    return redirect("creators:add_measurement", without.public_id) if without else redirect("creators:channels")


@require_http_methods(["GET", "HEAD", "POST"])
@own_profile
def add_measurement(request: HttpRequest, creator: Creator, public_id: uuid.UUID) -> HttpResponse:
    """Record the numbers of a day."""
    channel = own_channel(request, public_id)
    form = MeasurementForm(*sent(request), initial={"as_of": queries.today_of(creator)})
    if submit(form, lambda data: actions.add(actor=actor_of(request), channel=channel, **data)):
        messages.success(request, _("The numbers are recorded."))
        return onward(request, creator, "numbers", "creators:history", channel.public_id)
    return page(
        request, creator, "numbers", bool(form.errors), form=form, channel=channel, newest=channel.measurements.exists()
    )


@require_safe
@own_profile
def history(request: HttpRequest, creator: Creator, public_id: uuid.UUID) -> HttpResponse:
    """Every measurement of a channel, with its source, and the line they draw."""
    channel = own_channel(request, public_id)
    rows = list(channel.measurements.newest_first())
    points = {name: _points(rows, name) for name in ("followers", "engagement_rate_bp", "median_views_20")}
    return page(
        request,
        creator,
        "history",
        channel=channel,
        measurements=rows,
        points=points,
        facts=of_measurements(rows),
        audience=audience_of(rows),
    )


def _points(newest_first: list, name: str) -> list[tuple[object, int]]:
    by_day = {row.as_of: getattr(row, name) for row in reversed(newest_first) if getattr(row, name) is not None}
    return sorted(by_day.items())
