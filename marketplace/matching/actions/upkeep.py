"""One creator changed: their pair with every published campaign, and nothing else.

The counts of a campaign are kept by bucket of creators, so the creator's bucket is counted again and put in place. The
stored best are kept exact: everybody who is not stored stands below the last who is, so a pair that still stands above
that mark takes its place by comparison alone; only one that falls out of a full list makes the campaign look for who
comes next.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
from django.db import connection, transaction
from django.utils import timezone

from brands.models import Campaign
from creators.queries import discoverable
from marketplace.deals.models import Contact
from marketplace.matching.actions import changes, results, rows
from marketplace.matching.actions.packing import tally_of
from marketplace.matching.engine import Pairs, decide
from marketplace.matching.engine.columns import BUCKETS
from marketplace.matching.engine.rank import standing, tie_break
from marketplace.matching.engine.spec import FULL
from marketplace.matching.models import CampaignResult, Epoch, Match
from marketplace.matching.models.match import KEPT
from marketplace.matching.queries.contacts import creators_in_contact
from marketplace.matching.snapshot import campaigns, current

#: How stored pairs are ordered, the best first.
Merit = tuple[int, int, int, int]
RANK = rows.TOLD.index("rank")


@transaction.atomic
def creator_changed(creator_id: int) -> int:
    """Bring every stored result up to date with one creator; returns the number of campaigns looked at."""
    changes.note([creator_id])
    held = {result.campaign_id: result for result in _results()}
    # Campaigns that are not published are not kept up to date; whoever left the market leaves their lists too.
    if not discoverable().filter(pk=creator_id).exists():
        Match.objects.filter(creator=creator_id).exclude(campaign__in=held).delete()
    by_epoch: dict[Epoch, list[Campaign]] = defaultdict(list)
    for campaign in campaigns.with_everything(Campaign.objects.filter(pk__in=held)):
        # A campaign that was changed meanwhile has a run of its own coming, which will see this creator too.
        result = held[campaign.pk]
        if result.epoch is not None and campaign.version == result.campaign_version:
            by_epoch[result.epoch].append(campaign)
    for epoch, spoken in by_epoch.items():
        _bring_up_to_date(creator_id, epoch, spoken, held)
    return len(held)


def _results() -> list[CampaignResult]:
    """The results of published campaigns, locked in one order so that two jobs never wait for each other."""
    published = Campaign.objects.published().values("pk")
    found = CampaignResult.objects.filter(campaign__in=published, epoch__isnull=False)
    return list(found.select_related("epoch").select_for_update(of=("self",)).order_by("campaign_id"))


def _bring_up_to_date(
    creator_id: int, epoch: Epoch, spoken: Sequence[Campaign], held: Mapping[int, CampaignResult]
) -> None:
    """Decide the creator's bucket for each campaign, and write only where something has become different."""
    creators, seen = current.creators_in(epoch)
    bucket = creator_id % BUCKETS
    within = creators.of_bucket(bucket)
    known = _Known.of(creator_id, [campaign.pk for campaign in spoken])
    again, counted = [], []
    for campaign in spoken:
        result = held[campaign.pk]
        decisions = decide(campaigns.spec_of(campaign), campaigns.rules_of(campaign), within)
        now = decisions.pairs(decisions.best_of(np.array([creator_id], np.int64)))
        pair = _Pair(creator_id, campaign, result, epoch, now, decisions.spec.salt)
        kept, fresh = tally_of(result), decisions.tally()
        # The marketplace's own rules may have changed since.
        if kept.criteria != fresh.criteria or not pair.bring_up_to_date(known):
            again.append(campaign.pk)
        elif (kept.table[bucket] != fresh.table[bucket]).any():
            results.set_tally(result, kept.with_bucket(bucket, fresh))
            result.change_seen, result.computed_at = seen, timezone.now()
            counted.append(result)
    results.update(counted)
    results.recompute(again, epoch)


@dataclass(frozen=True)
class _Known:
    """What is stored of one creator, and how good one must be to be among the best: by campaign."""

    rows: Mapping[int, tuple[Any, ...]]
    last: Mapping[int, tuple[int, int, int]]
    in_contact: frozenset[int]

    @classmethod
    def of(cls, creator_id: int, spoken: Sequence[int]) -> Self:
        among = Match.objects.filter(campaign__in=spoken)
        mine = {row[0]: row for row in among.filter(creator=creator_id).values_list(*rows.TOLD)}
        lowest = among.filter(rank=KEPT).values_list("campaign_id", "creator_id", "outcome", "score")
        contacts = Contact.objects.open().filter(creator=creator_id).values_list("campaign_id", flat=True)
        return cls(mine, {campaign: tuple(line) for campaign, *line in lowest}, frozenset(contacts))  # type: ignore[misc]


@dataclass
class _Pair:
    """The creator and a campaign, as decided now (without anything if they are no longer matched)."""

    creator_id: int
    campaign: Campaign
    result: CampaignResult
    epoch: Epoch
    now: Pairs
    salt: int

    def bring_up_to_date(self, known: _Known) -> bool:
        """Store the pair as it is now, if it is to be; False if who comes next must be looked for."""
        here = self.campaign.pk
        stored, wanted = known.rows.get(here), here in known.in_contact
        if stored is None and not wanted and self._is_beaten(known.last.get(here)):
            return True
        # A pair that left its contact is kept only if it is among the best.
        if stored is not None and (stored[RANK] or wanted) and self._told(stored[RANK]) == [stored]:
            return True
        return self._place()

    def _is_beaten(self, last: tuple[int, int, int] | None) -> bool:
        merit = self._merit()
        return merit is None or (last is not None and merit > _merit_of(self.salt, *last))

    def _merit(self) -> Merit | None:
        """Where the pair stands; None if it is ruled out."""
        if not len(self.now) or self.now.merit[0] <= FULL:
            return None
        return _merit_of(self.salt, self.creator_id, int(self.now.outcome[0]), int(self.now.score[0]))

    def _stored(self, rank: int | None) -> rows.Stored:
        return rows.Stored(self.campaign.pk, self.now, np.full(len(self.now), rank or 0))

    def _told(self, rank: int | None) -> list[tuple[Any, ...]]:
        """The pair as it would be stored in this place."""
        return rows.told(self._stored(rank), self.epoch.pk)

    def _place(self) -> bool:
        """Put the pair where it belongs among the stored; False if who comes next must be looked for."""
        ranked, merit = self._ranked(), self._merit()
        was_ranked = any(creator == self.creator_id for *_, creator in ranked)
        full = len(ranked) >= KEPT
        if full and (merit is None or merit > ranked[-1]):
            if was_ranked:
                return False
            merit = None
        order = [one for one in ranked if one[-1] != self.creator_id]
        order = sorted([*order, merit] if merit else order)[:KEPT]
        self._write([creator for *_, creator in order], [creator for *_, creator in ranked])
        return True

    def _ranked(self) -> list[Merit]:
        found = self.campaign.matches.exclude(rank=None).order_by("rank").values_list("creator_id", "outcome", "score")
        creators, outcomes, scores = np.array(list(found), np.int64).reshape(-1, 3).T
        ties, stands = tie_break(self.salt, creators), standing(outcomes.astype(np.uint8))
        lines = zip(stands.tolist(), scores.tolist(), ties.tolist(), creators.tolist(), strict=True)
        return [(-stand, -score, tie, creator) for stand, score, tie, creator in lines]

    def _write(self, order: Sequence[int], before: Sequence[int]) -> None:
        place = {creator: rank for rank, creator in enumerate(order, start=1)}
        contacts = creators_in_contact([self.campaign.pk])[self.campaign.pk]
        gone = set(before) - set(order)
        mine = Match.stored.filter(campaign=self.campaign, generation=self.result.generation)
        mine.filter(creator__in=[self.creator_id, *(gone - contacts)]).delete()
        if order != before:
            mine.filter(creator__in=gone & contacts).update(rank=None)
            _renumber(self.result, [creator for creator in order if creator != self.creator_id], place)
        if self.creator_id in place or self.creator_id in contacts:
            rows.insert(self.result.generation, self.epoch.pk, [self._stored(place.get(self.creator_id))])


def _merit_of(salt: int, creator: int, outcome: int, score: int) -> Merit:
    """The same of a stored pair."""
    stand = int(standing(np.array([outcome], np.uint8))[0])
    return (-stand, -score, int(tie_break(salt, np.array([creator], np.int64))[0]), creator)


def _renumber(result: CampaignResult, creators: Sequence[int], place: dict[int, int]) -> None:
    ranks: Iterable[Any] = [place[creator] for creator in creators]
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {Match._meta.db_table} m SET rank = n.rank "  # noqa: S608
            "FROM unnest(%s::bigint[], %s::smallint[]) AS n(creator, rank) "
            "WHERE m.generation = %s AND m.campaign_id = %s AND m.creator_id = n.creator "
            "AND m.rank IS DISTINCT FROM n.rank",
            [list(creators), list(ranks), result.generation, result.campaign_id],
        )
