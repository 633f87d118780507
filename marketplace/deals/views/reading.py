"""The lists of contacts, and one contact."""

import uuid
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from brands.queries import campaign_for_brand
from creators.queries import today_of
from marketplace.accounts.enums import Side as LookingFrom
from marketplace.accounts.policies import actor_of
from marketplace.core.paging import CountedPaginator
from marketplace.deals import policies, queries
from marketplace.deals.costs import costs_of, in_words
from marketplace.deals.enums import ContactState, Side
from marketplace.deals.forms import DeclineForm
from marketplace.deals.models import Contact
from marketplace.deals.verdicts import criteria_of
from marketplace.eligibility import Voice

A_PAGE = 20


@login_required
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """The contacts of the side that the person looks from."""
    person, state = actor_of(request), request.GET.get("state", "")
    is_brand = person.active_side == LookingFrom.BRAND
    of_side = queries.contacts_of_brands if is_brand else queries.contacts_of_creator
    context = {"side": Side.BRAND if is_brand else Side.CREATOR, "base_url": reverse("deals:list")}
    return _list(request, "deals/list.html", of_side(person), of_side(person, state), state, context)


@login_required
@require_safe
def inbox(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """The contacts of one campaign of one's own brand."""
    person, state = actor_of(request), request.GET.get("state", "")
    campaign = get_object_or_404(campaign_for_brand(person), public_id=public_id)
    everything = queries.contacts_of_campaign(person, campaign)
    shown = queries.contacts_of_campaign(person, campaign, state)
    context = {
        "side": Side.BRAND,
        "campaign": campaign,
        "base_url": reverse("deals:campaign", args=[campaign.public_id]),
    }
    return _list(request, "deals/campaign.html", everything, shown, state, context)


@login_required
@require_safe
def contact(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """What was asked, what the rules said, what was answered, and what can be done now."""
    found = get_object_or_404(queries.contact_for(request.user), public_id=public_id)
    return show(request, found, DeclineForm(side=found.answered_by))


def show(request: HttpRequest, contact: Contact, form: DeclineForm, status: int = 200) -> HttpResponse:
    """The page of a contact, with a decline form that may have errors."""
    standpoint = policies.standpoint_of(actor_of(request), contact)
    voice = Voice.CREATOR if standpoint.side == Side.CREATOR else Voice.NEUTRAL
    context = {
        "contact": contact,
        "campaign": contact.campaign,
        "side": standpoint.side,
        "criteria": criteria_of(contact.verdict, voice),
        "may_answer": standpoint.may_answer,
        "may_withdraw": standpoint.may_withdraw,
        "form": form,
        "costs": _costs(contact, standpoint.side),
        "asks_costs": standpoint.side == Side.CREATOR and _is_theirs_to_say(contact),
        "rate": queries.response_rate(contact.campaign.brand),
    }
    return render(request, "deals/contact.html", context, status=status)


def _costs(contact: Contact, side: Side | None) -> list[str]:
    """What agreeing costs the creator: today, while it is theirs to say; afterwards what it was."""
    if side != Side.CREATOR:
        return []
    is_open = _is_theirs_to_say(contact)
    kept = costs_of(contact.campaign, contact.channel, today_of(contact.creator)) if is_open else contact.costs
    return in_words(kept) if kept else []


def _is_theirs_to_say(contact: Contact) -> bool:
    """Whether the creator has still to answer."""
    return contact.is_pending and contact.answered_by == Side.CREATOR


def _list(
    request: HttpRequest,
    template: str,
    everything: QuerySet[Contact],
    shown: QuerySet[Contact],
    state: str,
    context: dict[str, Any],
) -> HttpResponse:
    counts = queries.state_counts(everything)
    tabs = [(code, label, counts.get(code, 0)) for code, label in ContactState.choices]
    state = state if state in ContactState.values else ""
    total = sum(counts.values())
    # The tabs say how many rows there are: they are not counted a second time for the pages.
    page = CountedPaginator(shown, A_PAGE, counts.get(state, 0) if state else total).get_page(request.GET.get("page"))
    context |= {"tabs": tabs, "total": total, "accepted": counts.get(ContactState.ACCEPTED, 0), "page": page}
    return render(request, template, context | {"state": state})
