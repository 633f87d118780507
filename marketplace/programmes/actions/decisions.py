"""Decisions as rows: rule sets kept whole, standings and their changes, versions marked as having decided."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.models import Q
from django.utils import timezone

from creators.models import Creator
from marketplace.eligibility import RuleSet
from marketplace.programmes.enums import Cause
from marketplace.programmes.models import RuleSetRecord, RuleVersion, Standing, StandingChange
from marketplace.programmes.queries.judging import Judgement
from marketplace.programmes.queries.observed import Observed
from marketplace.programmes.queries.rulebook import DayRules
from marketplace.programmes.queries.turning import ACCOUNT_AGE

#: Rule set hash → id of its record.
Kept = Mapping[str, int]
DECIDED = ["outcome", "bits", "rule_set", "as_of", "data_as_of", "observed"]
SHOWN = ["shown_outcome", "since", "grace_until", "progress_bp", "changes_on", "updated_at"]


def keep_rule_sets(rule_sets: Iterable[RuleSet]) -> Kept:
    """The records of these rule sets by hash; new ones are added."""
    by_hash = {rules.hash: rules for rules in rule_sets}
    kept = _records(by_hash)
    new = sorted(by_hash.keys() - kept.keys())
    if new:
        # Two workers may add the same one: whoever comes second finds it there. Sorted, they never wait crosswise.
        rows = [RuleSetRecord(hash=key, body=by_hash[key].as_json()) for key in new]
        RuleSetRecord.objects.bulk_create(rows, ignore_conflicts=True)
        kept |= _records(new)
    return kept


def differs(before: Standing, now: Judgement) -> bool:
    """Whether the stored row says anything else than the judgement."""
    stored = (before.outcome, before.bits, before.rule_set.hash, before.shown_outcome, before.grace_until)
    found = (now.outcome, now.bits, now.rules.entering.hash, now.shown, now.grace_until)
    if stored != found:
        return True
    plain = (before.progress_bp, before.changes_on, before.data_as_of, _still(before.observed))
    return plain != (now.progress_bp, now.changes_on, now.data_as_of, _still(now.observed))


def difference(before: Standing, now: Judgement) -> dict[str, Any]:
    """Where a stored standing is wrong, by ids and outcomes only; empty where it holds.

    Figures and progress inside the same verdict are no difference: they are read anew whenever they are shown. A day
    to look again that comes too early is none either, one that comes too late is.
    """
    stored = (before.outcome, before.bits, before.rule_set.hash, before.shown_outcome, before.grace_until)
    found = (now.outcome, now.bits, now.rules.entering.hash, now.shown, now.grace_until)
    is_late = now.changes_on is not None and (before.changes_on is None or before.changes_on > now.changes_on)
    if stored == found and not is_late:
        return {}
    return _line(before.creator_id, now) | {"stored": before.shown_outcome}


def missing(creator: Creator, now: Judgement) -> dict[str, Any]:
    """The difference of a standing that should be there and is not."""
    return _line(creator.pk, now) | {"stored": None}


def superfluous(row: Standing) -> dict[str, Any]:
    """The difference of a standing that should not be there."""
    line = {"creator": row.creator_id, "programme": row.programme_id, "channel": row.channel_id}
    return line | {"stored": row.shown_outcome, "found": None}


def change_of(creator: Creator, now: Judgement, before: Standing | None, cause: Cause, kept: Kept) -> StandingChange:
    """The row of the history; not saved yet."""
    return StandingChange(
        creator=creator,
        programme=now.programme,
        channel=now.channel,
        **_decided(now, kept),
        from_outcome=before.shown_outcome if before else None,
        shown_outcome=now.shown,
        grace_until=now.grace_until,
        cause=cause,
    )


def save(rows: Sequence[tuple[Creator, Judgement, Standing | None]], kept: Kept) -> None:
    """Write standings as judged: new ones are added, stored ones changed."""
    new: list[Standing] = []
    changed: list[Standing] = []
    for creator, now, before in rows:
        row = before or Standing(creator=creator, programme=now.programme, channel=now.channel)
        (changed if before else new).append(row)
        if before is None or before.shown_outcome != now.shown:
            row.since = now.day
        for name, value in _decided(now, kept).items():
            setattr(row, name, value)
        row.shown_outcome, row.grace_until = now.shown, now.grace_until
        row.progress_bp, row.changes_on, row.updated_at = now.progress_bp, now.changes_on, timezone.now()
    Standing.objects.bulk_create(new)
    Standing.objects.bulk_update(changed, [*DECIDED, *SHOWN])


def mark_versions(rules: Iterable[DayRules]) -> None:
    """Mark the versions that decided: from now on they stay as they are. The last thing of a transaction."""
    days: dict[datetime.date, set[int]] = {}
    for one in rules:
        days.setdefault(one.day, set()).update(text.version.pk for text in one.texts)
    for day, ids in sorted(days.items()):
        earlier = Q(decided_on=None) | Q(decided_on__lt=day)
        # In one order, so that two workers do not wait for each other crosswise.
        due = RuleVersion.objects.filter(earlier, pk__in=ids).order_by("pk").select_for_update()
        found = [version.pk for version in due.only("pk")]
        if found:
            RuleVersion.objects.filter(pk__in=found).update(decided_on=day)


def _records(hashes: Iterable[str]) -> dict[str, int]:
    return dict(RuleSetRecord.objects.filter(hash__in=list(hashes)).values_list("hash", "pk"))


def _decided(now: Judgement, kept: Kept) -> dict[str, Any]:
    return {
        "outcome": now.outcome,
        "bits": now.bits,
        "rule_set_id": kept[now.rules.entering.hash],
        "as_of": now.day,
        "data_as_of": now.data_as_of,
        "observed": now.observed,
    }


def _still(kept: Observed) -> Observed:
    """Without what grows by itself every day."""
    return {name: row for name, row in kept.items() if name != ACCOUNT_AGE}


def _line(creator_id: int, now: Judgement) -> dict[str, Any]:
    channel = now.channel.pk if now.channel else None
    return {"creator": creator_id, "programme": now.programme.pk, "channel": channel, "found": now.shown}
