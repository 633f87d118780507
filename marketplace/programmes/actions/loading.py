"""Bring the programmes in the database to what the data files say."""

import datetime
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from marketplace.activity.record import SYSTEM, record
from marketplace.programmes import files
from marketplace.programmes.actions.version_plan import Plan, Span, plan
from marketplace.programmes.checks import BadData
from marketplace.programmes.enums import ProgrammeState, ProposalState
from marketplace.programmes.files import ProgrammeFile
from marketplace.programmes.models import Opening, Programme, Rule, RuleProposal, RuleVersion
from marketplace.taxonomy.models import Platform

#: What a version says; the rest is when, where and by whom.
TEXT = ("is_deciding", "body", "leave_body", "grace_days", "source", "url", "quote")
NOTES = ("note_en", "note_fr")


@dataclass
class Loaded:
    """What a load did. `changed` are the slugs of programmes whose rules or openings are not what they were."""

    created: int = 0
    updated: int = 0
    ended: int = 0
    unchanged: int = 0
    changed: set[str] = field(default_factory=set)


@transaction.atomic
def load(folder: Path | None = None, today: datetime.date | None = None) -> Loaded:
    """Load every file. Running it twice changes nothing the second time.

    The files own the programmes they describe: their texts, openings and rules. What they do not touch: a programme
    without a file, its state, versions that a person wrote (the files' versions end where those begin), and versions
    that have decided something: those end, today at the earliest, and what the file says now follows them.
    Raises checks.BadData and changes nothing if a file is wrong.
    """
    today = today or timezone.now().date()
    known = {one.slug: one for one in Programme.objects.select_for_update()}
    platforms = {one.code: one for one in Platform.objects.all()}
    loaded = Loaded()
    for one in files.programmes(folder):
        if one.platform and one.platform not in platforms:
            raise BadData(one.name, "platform", f"“{one.platform}” is no platform of the taxonomy")
        links = {"platform": platforms.get(one.platform), "inherits": known.get(one.inherits)}
        known[one.slug] = _programme(one, known.get(one.slug), links, loaded)
        before = (loaded.created, loaded.updated, loaded.ended)
        _openings(one, known[one.slug], loaded)
        _rules(one, known[one.slug], today, loaded)
        if before != (loaded.created, loaded.updated, loaded.ended):
            loaded.changed.add(one.slug)
            record("programmes.rules_changed", actor=SYSTEM, subject=known[one.slug])
    return loaded


def _programme(one: ProgrammeFile, programme: Programme | None, links: dict[str, Any], loaded: Loaded) -> Programme:
    values = {**one.fields, **links}
    if programme is None:
        loaded.created += 1
        return Programme.objects.create(slug=one.slug, state=ProgrammeState.PUBLISHED, **values)
    differing = [name for name, value in values.items() if getattr(programme, name) != value]
    for name in differing:
        setattr(programme, name, values[name])
    if differing:
        programme.save(update_fields=[*differing, "updated_at"])
        loaded.updated += 1
    else:
        loaded.unchanged += 1
    return programme


def _openings(one: ProgrammeFile, programme: Programme, loaded: Loaded) -> None:
    columns = ("country", "opens_on", "closes_on", "source", "url", "quote")
    stored = [dict(zip(columns, row, strict=True)) for row in programme.openings.values_list(*columns)]
    if sorted(stored, key=str) == sorted(one.openings, key=str):
        loaded.unchanged += len(stored)
        return
    programme.openings.all().delete()
    Opening.objects.bulk_create(Opening(programme=programme, **row) for row in one.openings)
    loaded.updated += len(one.openings) or len(stored)


def _rules(one: ProgrammeFile, programme: Programme, today: datetime.date, loaded: Loaded) -> None:
    known = {rule.code: rule for rule in programme.rules.prefetch_related("versions")}
    for row in one.rules:
        rule = known.pop(row.code, None)
        if rule is None:
            rule = Rule.objects.create(programme=programme, code=row.code, **row.fields)
        elif any(getattr(rule, name) != value for name, value in row.fields.items()):
            Rule.objects.filter(pk=rule.pk).update(**row.fields)
            loaded.updated += 1
        _versions(rule, row.versions, today, loaded)
    for rule in known.values():
        _versions(rule, [], today, loaded)
        if not rule.versions.exists():
            rule.delete()


def _versions(rule: Rule, rows: list[dict[str, Any]], today: datetime.date, loaded: Loaded) -> None:
    wanted: dict[Any, list[Span]] = defaultdict(list)
    stored: dict[Any, list[RuleVersion]] = defaultdict(list)
    by_people: dict[Any, list[RuleVersion | RuleProposal]] = defaultdict(list)
    for row in rows:
        wanted[row["country"], row["reading"]].append(Span(row["valid_from"], row["valid_to"], row))
    for version in rule.versions.all():
        key = version.country, version.reading
        (by_people[key] if version.author_id else stored[key]).append(version)
    # An approved proposal without a body ended a rule; the files do not bring it back.
    for end in rule.programme.proposals.filter(rule_code=rule.code, body__isnull=True, state=ProposalState.APPROVED):
        by_people[end.country, end.reading].append(end)
    plans = [
        plan(wanted[key], stored[key], [one.valid_from for one in by_people[key]], today, same=_same_text)
        for key in sorted({*wanted, *stored})
    ]
    _carry_out(rule, plans, loaded)


def _carry_out(rule: Rule, plans: list[Plan], loaded: Loaded) -> None:
    """First what makes room, then what needs it: the database lets no two versions hold on one day."""
    gone = [version.pk for one in plans for version in one.dropped]
    RuleVersion.objects.filter(pk__in=gone).delete()
    ends = [(version, end) for one in plans for version, end in one.ends]
    for version, end in sorted(ends, key=lambda pair: _later(*pair)):
        RuleVersion.objects.filter(pk=version.pk).update(valid_to=end)
    RuleVersion.objects.bulk_create(
        RuleVersion(rule=rule, **{**span.row, "valid_from": span.first, "valid_to": span.last})
        for one in plans
        for span in one.created
    )
    noted = [(version, row) for one in plans for version, row in one.kept if _notes(version) != _notes(row)]
    for version, row in noted:
        RuleVersion.objects.filter(pk=version.pk).update(**{name: row[name] for name in NOTES})
    loaded.created += sum(len(one.created) for one in plans)
    loaded.updated += len(noted)
    loaded.ended += len(gone) + len(ends)
    loaded.unchanged += sum(len(one.kept) for one in plans) - len(noted)


def _later(version: RuleVersion, end: datetime.date | None) -> bool:
    """Whether the end moves to a later day: those wait for the others."""
    return end is None or (version.valid_to is not None and end > version.valid_to)


def _same_text(version: RuleVersion, row: dict[str, Any]) -> bool:
    return all(getattr(version, name) == row[name] for name in TEXT)


def _notes(one: RuleVersion | dict[str, Any]) -> list[str]:
    return [one[name] if isinstance(one, dict) else getattr(one, name) for name in NOTES]
