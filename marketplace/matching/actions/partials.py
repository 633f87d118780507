"""What one range of buckets comes to for a campaign, and how the ranges of a campaign become one result.

Nothing is locked and nothing is written here: the same partials come from one process or from many hosts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from weakref import WeakKeyDictionary

import numpy as np

from brands.models import Campaign
from marketplace.matching.actions.rows import Stored
from marketplace.matching.engine import Decisions, Pairs, Prepared, decide
from marketplace.matching.engine.arrays import Ints
from marketplace.matching.engine.columns import BUCKETS
from marketplace.matching.engine.rank import tie_break
from marketplace.matching.engine.tally import Tally
from marketplace.matching.models import Epoch
from marketplace.matching.models.match import KEPT
from marketplace.matching.queries.contacts import creators_in_contact
from marketplace.matching.snapshot import campaigns, current

#: Ranges of buckets whose prepared columns a process keeps.
KEPT_RANGES = 4
_ranges: WeakKeyDictionary[Prepared, dict[tuple[int, int], Prepared]] = WeakKeyDictionary()


@dataclass(frozen=True, eq=False)
class Partial:
    """One campaign × the creators of some buckets: counts, the best KEPT (the first `ranked` pairs) and, behind them,
    who else is in contact. `seen` is the last change of creators that it contains."""

    campaign_id: int
    version: int
    rules: str
    salt: int
    seen: int
    tally: Tally
    pairs: Pairs
    ranked: int


def decide_all(
    spoken: Iterable[Campaign], epoch: Epoch, first: int = 0, stop: int = BUCKETS, kept: int = KEPT
) -> list[Partial]:
    """Decide campaigns (read with `campaigns.with_everything`) for the creators of the buckets first … stop − 1."""
    spoken = list(spoken)
    creators, seen = current.creators_in(epoch)
    within = _within(creators, first, stop)
    contacts = creators_in_contact([campaign.pk for campaign in spoken])
    found = []
    for campaign in spoken:
        decisions = decide(campaigns.spec_of(campaign), campaigns.rules_of(campaign), within)
        found.append(_partial(campaign, decisions, seen, contacts.get(campaign.pk, set()), kept))
    return found


def _within(creators: Prepared, first: int, stop: int) -> Prepared:
    """Some buckets. What is worked out about a range is kept for the next campaigns, as long as nobody changes."""
    if (first, stop) == (0, BUCKETS):
        return creators
    kept = _ranges.setdefault(creators, {})
    if (first, stop) not in kept:
        if len(kept) >= KEPT_RANGES:
            kept.clear()
        kept[first, stop] = creators.of_buckets(first, stop)
    return kept[first, stop]


def _partial(campaign: Campaign, decisions: Decisions, seen: int, contacts: set[int], kept: int) -> Partial:
    best = decisions.top(kept)
    owners = decisions.creators.columns.creator
    others = contacts.difference(owners[best].tolist()) if contacts else ()
    beside = decisions.best_of(np.array(sorted(others), np.int64)) if others else best[:0]
    return Partial(
        campaign.pk,
        campaign.version,
        decisions.rule_set.hash,
        decisions.spec.salt,
        seen,
        decisions.tally(),
        decisions.pairs(np.concatenate([best, beside])),
        len(best),
    )


def merge(several: Sequence[Partial], contacts: set[int], kept: int = KEPT) -> tuple[Tally, Stored]:
    """One result from the partials of disjoint buckets that make up all of them, whatever their ranges: exactly what
    one partial over all buckets says. Kept beside the best are those who are in contact now."""
    salt = several[0].salt
    best = Pairs.best_of([one.pairs.take(np.arange(one.ranked)) for one in several], salt, kept)
    everybody = Pairs.join([one.pairs for one in several])
    wanted = np.array(sorted(contacts.difference(best.creator.tolist())), np.int64)
    beside = everybody.take(np.flatnonzero(np.isin(everybody.creator, wanted)))
    ranks = np.concatenate([np.arange(1, len(best) + 1), np.zeros(len(beside), np.int64)])
    tally = several[0].tally if len(several) == 1 else Tally.sum([one.tally for one in several])
    return tally, Stored(several[0].campaign_id, Pairs.join([best, beside]), ranks)


def caught_up(several: Sequence[Partial], fresh: Mapping[int, Partial], kept: int = KEPT) -> list[Partial] | None:
    """The partials of a campaign with some buckets as they are now (`fresh`, by bucket, each over its bucket alone).

    A list holds the best of its creators down to its last place. Taking creators out leaves it exact only as long as
    nobody below that place is needed: None if somebody may be, or if the rules are not the same any more.
    """
    now = list(fresh.values())
    if len({one.rules for one in [*several, *now]}) > 1:
        return None
    taken = np.array(sorted(fresh), np.int64)
    left = [_without(one, taken, now[0].seen) for one in several]
    best = Pairs.best_of([one.pairs.take(np.arange(one.ranked)) for one in [*left, *now]], several[0].salt, kept)
    for before, after in zip(several, left, strict=True):
        is_short = before.ranked == kept and after.ranked < kept
        if is_short and (
            len(best) < kept or _place(best, -1, before.salt) > _place(before.pairs, kept - 1, before.salt)
        ):
            return None
    return [*left, *now]


def _without(partial: Partial, buckets: Ints, seen: int) -> Partial:
    """A partial without the creators of some buckets."""
    stays = np.flatnonzero(~np.isin(partial.pairs.creator % BUCKETS, buckets))
    table = partial.tally.table.copy()
    table[buckets] = 0
    tally, ranked = Tally(partial.tally.criteria, table), int((stays < partial.ranked).sum())
    return replace(partial, tally=tally, pairs=partial.pairs.take(stays), ranked=ranked, seen=seen)


def _place(pairs: Pairs, at: int, salt: int) -> tuple[int, int, int]:
    """What pairs are ordered by, the best first."""
    creator = pairs.creator[[at]]
    return -int(pairs.merit[at]), int(tie_break(salt, creator)[0]), int(creator[0])
