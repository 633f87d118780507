"""Putting one creator in their place among the stored best of many campaigns, in a fixed number of statements.

Everybody who is not stored stands below the last who is, so a pair that still stands above that mark takes its place by
comparison alone; only one that falls out of a full list makes the campaign look for who comes next.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from django.db import connection
from numpy.typing import NDArray

from marketplace.matching.actions import rows
from marketplace.matching.engine import Pairs
from marketplace.matching.engine.rank import standing, tie_break
from marketplace.matching.models import Match
from marketplace.matching.models.match import KEPT
from marketplace.matching.queries.contacts import creators_in_contact

#: How stored pairs are ordered, the best first.
Merit = tuple[int, int, int, int]
_TABLE = Match._meta.db_table
#: Rows by the generation of their list, the campaign and the creator.
NAMED = "unnest(%s::bigint[], %s::bigint[], %s::bigint[]) AS n(generation, campaign_id, creator_id)"
SAME = "m.generation = n.generation AND m.campaign_id = n.campaign_id AND m.creator_id = n.creator_id"
DELETE = f"DELETE FROM {_TABLE} m USING {NAMED} WHERE {SAME}"  # noqa: S608
UNRANK = f"UPDATE {_TABLE} m SET rank = NULL FROM {NAMED} WHERE {SAME}"  # noqa: S608
RENUMBER = f"""
UPDATE {_TABLE} m SET rank = n.rank
FROM unnest(%s::bigint[], %s::bigint[], %s::bigint[], %s::smallint[]) AS n(generation, campaign_id, creator_id, rank)
WHERE {SAME}
"""  # noqa: S608


@dataclass(frozen=True, slots=True)
class Pair:
    """The creator and a campaign as decided now: one pair, none if they are no longer matched; and where it stands,
    None if it is ruled out."""

    campaign_id: int
    generation: int
    creator_id: int
    salt: int
    pairs: Pairs
    merit: Merit | None

    def stored(self, rank: int | None) -> rows.Stored:
        return rows.Stored(self.campaign_id, self.pairs, np.full(len(self.pairs), rank or 0))


@dataclass(frozen=True, slots=True)
class Move:
    """What becomes of one list: who takes which rank, who leaves it, and the creator's own rank (None: none)."""

    pair: Pair
    rank: int | None
    renumbered: dict[int, int]
    gone: int | None


def merit_of(salt: int, creator: int, outcome: int, score: int) -> Merit:
    """Where a pair stands."""
    stand = int(standing(np.array([outcome], np.uint8))[0])
    return (-stand, -score, int(tie_break(salt, np.array([creator], np.int64))[0]), creator)


def put(epoch_id: int, several: Sequence[Pair]) -> list[int]:
    """Store these pairs where they belong, whatever was stored of them. Returns the campaigns that must look for who
    comes next; nothing of theirs was written."""
    lists, moves, again = _ranked(several), [], []
    for pair in several:
        move = _move(pair, lists.get(pair.campaign_id))
        if move is None:
            again.append(pair.campaign_id)
        else:
            moves.append(move)
    if moves:
        _write(epoch_id, moves)
    return again


def _ranked(several: Iterable[Pair]) -> dict[int, NDArray[np.int64]]:
    """By campaign, the lists as they are: a line (creator, outcome, score) a rank."""
    wanted = [pair.campaign_id for pair in several]
    found = Match.objects.filter(campaign__in=wanted).exclude(rank=None).order_by("campaign_id", "rank")
    lines = np.array(list(found.values_list("campaign_id", "creator_id", "outcome", "score")), np.int64).reshape(-1, 4)
    campaigns, starts = np.unique(lines[:, 0], return_index=True)
    pieces = np.split(lines[:, 1:], starts[1:])
    return dict(zip(campaigns.tolist(), pieces, strict=False))


def _move(pair: Pair, ranked: NDArray[np.int64] | None) -> Move | None:
    """Where the pair goes in a list; None if who comes next must be looked for."""
    ranked = np.zeros((0, 3), np.int64) if ranked is None else ranked
    is_other, merit = ranked[:, 0] != pair.creator_id, pair.merit
    if len(ranked) >= KEPT and (merit is None or merit > merit_of(pair.salt, *ranked[-1].tolist())):
        if not is_other.all():
            return None
        merit = None
    others = ranked[is_other]
    order, rank = others[:, 0].tolist(), None
    if merit is not None:
        rank = _better(pair.salt, others, merit) + 1
        order.insert(rank - 1, pair.creator_id)
    before = {creator: place for place, creator in enumerate(ranked[:, 0].tolist(), start=1)}
    now = enumerate(order[:KEPT], start=1)
    changed = {one: place for place, one in now if one != pair.creator_id and before[one] != place}
    return Move(pair, rank, changed, order[KEPT] if len(order) > KEPT else None)


def _better(salt: int, ranked: NDArray[np.int64], merit: Merit) -> int:
    """How many of these stand before a merit."""
    creators, outcomes, scores = ranked.T
    ties = tie_break(salt, creators)
    keys: list[tuple[NDArray[Any], Any]] = [(creators, merit[3]), (ties, np.uint64(merit[2])), (-scores, merit[1])]
    before = np.zeros(len(ranked), bool)
    for values, limit in [*keys, (-standing(outcomes.astype(np.uint8)), merit[0])]:
        before = (values < limit) | (values == limit) & before
    return int(before.sum())


def _write(epoch_id: int, moves: Sequence[Move]) -> None:
    contacts = creators_in_contact([move.pair.campaign_id for move in moves])
    kept = [(move, move.gone) for move in moves if move.gone in contacts[move.pair.campaign_id]]
    left = [(move, move.gone) for move in moves if move.gone is not None and (move, move.gone) not in kept]
    mine = [(move, move.pair.creator_id) for move in moves]
    _execute(DELETE, [*mine, *left])
    _execute(UNRANK, kept)
    _renumber(moves)
    stored: dict[int, list[rows.Stored]] = defaultdict(list)
    for move in moves:
        if move.rank is not None or move.pair.creator_id in contacts[move.pair.campaign_id]:
            stored[move.pair.generation].append(move.pair.stored(move.rank))
    for generation, several in sorted(stored.items()):
        rows.insert(generation, epoch_id, several)


def _execute(statement: str, named: Sequence[tuple[Move, int | None]]) -> None:
    """A statement about rows, each named by its list and its creator."""
    if named:
        generations = [move.pair.generation for move, _ in named]
        lists = [move.pair.campaign_id for move, _ in named]
        with connection.cursor() as cursor:
            cursor.execute(statement, [generations, lists, [creator for _, creator in named]])


def _renumber(moves: Sequence[Move]) -> None:
    lines = [(move.pair, creator, rank) for move in moves for creator, rank in move.renumbered.items()]
    if not lines:
        return
    generations, lists = [pair.generation for pair, *_ in lines], [pair.campaign_id for pair, *_ in lines]
    creators, ranks = [creator for _, creator, _ in lines], [rank for *_, rank in lines]
    with connection.cursor() as cursor:
        cursor.execute(RENUMBER, [generations, lists, creators, ranks])
