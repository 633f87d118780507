"""Reading the data files: one a programme, and the names of conditions that nothing here measures."""

import tomllib
from collections import Counter
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from marketplace.programmes import checks
from marketplace.programmes.checks import BadData, Table

HERE = Path(__file__).parent
DATA = HERE / "data"
#: The parts of a file that are texts for people, kept as they are in `Programme.details`.
PARTS = ("benefits", "money", "steps", "proofs", "compatible_income", "incompatible_income", "links")
Json = dict[str, Any]


@dataclass(frozen=True)
class RuleRow:
    """One rule and its versions: a row for each country, in the order of the file."""

    code: str
    fields: Json
    versions: list[Json]


@dataclass(frozen=True)
class ProgrammeFile:
    """One file, checked: `fields` are columns of Programme; `platform` and `inherits` are codes, "" for none."""

    name: str
    slug: str
    platform: str
    inherits: str
    fields: Json
    openings: list[Json] = field(default_factory=list)
    rules: list[RuleRow] = field(default_factory=list)


def programmes(folder: Path | None = None) -> list[ProgrammeFile]:
    """Every file, those that others inherit from first. Raises BadData with the file, the row and what is wrong."""
    found = [read(path) for path in sorted((folder or DATA).glob("*.toml"))]
    slugs = {one.slug: one for one in found}
    for one in found:
        if one.inherits and one.inherits not in slugs:
            raise BadData(one.name, "inherits", f"there is no programme “{one.inherits}”")
        if one.inherits and slugs[one.inherits].fields["kind"] != "general":
            raise BadData(one.name, "inherits", f"“{one.inherits}” is not of the kind “general”")
    return sorted(found, key=lambda one: bool(one.inherits))


def read(path: Path) -> ProgrammeFile:
    """One file. Raises BadData."""
    try:
        table = Table(path.name, "", tomllib.loads(path.read_text(encoding="utf-8")))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BadData(path.name, "", str(error)) from error
    table.only("slug", "kind", "platform", "inherits", "sponsor", "space", "name", "summary", "openings", "rules",
               *PARTS)  # fmt: skip
    slug = table.slug("slug")
    if slug != path.stem:
        raise BadData(path.name, "slug", f"“{slug}” is not the name of the file")
    fields = {
        "kind": table.choice("kind", checks.KINDS),
        "space": table.choice("space", checks.SPACES, "market"),
        "sponsor": table.text("sponsor", 120),
        **table.both("name", 120, needed=True),
        **table.both("summary", 1_000),
        "details": {part: rows for part in PARTS if (rows := [_text(row) for row in table.rows(part)])},
    }
    openings = [row for one in table.rows("openings") for row in _opening(one)]
    checks.no_overlap(path.name, "openings", openings, ("country",), ("opens_on", "closes_on"))
    rules = [_rule(row, position) for position, row in enumerate(table.rows("rules"))]
    _once(path.name, rules)
    return ProgrammeFile(
        path.name, slug, table.text("platform", 40), table.text("inherits", 60), fields, openings, rules
    )


@lru_cache(maxsize=1)
def conditions() -> dict[str, dict[str, str]]:
    """The name of each `condition:KEY` by its key, in both languages."""
    return tomllib.loads((HERE / "conditions.toml").read_text(encoding="utf-8"))


def condition_name(key: str, language: str) -> str:
    """What a condition is called; "" if the files do not say."""
    return conditions().get(key, {}).get("fr" if language.startswith("fr") else "en", "")


def _text(row: Table) -> Json:
    texts = row.both("text", 600, needed=True)
    more = {key: value for key, value in row.data.items() if key != "text"}
    return {"en": texts["text_en"], "fr": texts["text_fr"], **checks.plain(row, more)}


def _opening(row: Table) -> list[Json]:
    row.only("countries", "opens_on", "closes_on", "source", "url", "quote")
    shared: Json = {"opens_on": row.day("opens_on"), "closes_on": row.day("closes_on"), **row.reference()}
    row.in_order(shared["opens_on"], shared["closes_on"], "closes_on")
    return [{"country": country, **shared} for country in row.countries() or [""]]


def _rule(row: Table, position: int) -> RuleRow:
    row.only("code", "label", "versions")
    code = row.slug("code", 32)
    row = row.named(code)
    versions = [one for each in row.rows("versions") for one in _version(each, code)]
    if not versions:
        raise BadData(row.file, row.place, "a rule has at least one version")
    dates = ("valid_from", "valid_to")
    checks.no_overlap(row.file, row.place, versions, ("country", "reading"), dates)
    deciding = [version for version in versions if version["is_deciding"]]
    checks.no_overlap(row.file, f"{row.place}, deciding versions", deciding, ("country",), dates)
    return RuleRow(code, {"position": position, **row.both("label", 160, needed=True)}, versions)


def _version(row: Table, code: str) -> list[Json]:
    row.only("reading", "deciding", "countries", "valid_from", "valid_to", "body", "leave_body", "grace_days",
             "source", "url", "quote", "note")  # fmt: skip
    shared: Json = {
        "reading": row.slug("reading", 40, needed=False),
        "is_deciding": row.flag("deciding", True),
        "valid_from": row.day("valid_from"),
        "valid_to": row.day("valid_to"),
        "body": checks.body(row, "body", code, conditions()),
        "leave_body": checks.body(row, "leave_body", code, conditions()) if "leave_body" in row.data else None,
        "grace_days": row.number("grace_days"),
        **row.reference(needed=True),
        **row.both("note", 1_000),
    }
    row.in_order(shared["valid_from"], shared["valid_to"], "valid_to")
    return [{"country": country, **shared} for country in row.countries() or [""]]


def _once(name: str, rules: list[RuleRow]) -> None:
    for code, count in Counter(rule.code for rule in rules).items():
        if count > 1:
            raise BadData(name, f"rules “{code}”", "the same code twice")


__all__ = ["BadData", "ProgrammeFile", "RuleRow", "condition_name", "conditions", "programmes", "read"]
