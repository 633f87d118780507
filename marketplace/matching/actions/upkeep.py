"""One creator changed: their pair with every published campaign, and nothing else.

All campaigns are asked of the creator's bucket in one pass (`engine.book`). Of each the counts of that bucket are
compared with what is stored, and written where they are others; where the creator is not ruled out, or is stored, their
place among the stored best is compared likewise (`places`). A campaign is decided again only if somebody falls out of
its full list.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
from django.db import connection, transaction

from creators.queries import discoverable
from marketplace.deals.models import Contact
from marketplace.matching.actions import changes, counted, places, results, rows
from marketplace.matching.actions.counted import Change, Counted
from marketplace.matching.actions.pieces import width_of
from marketplace.matching.actions.places import Merit, Pair, merit_of
from marketplace.matching.engine import Prepared, decide, score_pair
from marketplace.matching.engine.arrays import Ints
from marketplace.matching.engine.book import Book, Entry
from marketplace.matching.engine.columns import BUCKETS, rows_of
from marketplace.matching.engine.judged import Judged
from marketplace.matching.engine.rank import standing
from marketplace.matching.models import Epoch, Match
from marketplace.matching.models.match import KEPT
from marketplace.matching.snapshot import books, current

RANK = rows.TOLD.index("rank")
#: The last places of full lists, as readers see them.
LAST = """
SELECT m.campaign_id, m.creator_id, m.outcome, m.score FROM matching_campaignresult r
JOIN matching_match m ON m.generation = r.generation AND m.campaign_id = r.campaign_id
WHERE r.campaign_id = ANY(%s) AND m.rank = %s
"""


@transaction.atomic
def creator_changed(creator_id: int) -> int:
    """Bring every stored result up to date with one creator; returns the number of campaigns looked at."""
    changes.note([creator_id])
    held = counted.held(creator_id % BUCKETS)
    # Campaigns that are not published are not kept up to date; whoever left the market leaves their lists too.
    if not discoverable().filter(pk=creator_id).exists():
        stays = [one.campaign_id for one in held]
        Match.objects.filter(creator=creator_id).exclude(campaign__in=stays).delete()
    by_epoch: dict[int, list[Counted]] = defaultdict(list)
    for one in held:
        by_epoch[one.epoch_id].append(one)
    for epoch in Epoch.objects.filter(pk__in=by_epoch):
        _bring_up_to_date(creator_id, epoch, by_epoch[epoch.pk])
    return len(held)


def _bring_up_to_date(creator_id: int, epoch: Epoch, spoken: Sequence[Counted]) -> None:
    """Ask the creator's bucket of each campaign, and write only where something has become different."""
    creators, seen = current.creators_in(epoch)
    bucket = creator_id % BUCKETS
    within, (book, versions) = creators.of_bucket(bucket), books.book_of(epoch)
    # A campaign that was changed meanwhile has a run of its own coming, which will see this creator too.
    spoken = [one for one in spoken if versions.get(one.campaign_id) == one.version]
    # Where the rules of the marketplace are others than they were, everybody is decided again.
    again = [one.campaign_id for one in spoken if book[one.campaign_id].rule_set.hash != one.rules]
    spoken = [one for one in spoken if book[one.campaign_id].rule_set.hash == one.rules]
    judged = book.judge(within)
    changed = list(_changes(bucket, book, judged, spoken))
    mine = _Creator.of(creator_id, within, book, judged, spoken)
    again += places.put(epoch.pk, list(mine.moved(epoch.pk)))
    skipped = set(again)
    counted.write(bucket, [one for one in changed if one.counted.campaign_id not in skipped], seen)
    results.recompute(again, epoch)


def _changes(bucket: int, book: Book, judged: Judged, spoken: Sequence[Counted]) -> Iterator[Change]:
    """The campaigns whose counts of the bucket are others than is stored."""
    counts, place = judged.counts(), book.page.place
    for one in spoken:
        now = counts[place[one.campaign_id], : width_of(len(book[one.campaign_id].criteria))]
        was = one.piece.line(bucket, len(now))
        if (was != now).any():
            yield Change(one, was, now)


@dataclass(frozen=True)
class _Creator:
    """The creator and the campaigns, as decided now and as stored."""

    creator_id: int
    #: The creator's rows alone; none if they are no longer matched.
    own: Prepared
    spoken: Mapping[int, Counted]
    book: Book
    #: By campaign, the outcome of each of their rows.
    outcomes: Mapping[int, np.ndarray]
    stored: Mapping[int, tuple[Any, ...]]
    in_contact: frozenset[int]

    @classmethod
    def of(cls, creator_id: int, within: Prepared, book: Book, judged: Judged, spoken: Sequence[Counted]) -> Self:
        at = rows_of(within.columns, np.array([creator_id], np.int64))
        own = within.slice(int(at[0]), int(at[-1]) + 1) if len(at) else within.slice(0, 0)
        outcomes, place = judged.outcomes(at), book.page.place
        found = Match.objects.filter(creator=creator_id).values_list(*rows.TOLD)
        by_campaign = {one.campaign_id: one for one in spoken}
        contacts = Contact.objects.open().filter(creator=creator_id).values_list("campaign_id", flat=True)
        return cls(
            creator_id,
            own,
            by_campaign,
            book,
            {pk: outcomes[place[pk]] for pk in by_campaign},
            {row[0]: row for row in found if row[0] in by_campaign},
            frozenset(contacts),
        )

    def moved(self, epoch_id: int) -> Iterator[Pair]:
        """The pairs that are to be stored otherwise than they are."""
        stands = {pk: int(standing(found).max(initial=0)) for pk, found in self.outcomes.items()}
        looked = [pk for pk in self.spoken if stands[pk] or pk in self.stored or pk in self.in_contact]
        last, scored = _last(looked), _Scored(self.own)
        for pk in looked:
            stored, wanted, entry = self.stored.get(pk), pk in self.in_contact, self.book[pk]
            if stored is None and not wanted and self._is_beaten(entry, scored, stands[pk], pk, last.get(pk)):
                continue
            pair = self._pair(pk, entry)
            # A pair that left its contact is kept only if it is among the best.
            keeps_place = stored is not None and (stored[RANK] or wanted)
            if not keeps_place or rows.told(pair.stored(stored[RANK] if stored else None), epoch_id) != [stored]:
                yield pair

    def _is_beaten(
        self, entry: Entry, scored: _Scored, stands: int, pk: int, last: tuple[int, int, int] | None
    ) -> bool:
        """The pair is ruled out, or stands below the last of a full list."""
        if not stands or last is None:
            return not stands
        limit = merit_of(entry.spec.salt, *last)
        if -stands > limit[0]:
            return True
        best = scored.best(entry, np.flatnonzero(standing(self.outcomes[pk]) == stands))
        return merit_of(entry.spec.salt, self.creator_id, stands, best) > limit

    def _pair(self, pk: int, entry: Entry) -> Pair:
        decisions = decide(entry.spec, entry.rule_set, self.own)
        pairs = decisions.pairs(decisions.best_of(np.array([self.creator_id], np.int64)))
        merit: Merit | None = None
        if len(pairs) and standing(pairs.outcome)[0] > 0:
            merit = merit_of(entry.spec.salt, self.creator_id, int(pairs.outcome[0]), int(pairs.score[0]))
        return Pair(pk, self.spoken[pk].generation, self.creator_id, entry.spec.salt, pairs, merit)


class _Scored:
    """The creator's rows as plain values: one pair is scored sooner in plain Python than in NumPy."""

    def __init__(self, own: Prepared) -> None:
        self._frame = own.frame
        self._rows = [own.columns.row(at) for at in range(len(own.columns))]

    def best(self, entry: Entry, at: Ints) -> int:
        """The best score of some of the rows."""
        return max(score_pair(entry.spec, self._rows[row], self._frame)[1] for row in at.tolist())


def _last(wanted: Sequence[int]) -> dict[int, tuple[int, int, int]]:
    """By campaign whose list is full, who stands last: the creator, the outcome and the score."""
    with connection.cursor() as cursor:
        cursor.execute(LAST, [list(wanted), KEPT])
        return {campaign: (creator, outcome, score) for campaign, creator, outcome, score in cursor.fetchall()}
