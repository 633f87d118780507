"""Who can be chosen for a campaign, and what they cost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from brands.models import Campaign
from creators.models import Creator
from creators.queries import discoverable
from creators.queries.facts import Facts, facts_of_many
from marketplace.deals.costs import costs_of
from marketplace.deals.enums import OPEN_STATES, ContactKind, ContactState
from marketplace.deals.models import Contact
from marketplace.deals.policies import may_be_invited
from marketplace.eligibility import Outcome
from marketplace.matching.engine import CampaignSpec, Row
from marketplace.matching.engine.parts.price import cost_of
from marketplace.matching.models import Match
from marketplace.matching.snapshot.campaigns import spec_of, with_everything
from marketplace.rosters.enums import LeftOut

DAYS_A_WEEK = 7


@dataclass(frozen=True)
class Considered:
    """One candidate: the stored match, what everything the campaign asks of them costs, their audience's shares, and
    how many deliverables that is on their platform."""

    match: Match
    cost: int
    audience: dict[str, dict[str, int]]
    owed: int


@dataclass(frozen=True)
class Gathered:
    """All candidates, the best match first, and how many matches are none, by reason."""

    candidates: list[Considered]
    left_out: dict[str, int]


def gather(campaign: Campaign, on: date, *, with_review: bool = False) -> Gathered:
    """The stored matches of a campaign that can be asked: they fit (or are to be reviewed), are not in contact, can be
    contacted, name a price for everything in the campaign's currency, and have the time."""
    campaign = with_everything(Campaign.objects.filter(pk=campaign.pk)).get()
    spec, left_out, found = spec_of(campaign), Counter[str](), []
    matches = list(_matches(campaign))
    facts = facts_of_many([match.channel for match in matches], on, newest=True)
    asked, booked = _asked_already(campaign), _booked(campaign, matches)
    for match in matches:
        cost = _cost(spec, match, facts[match.channel_id])
        owed = sum(line.count for line in spec.owed_on(match.channel.platform.code))
        why = _why_not(match, cost, asked, with_review) or _busy(campaign, owed, match, booked, on)
        if why:
            left_out[why] += 1
        else:
            found.append(Considered(match, cost or 0, _audience(facts[match.channel_id]), owed))
    return Gathered(found, dict(left_out))


def _matches(campaign: Campaign) -> Iterable[Match]:
    fits = Match.objects.filter(campaign=campaign, rank__isnull=False, outcome__in=[Outcome.PASS, Outcome.REVIEW])
    return (
        fits.filter(creator__in=discoverable()).select_related("creator__person", "channel__platform").order_by("rank")
    )


def _why_not(match: Match, cost: int | None, asked: set[int], with_review: bool) -> str:
    if match.outcome == Outcome.REVIEW and not with_review:
        return LeftOut.TO_REVIEW
    if match.creator_id in asked:
        return LeftOut.IN_CONTACT
    if not may_be_invited(match.creator):
        return LeftOut.NOT_CONTACTABLE
    return LeftOut.NO_PRICE if cost is None else ""


def _cost(spec: CampaignSpec, match: Match, facts: Facts) -> int | None:
    """The same cost that the price part of the score counts; None where a price is missing. Gifts cost nothing here."""
    if spec.is_barter:
        return 0
    prices = (code.split(":", 2)[1:] for code in facts if code.startswith("rate_minor:"))
    rates = {(kind, currency): facts[f"rate_minor:{kind}:{currency}"].value for kind, currency in prices}
    row = Row(match.creator_id, match.channel_id, match.channel.platform.code, rates=rates)
    owed = spec.owed_on(row.platform)
    if not owed or any((line.kind, spec.currency) not in rates for line in owed):
        return None
    return cost_of(spec, row)


def _audience(facts: Facts) -> dict[str, dict[str, int]]:
    found: dict[str, dict[str, int]] = {}
    for code, fact in facts.items():
        if code.startswith("audience_"):
            family, key = code.split(":", 1)
            found.setdefault(family.removeprefix("audience_").removesuffix("_bp"), {})[key] = fact.value
    return found


def _asked_already(campaign: Campaign) -> set[int]:
    """In contact about it, or asked by the brand and said no."""
    contacts = Contact.objects.filter(campaign=campaign)
    declined = contacts.filter(state=ContactState.DECLINED, kind=ContactKind.INVITATION)
    return {*contacts.filter(state__in=OPEN_STATES).values_list("creator_id", flat=True),
            *declined.values_list("creator_id", flat=True)}  # fmt: skip


def _booked(campaign: Campaign, matches: list[Match]) -> dict[int, list[Campaign]]:
    """What the creators have agreed to elsewhere."""
    agreed = Contact.objects.filter(creator__in=[match.creator_id for match in matches], state=ContactState.ACCEPTED)
    found: dict[int, list[Campaign]] = {}
    elsewhere = agreed.exclude(campaign=campaign).select_related("campaign")
    for contact in elsewhere.prefetch_related("campaign__deliverables"):
        found.setdefault(contact.creator_id, []).append(contact.campaign)
    return found


def _busy(campaign: Campaign, owed: int, match: Match, booked: dict[int, list[Campaign]], on: date) -> str:
    """Their week is full, or an exclusivity, theirs or this one, stands against it. Only who agreed to something
    elsewhere is looked at closely."""
    taken = booked.get(match.creator_id, [])
    if not _has_time(match.creator, campaign, owed, taken):
        return LeftOut.BUSY
    clashes = taken and any("asked_by" in row for row in costs_of(campaign, match.channel, on))
    return LeftOut.BUSY if clashes else ""


def _has_time(creator: Creator, campaign: Campaign, owed: int, taken: list[Campaign]) -> bool:
    """Enough deliverables a week left over the weeks of the campaign's content; unknown capacity is no reason."""
    begins, ends = campaign.content_from, campaign.content_until
    if creator.weekly_capacity is None or begins is None or ends is None:
        return True
    weeks = max(1, -(-(ends - begins).days // DAYS_A_WEEK))
    meanwhile = [
        sum(line.count for line in other.deliverables.all())
        for other in taken
        if (other.content_until is None or other.content_until >= begins)
        and (other.content_from is None or other.content_from <= ends)
    ]
    return sum(meanwhile) + owed <= creator.weekly_capacity * weeks
