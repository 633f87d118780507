"""Bringing standings up to date with what is known: computed, locked, and only what differs is written.

Two workers on one creator wait for each other; the second finds nothing left to do. What a decision rests on (the
rule set, the facts) is kept with it, and a version of a rule that has decided something is marked as such.
"""

import datetime
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone

from creators.models import Creator
from marketplace.activity.record import SYSTEM, record
from marketplace.programmes.actions import decisions
from marketplace.programmes.enums import Cause
from marketplace.programmes.models import Programme, Standing, StandingChange
from marketplace.programmes.queries.facts import Known, added_to, known_of, people
from marketplace.programmes.queries.judging import Case, Judgement, case_of, judge
from marketplace.programmes.queries.moves import can_move, index_of, moved
from marketplace.programmes.queries.rulebook import Rulebook

Key = tuple[int, int, int | None]


@dataclass
class Report:
    """What a refresh did: how many verdicts it took, which standings differed from a full computation."""

    judged: int = 0
    changes: list[StandingChange] = field(default_factory=list)
    differences: list[dict[str, Any]] = field(default_factory=list)


@dataclass(frozen=True)
class Found:
    """A verdict beside the stored one it replaces, if any."""

    case: Case
    judgement: Judgement
    before: Standing | None


def refresh(
    *,
    creator: Creator,
    programmes: Iterable[Programme] | None = None,
    cause: Cause = Cause.FACTS,
    at: datetime.datetime | None = None,
) -> Report:
    """Bring one creator's standings up to date, with all listed programmes or some of them (see `refresh_many`)."""
    ids = None if programmes is None else [one.pk for one in programmes]
    return refresh_many(creator_ids=[creator.pk], programme_ids=ids, cause=cause, at=at)


@transaction.atomic
def refresh_many(
    *,
    creator_ids: Collection[int],
    programme_ids: Collection[int] | None = None,
    cause: Cause = Cause.FACTS,
    at: datetime.datetime | None = None,
    figures_only: bool = False,
) -> Report:
    """Bring the standings of some creators up to date as of an instant (now), in a fixed number of queries.

    A programme of general rules stands for those that inherit from it. `cause` is what set this off; each change
    keeps its own. With `figures_only`, where nothing but measured figures can have changed, only verdicts that a
    moved figure touches are taken again.
    """
    _lock(creator_ids)
    known = known_of(people().filter(pk__in=creator_ids).select_related("person").order_by("pk"), at or timezone.now())
    book = Rulebook(list(_listed(programme_ids)), [one.creator for one in known])
    stored = _stored(creator_ids, programme_ids)
    had = {creator_id for creator_id, _programme, _channel in stored}
    report, found, cases = Report(), [], list(_cases(book, known))
    index = index_of(case.rules.entering for case in cases) if figures_only else None
    for case in cases:
        before = stored.pop(case.key, None)
        if before is None or index is None or can_move(case, before, index):
            found.append(Found(case, judge(case, before), before))
    report.judged = len(found)
    report.differences = _differences(found, had, stored.values())
    # A channel that was removed, a programme that is no longer listed, a profile that is nobody's any more.
    Standing.objects.filter(pk__in=[one.pk for one in stored.values()]).delete()
    report.changes = _write([one for one in found if _differs(one)], cause)
    decisions.mark_versions(one.judgement.rules for one in found)
    return report


def _lock(creator_ids: Collection[int]) -> None:
    """One refresh of a creator at a time, whether they have standings yet or not; always in the same order."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended('standings:' || id, 0)) "
            "FROM (SELECT unnest(%s::bigint[]) AS id ORDER BY id) AS one",
            [sorted(creator_ids)],
        )


def _listed(programme_ids: Collection[int] | None) -> Iterable[Programme]:
    programmes = Programme.objects.listed().order_by("pk")
    if programme_ids is None:
        return programmes
    return programmes.filter(Q(pk__in=programme_ids) | Q(inherits__in=programme_ids))


def _stored(creator_ids: Collection[int], programme_ids: Collection[int] | None) -> dict[Key, Standing]:
    rows = Standing.objects.filter(creator__in=creator_ids).select_related("rule_set").order_by("pk")
    if programme_ids is not None:
        rows = rows.filter(Q(programme__in=programme_ids) | Q(programme__inherits__in=programme_ids))
    return {(row.creator_id, row.programme_id, row.channel_id): row for row in rows.select_for_update(of=("self",))}


def _cases(book: Rulebook, known: Sequence[Known]) -> Iterable[Case]:
    added = added_to(known, book.programmes)
    for one in known:
        for programme in book.programmes:
            more = added.get((one.creator.pk, programme.pk), {})
            for channel, facts in one.subjects(programme):
                yield case_of(book, one, programme, channel, {**facts, **more})


def _differences(found: Sequence[Found], had: set[int], left: Iterable[Standing]) -> list[dict[str, Any]]:
    """Where the stored standings are not those of a full computation; who has none yet is only new."""
    lines = [decisions.difference(one.before, one.judgement) for one in found if one.before is not None]
    new = [one for one in found if one.before is None]
    others = {one.case.known.creator.pk for one in new} - had
    if others:
        had = had | set(StandingChange.objects.filter(creator__in=others).values_list("creator", flat=True).distinct())
    new = [one for one in new if one.case.known.creator.pk in had]
    lines += [decisions.missing(one.case.known.creator, one.judgement) for one in new]
    return [line for line in lines if line] + [decisions.superfluous(row) for row in left]


def _differs(one: Found) -> bool:
    return one.before is None or decisions.differs(one.before, one.judgement)


def _write(differing: Sequence[Found], cause: Cause) -> list[StandingChange]:
    if not differing:
        return []
    kept = decisions.keep_rule_sets(one.judgement.rules.entering for one in differing)
    firsts = _first_seen(differing)
    # Made before the stored rows take their new values.
    changes = [
        decisions.change_of(one.case.known.creator, one.judgement, one.before, _cause(one, cause), kept)
        for one in differing
        if one.before is None or _shows_another(one.before, one.judgement)
    ]
    decisions.save([(one.case.known.creator, one.judgement, one.before) for one in differing], kept)
    StandingChange.objects.bulk_create(changes)
    _tell(changes, firsts)
    return changes


def _shows_another(before: Standing, judgement: Judgement) -> bool:
    """Whether the verdict, or what the creator sees of it, has another outcome than before."""
    now = (judgement.outcome, judgement.shown, judgement.grace_until)
    return (before.outcome, before.shown_outcome, before.grace_until) != now


def _cause(one: Found, asked: Cause) -> Cause:
    """Why this verdict differs, as far as the decision before tells."""
    if one.before is None:
        return Cause.FIRST
    if asked is Cause.COMPARISON:
        return asked
    names = moved(one.case, one.before)
    if "country" not in names and one.before.rule_set.hash != one.judgement.rules.entering.hash:
        return Cause.RULES
    if any(name.startswith("granted:") for name in names):
        return Cause.EXEMPTION
    return Cause.FACTS if names else Cause.TIME


def _first_seen(differing: Sequence[Found]) -> set[int]:
    """The creators of whose channels nothing was ever computed."""
    new = {one.case.known.creator.pk for one in differing if one.before is None and one.case.channel is not None}
    if not new:
        return set()
    seen = StandingChange.objects.filter(creator__in=new).exclude(channel=None).values_list("creator", flat=True)
    return new - set(seen.distinct())


def _tell(changes: Sequence[StandingChange], firsts: set[int]) -> None:
    """One event a creator; the figures behind it stay where they are."""
    by_creator: dict[int, list[StandingChange]] = {}
    for change in changes:
        by_creator.setdefault(change.creator_id, []).append(change)
    for creator_id, theirs in by_creator.items():
        data = {"changes": [change.pk for change in theirs], "first": creator_id in firsts}
        record("programmes.standings_changed", actor=SYSTEM, subject=theirs[0].creator, data=data)
