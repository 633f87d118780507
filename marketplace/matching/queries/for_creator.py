"""The campaigns that are open, as they suit one creator. Nothing needs to be stored for it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from django.db.models import Q, QuerySet

from brands.models import Campaign
from creators.models import Creator
from marketplace.eligibility.outcomes import Outcome
from marketplace.matching.engine import CreatorColumns, Prepared, decide, prepare
from marketplace.matching.engine.rank import standing
from marketplace.matching.models import Epoch
from marketplace.matching.queries.contacts import campaigns_in_contact
from marketplace.matching.snapshot import campaigns, current
from marketplace.matching.snapshot.load import load

#: At most so many campaigns are judged for one page: the newest.
MOST = 500


@dataclass(frozen=True)
class CampaignForCreator:
    """A campaign with its verdict and score for one creator, through their best channel for it."""

    campaign: Campaign
    outcome: Outcome
    score: int
    channel_id: int
    parts: tuple[int, ...] = ()
    tier: int = 0
    epoch_id: int | None = None


def open_campaigns(creator: Creator) -> QuerySet[Campaign]:
    """What a creator is shown: open campaigns, without barter for those who want to be paid."""
    found = Campaign.objects.open()
    return found.filter(is_barter=False) if creator.paid_only else found


def campaigns_to_explain(creator: Creator) -> QuerySet[Campaign]:
    """What a creator may ask about: what they are shown, and the campaigns they are in contact about."""
    either = Q(pk__in=open_campaigns(creator).values("pk")) | Q(pk__in=campaigns_in_contact(creator).values("pk"))
    return campaigns.with_everything(Campaign.objects.filter(either))


def campaigns_for_creator(creator: Creator, most: int = MOST) -> list[CampaignForCreator]:
    """Open campaigns with verdict and score, the most suitable first; [] if the creator is not matched."""
    columns = load([creator.pk])
    if not len(columns):
        return []
    spoken = campaigns.with_everything(open_campaigns(creator)).order_by("-published_at", "-pk")
    prepared = _Prepared(columns)
    found = [_judged(campaign, prepared) for campaign in spoken.select_related("match_result", "brand")[:most]]
    return sorted(found, key=lambda one: (-int(standing_of(one.outcome)), -one.score, -one.campaign.pk))


def standing_of(outcome: Outcome) -> int:
    """3 may work together, 2 a person must decide, 1 something is not known, 0 no."""
    return int(standing(np.array([outcome], np.uint8))[0])


class _Prepared:
    """One creator's columns, prepared once for each epoch that results belong to."""

    def __init__(self, columns: CreatorColumns) -> None:
        self.columns, self.newest, self.tree = columns, Epoch.objects.first(), current.read_tree()
        self._by_epoch: dict[int | None, Prepared] = {}

    def in_epoch(self, epoch_id: int | None) -> Prepared:
        epoch = self.newest
        if epoch_id is not None and (epoch is None or epoch.pk != epoch_id):
            epoch = Epoch.objects.get(pk=epoch_id)
        key = epoch.pk if epoch else None
        if key not in self._by_epoch:
            self._by_epoch[key] = prepare(self.columns, current.frame_of(epoch, self.tree))
        return self._by_epoch[key]


def _judged(campaign: Campaign, prepared: _Prepared) -> CampaignForCreator:
    result = getattr(campaign, "match_result", None)
    creators = prepared.in_epoch(result.epoch_id if result else None)
    decisions = decide(campaigns.spec_of(campaign), campaigns.rules_of(campaign), creators)
    at = int(decisions.best[0])
    outcome, score = Outcome(int(decisions.outcome[at])), int(decisions.score[at])
    return CampaignForCreator(
        campaign, outcome, score, int(creators.columns.channel[at]),
        parts=tuple(decisions.parts[at].tolist()),
        tier=int(creators.tiers[at]),
        epoch_id=result.epoch_id if result else None,
    )  # fmt: skip
