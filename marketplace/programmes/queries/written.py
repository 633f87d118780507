"""Programmes as the data files say, without a database: for a machine where nothing is loaded yet, and for tests."""

import datetime
from functools import lru_cache

from marketplace.programmes import files
from marketplace.programmes.enums import ProgrammeState
from marketplace.programmes.files import ProgrammeFile
from marketplace.programmes.models import Opening, Programme, Rule, RuleVersion
from marketplace.taxonomy.models import Platform


@lru_cache(maxsize=1)
def written() -> dict[str, Programme]:
    """By slug, complete with rules and openings, none of them saved. Raises checks.BadData."""
    found: dict[str, Programme] = {}
    for one in files.programmes():
        found[one.slug] = _programme(one, found.get(one.inherits))
    return found


def _programme(one: ProgrammeFile, inherits: Programme | None) -> Programme:
    platform = Platform(code=one.platform) if one.platform else None
    parts = {"state": ProgrammeState.PUBLISHED, "inherits": inherits, "platform": platform, **one.fields}
    programme = Programme(slug=one.slug, **parts)
    in_order = sorted(one.openings, key=lambda row: (row["country"], row["opens_on"] or datetime.date.min))
    programme.all_openings = [Opening(programme=programme, **row) for row in in_order]  # type: ignore[attr-defined]
    programme.all_rules = []  # type: ignore[attr-defined]
    for row in one.rules:
        rule = Rule(programme=programme, code=row.code, **row.fields)
        rule.all_versions = [RuleVersion(rule=rule, **version) for version in row.versions]  # type: ignore[attr-defined]
        programme.all_rules.append(rule)  # type: ignore[attr-defined]
    return programme
