"""Writing what was decided: one transaction a campaign under the lock of its result row. Readers see all or none."""

from collections.abc import Iterable, Sequence
from dataclasses import fields
from typing import Any

import numpy as np
from django.db import connection
from django.utils import timezone

from brands.models import Campaign
from marketplace.eligibility.outcomes import Outcome
from marketplace.matching.engine import Decisions, decide
from marketplace.matching.engine.arrays import Ints
from marketplace.matching.engine.bits import MASKS
from marketplace.matching.engine.tally import Tally
from marketplace.matching.models import CampaignResult, Epoch, Match, MatchRun
from marketplace.matching.models.match import KEPT
from marketplace.matching.queries.contacts import creators_in_contact
from marketplace.matching.snapshot import campaigns, current

COLUMNS = (
    *("campaign_id", "creator_id", "channel_id", "epoch_id", "rank", "outcome", "tier", "score", "parts"),
    *MASKS,
    *("refused", "to_agree"),
)


def lock(campaign_id: int) -> CampaignResult:
    """The campaign's result row, made if it is the first, held until the transaction ends."""
    CampaignResult.objects.get_or_create(campaign_id=campaign_id)
    return CampaignResult.objects.select_for_update().get(campaign_id=campaign_id)


def recompute(campaign_id: int, epoch: Epoch, run: MatchRun | None = None) -> CampaignResult:
    """Decide every pair of a campaign and replace what is stored. Repeating it changes nothing."""
    result = lock(campaign_id)
    campaign = campaigns.with_everything(Campaign.objects.all()).get(pk=campaign_id)
    creators, seen = current.creators_in(epoch)
    decisions = decide(campaigns.spec_of(campaign), campaigns.rules_of(campaign), creators)
    replace_matches(campaign_id, epoch, decisions)
    result.epoch, result.run, result.change_seen = epoch, run or result.run, seen
    result.campaign_version = campaign.version
    result.rule_set_hash = decisions.rules.rule_set.hash
    set_tally(result, decisions.tally())
    result.computed_at = timezone.now()
    result.save()
    return result


def set_tally(result: CampaignResult, tally: Tally) -> None:
    """Keep the counts by bucket, and their sums."""
    result.tallies, result.criteria = tally.to_bytes(), list(tally.criteria)
    result.counts, result.sole = tally.counts, tally.alone
    result.creators = tally.creators
    result.qualified = tally.counts[Outcome.PASS.name.lower()]


def replace_matches(campaign_id: int, epoch: Epoch, decisions: Decisions) -> None:
    """The best, and those in contact, in place of what was stored."""
    Match.objects.filter(campaign_id=campaign_id).delete()
    insert(wanted_rows(campaign_id, epoch, decisions))


def wanted_rows(campaign_id: int, epoch: Epoch, decisions: Decisions) -> list[tuple[Any, ...]]:
    """What should be stored of a campaign, in the order of COLUMNS."""
    top = decisions.top(KEPT)
    ranked = set(decisions.creators.columns.creator[top].tolist())
    others = creators_in_contact(campaign_id) - ranked
    rows = list(rows_of(campaign_id, epoch, decisions, top, range(1, len(top) + 1)))
    if others:
        kept = decisions.best_of(np.fromiter(others, np.int64))
        rows += rows_of(campaign_id, epoch, decisions, kept, [None] * len(kept))
    return rows


def rows_of(
    campaign_id: int, epoch: Epoch, decisions: Decisions, rows: Ints | Sequence[int], ranks: Iterable[int | None]
) -> Iterable[tuple[Any, ...]]:
    """The stored form of some decisions."""
    found = decisions.pairs(np.asarray(rows, np.int64))
    lines = {field.name: getattr(found, field.name).tolist() for field in fields(found)}
    creator, channel, outcome, tier, score, parts, *bits = lines.values()
    said = zip(outcome, tier, score, parts, *bits, strict=True)
    for rank, who, through, rest in zip(ranks, creator, channel, said, strict=True):
        yield (campaign_id, who, through, epoch.pk, rank, *rest)


def insert(rows: Iterable[tuple[Any, ...]]) -> None:
    """Add stored pairs by COPY."""
    names = ", ".join(COLUMNS)
    with connection.cursor() as cursor, cursor.copy(f"COPY {Match._meta.db_table} ({names}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row([_array(value) if isinstance(value, list) else value for value in row])


def _array(values: list[int]) -> str:
    """A list of integers as PostgreSQL writes arrays."""
    return "{" + ",".join(map(str, values)) + "}"
