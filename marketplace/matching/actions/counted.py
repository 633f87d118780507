"""The counts of one bucket of creators, of every published campaign at once: read under the locks of their results, and
written where they have become others. Nothing else of a result is read, so ten thousand are a quarter of a second."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from django.db import connection
from django.db.models.expressions import RawSQL
from django.utils import timezone
from numpy.typing import NDArray

from brands.models import Campaign
from marketplace.eligibility.outcomes import Outcome
from marketplace.matching.actions.pieces import Piece, piece_of
from marketplace.matching.engine.cohorts import TIERS
from marketplace.matching.models import CampaignResult

#: What is read of a piece: its bytes alone, by where it begins and ends.
PIECE = "substring(tallies FROM tally_ends[%s] + 1 FOR tally_ends[%s] - tally_ends[%s])"
#: Campaigns whose counts are written in one statement.
A_STATEMENT = 1_000
UPDATE = """
UPDATE matching_campaignresult r SET
    counts = n.counts::jsonb, sole = n.sole::jsonb, creators = n.creators, qualified = n.qualified,
    tallies = substring(r.tallies FROM 1 FOR r.tally_ends[%(at)s + 1]) || n.piece
           || substring(r.tallies FROM r.tally_ends[%(at)s + 2] + 1),
    tally_ends = n.ends::int[], change_seen = %(seen)s, computed_at = %(now)s, updated_at = %(now)s
FROM unnest(%(ids)s::bigint[], %(counts)s::text[], %(sole)s::text[], %(creators)s::bigint[], %(qualified)s::bigint[],
            %(pieces)s::bytea[], %(ends)s::text[]) AS n(id, counts, sole, creators, qualified, piece, ends)
WHERE r.campaign_id = n.id
"""


@dataclass(frozen=True, slots=True)
class Counted:
    """A result as upkeep needs it: of which campaign in which version, by which rules."""

    campaign_id: int
    epoch_id: int
    generation: int
    rules: str
    version: int
    piece: Piece


def held(bucket: int) -> list[Counted]:
    """The results of published campaigns with the counts of this bucket, locked until the transaction ends. Always in
    one order, so that two jobs never wait for each other."""
    at = piece_of(bucket)
    found = CampaignResult.objects.filter(campaign__in=Campaign.objects.published().values("pk"), epoch__isnull=False)
    # Nothing of what a person wrote is in it.
    found = found.annotate(piece=RawSQL(PIECE, [at + 1, at + 2, at + 1]))  # noqa: S611
    names = ("epoch_id", "generation", "rule_set_hash", "campaign_version", "piece", "tally_ends")
    locked = found.select_for_update(of=("self",)).order_by("campaign_id")
    return [
        Counted(pk, epoch, generation, rules, version, Piece(bytes(piece or b""), ends, at))
        for pk, epoch, generation, rules, version, piece, ends in locked.values_list("campaign_id", *names)
    ]


@dataclass(frozen=True, slots=True)
class Change:
    """What the counts of a bucket were and what they are now."""

    counted: Counted
    was: NDArray[np.integer]
    now: NDArray[np.integer]


def write(bucket: int, changed: Sequence[Change], seen: int) -> None:
    """Put these counts in place, and their sums right."""
    for start in range(0, len(changed), A_STATEMENT):
        _write(bucket, changed[start : start + A_STATEMENT], seen)


def _write(bucket: int, changed: Sequence[Change], seen: int) -> None:
    by_id = {one.counted.campaign_id: one for one in changed}
    results = CampaignResult.objects.filter(campaign__in=by_id)
    sums = results.values_list("campaign_id", "criteria", "counts", "sole", "creators")
    lines = [_line(bucket, by_id[pk], *stored) for pk, *stored in sums]
    names = ("ids", "counts", "sole", "creators", "qualified", "pieces", "ends")
    columns = dict(zip(names, map(list, zip(*lines, strict=True)), strict=True))
    with connection.cursor() as cursor:
        cursor.execute(UPDATE, {**columns, "at": piece_of(bucket), "seen": seen, "now": timezone.now()})


def _line(
    bucket: int, change: Change, criteria: list[str], counts: dict[str, int], sole: dict[str, dict[str, int]], all_: int
) -> Sequence[object]:
    """A result's row in UPDATE: the sums differ by what the bucket does."""
    more = (change.now - change.was).tolist()
    size = len(Outcome)
    counts = {outcome.name.lower(): counts[outcome.name.lower()] + more[outcome] for outcome in Outcome}
    sole = dict(_alone(criteria, sole, more[size:]))
    piece = change.counted.piece.with_line(bucket, change.now)
    ends = "{" + ",".join(map(str, piece.with_ends())) + "}"
    return (
        *(change.counted.campaign_id, json.dumps(counts), json.dumps(sole), all_ + sum(more[:size])),
        *(counts["pass"], piece.packed, ends),
    )


def _alone(
    criteria: Sequence[str], sole: dict[str, dict[str, int]], more: Sequence[int]
) -> Iterator[tuple[str, dict[str, int]]]:
    for place, code in enumerate(criteria):
        by_tier = more[place * len(TIERS) : (place + 1) * len(TIERS)]
        was = sole[code]
        tiers = {tier: was[tier] + change for tier, change in zip(TIERS, by_tier, strict=True)}
        yield code, {"all": was["all"] + sum(by_tier), **tiers}
