"""The fair order of a campaign's matches, and what is logged of those that are shown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db.models import BigIntegerField, F, Func, QuerySet, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from brands.models import Campaign
from creators.enums import Ownership
from creators.models import Creator
from creators.queries import discoverable
from marketplace.eligibility.outcomes import Outcome
from marketplace.exposure import queries as exposure
from marketplace.exposure.actions.impressions import List, Shown
from marketplace.exposure.engine import Candidate
from marketplace.exposure.enums import SMALL, Looker, Order, Surface
from marketplace.exposure.queries import FairOrder
from marketplace.learning.queries import Published
from marketplace.matching.models import Match
from marketplace.matching.queries.for_creator import CampaignForCreator
from marketplace.matching.queries.matches import AFTER_ALL

FIELDS = (
    *("creator_id", "creator__person_id", "score", "outcome", "tier"),
    *("creator__identity_verified_at", "channel__ownership"),
)


def fair_order(campaign: Campaign, viewer: int | None) -> FairOrder:
    """Where everybody ranked stands in the fair order; for a viewer, with the declared chance of their day. Three
    queries."""
    ranked = Match.objects.filter(campaign=campaign, rank__isnull=False, creator__in=discoverable()).order_by("rank")
    candidates = [_candidate(*row) for row in ranked.values_list(*FIELDS)]
    return exposure.order_of(candidates, name=str(campaign.pk), viewer=viewer, day=timezone.now().date())


def _candidate(
    creator: int, person: int | None, score: int, outcome: int, tier: int, identity: Any, ownership: str
) -> Candidate:
    proven = person is not None and (identity is not None or ownership == Ownership.PROVEN)
    return Candidate(creator, person, score, outcome == Outcome.PASS, tier in SMALL, proven)


def in_fair_order(rows: QuerySet[Match], order: FairOrder) -> QuerySet[Match]:
    """The same matches with their fair place as `place`; those who are only in contact stay behind."""
    if not order.placed:
        return rows
    keys = Value(order.keys, output_field=ArrayField(BigIntegerField()))
    place = Func(keys, F("creator_id"), function="array_position", output_field=BigIntegerField())
    return rows.annotate(place=Coalesce(place, Value(AFTER_ALL) + F("creator")))


def seen_by_brand(
    matches: Sequence[Match],
    order: FairOrder | None,
    kind: Order,
    policy: Published | None,
    *,
    run: int | None = None,
    surface: Surface = Surface.PAGE,
    is_narrowed: bool = False,
) -> List:
    """What the log keeps of a page that a brand looked at. `order` is the fair one, if the list was in it."""
    return List(
        Looker.BRAND,
        kind,
        surface,
        is_narrowed,
        policy=policy.pk if policy else 0,
        parameters=(order.parameters.pk or 0) if order else 0,
        pairs=[_shown(match, order, run) for match in matches],
    )


def _shown(match: Match, order: FairOrder | None, run: int | None) -> Shown:
    placed = order.by_key.get(match.creator_id) if order else None
    return Shown(
        campaign=match.campaign_id,
        creator=match.creator_id,
        person=match.creator.person_id,
        tier=match.tier,
        outcome=match.outcome,
        score=match.score,
        parts=match.parts,
        position=placed.position if placed else match.rank or 0,
        propensity_bp=placed.propensity_bp if placed else 10_000,
        epoch=match.epoch_id,
        run=run,
    )


def seen_by_creator(
    creator: Creator, shown: Sequence[CampaignForCreator], *, first: int = 1, surface: Surface = Surface.PAGE,
    is_narrowed: bool = False,
) -> List:  # fmt: skip
    """What the log keeps of campaigns that a creator looked at; `first` is the place of the first of them."""
    pairs = [
        Shown(
            campaign=one.campaign.pk,
            creator=creator.pk,
            person=creator.person_id,
            tier=one.tier,
            outcome=int(one.outcome),
            score=one.score,
            parts=one.parts,
            position=place,
            epoch=one.epoch_id,
        )
        for place, one in enumerate(shown, start=first)
    ]
    return List(Looker.CREATOR, Order.SCORE, surface, is_narrowed, pairs=pairs)
