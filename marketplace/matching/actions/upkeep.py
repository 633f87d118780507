"""One creator changed: their pair with every published campaign, and nothing else.

The counts of a campaign are kept by bucket of creators, so the creator's bucket is counted again and put in place. The
stored best are kept exact: everybody who is not stored stands below the last who is, so a pair that still stands above
that mark takes its place by comparison alone; only one that falls out of a full list makes the campaign look for who
comes next.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from django.db import connection, transaction
from django.utils import timezone

from brands.models import Campaign
from creators.queries import discoverable
from marketplace.matching.actions import changes, results
from marketplace.matching.engine import Decisions, decide
from marketplace.matching.engine.columns import BUCKETS
from marketplace.matching.engine.rank import standing, tie_break
from marketplace.matching.engine.tally import Tally
from marketplace.matching.models import CampaignResult, Epoch, Match
from marketplace.matching.models.match import KEPT
from marketplace.matching.queries.contacts import creators_in_contact
from marketplace.matching.snapshot import campaigns, current

#: How stored pairs are ordered, the best first.
Merit = tuple[int, int, int, int]


@transaction.atomic
def creator_changed(creator_id: int) -> int:
    """Bring every stored result up to date with one creator; returns the number of campaigns looked at."""
    changes.note([creator_id])
    stored = _results()
    # Campaigns that are not published are not kept up to date; whoever left the market leaves their lists too.
    if not discoverable().filter(pk=creator_id).exists():
        Match.objects.filter(creator=creator_id).exclude(campaign__in=[one.campaign_id for one in stored]).delete()
    spoken = campaigns.with_everything(Campaign.objects.filter(pk__in=[result.campaign_id for result in stored]))
    by_id = {campaign.pk: campaign for campaign in spoken}
    for result in stored:
        campaign = by_id[result.campaign_id]
        # A campaign that was changed meanwhile has a run of its own coming, which will see this creator too.
        if campaign.version == result.campaign_version and result.epoch is not None:
            _Pair(creator_id, campaign, result, result.epoch).bring_up_to_date()
    return len(stored)


def _results() -> list[CampaignResult]:
    """The results of published campaigns, locked in one order so that two jobs never wait for each other."""
    published = Campaign.objects.published().values("pk")
    found = CampaignResult.objects.filter(campaign__in=published, epoch__isnull=False)
    return list(found.select_related("epoch").select_for_update(of=("self",)).order_by("campaign_id"))


@dataclass
class _Pair:
    creator_id: int
    campaign: Campaign
    result: CampaignResult
    epoch: Epoch

    def bring_up_to_date(self) -> None:
        creators, seen = current.creators_in(self.epoch)
        spec, rules = campaigns.spec_of(self.campaign), campaigns.rules_of(self.campaign)
        bucket = self.creator_id % BUCKETS
        decisions = decide(spec, rules, creators.of_bucket(bucket))
        fresh = decisions.tally()
        kept = Tally.from_bytes(self.result.criteria, bytes(self.result.tallies))
        results.set_tally(self.result, kept.with_bucket(bucket, fresh))
        if not self._place(decisions):
            results.replace_matches(self.campaign.pk, self.epoch, decide(spec, rules, creators))
        self.result.change_seen, self.result.computed_at = seen, timezone.now()
        self.result.save()

    def _place(self, decisions: Decisions) -> bool:
        """Put the pair where it belongs among the stored; False if who comes next must be looked for."""
        row = self._row(decisions)
        ranked = self._ranked(decisions.spec.salt)
        was_ranked = any(creator == self.creator_id for *_, creator in ranked)
        merit = None if row is None else _merit(decisions, row)
        full = len(ranked) >= KEPT
        if full and (merit is None or merit > ranked[-1]):
            if was_ranked:
                return False
            merit = None
        order = [one for one in ranked if one[-1] != self.creator_id]
        order = sorted([*order, merit] if merit else order)[:KEPT]
        self._write(decisions, row, [creator for *_, creator in order], [creator for *_, creator in ranked])
        return True

    def _row(self, decisions: Decisions) -> int | None:
        """The creator's best channel; None if they are no longer matched."""
        mine = [row for row in decisions.best.tolist() if decisions.creators.columns.creator[row] == self.creator_id]
        return mine[0] if mine else None

    def _ranked(self, salt: int) -> list[Merit]:
        rows = self.campaign.matches.exclude(rank=None).order_by("rank").values_list("creator_id", "outcome", "score")
        creators, outcomes, scores = np.array(list(rows), np.int64).reshape(-1, 3).T
        ties = tie_break(salt, creators)
        stands = standing(outcomes.astype(np.uint8))
        lines = zip(stands.tolist(), scores.tolist(), ties.tolist(), creators.tolist(), strict=True)
        return [(-stand, -score, tie, creator) for stand, score, tie, creator in lines]

    def _write(self, decisions: Decisions, row: int | None, order: Sequence[int], before: Sequence[int]) -> None:
        place = {creator: rank for rank, creator in enumerate(order, start=1)}
        contacts = creators_in_contact(self.campaign.pk)
        gone = set(before) - set(order)
        Match.objects.filter(campaign=self.campaign, creator__in=[self.creator_id, *(gone - contacts)]).delete()
        if order != before:
            Match.objects.filter(campaign=self.campaign, creator__in=gone & contacts).update(rank=None)
            _renumber(self.campaign.pk, [creator for creator in order if creator != self.creator_id], place)
        if row is not None and (self.creator_id in place or self.creator_id in contacts):
            rank = place.get(self.creator_id)
            results.insert(results.rows_of(self.campaign.pk, self.epoch, decisions, [row], [rank]))


def _merit(decisions: Decisions, row: int) -> Merit | None:
    """Where a pair stands; None if it is ruled out."""
    stand = int(standing(decisions.outcome[row : row + 1])[0])
    creator = decisions.creators.columns.creator[row : row + 1]
    tie = int(tie_break(decisions.spec.salt, creator)[0])
    return (-stand, -int(decisions.score[row]), tie, int(creator[0])) if stand else None


def _renumber(campaign_id: int, creators: Sequence[int], place: dict[int, int]) -> None:
    ranks: Iterable[Any] = [place[creator] for creator in creators]
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {Match._meta.db_table} m SET rank = n.rank "  # noqa: S608
            "FROM unnest(%s::bigint[], %s::smallint[]) AS n(creator, rank) "
            "WHERE m.campaign_id = %s AND m.creator_id = n.creator AND m.rank IS DISTINCT FROM n.rank",
            [list(creators), list(ranks), campaign_id],
        )
