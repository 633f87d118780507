"""What a data file may say, and where exactly it does not."""

import datetime
import difflib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from marketplace.eligibility import RuleError, RuleSet
from marketplace.eligibility.values import Values
from marketplace.programmes.enums import Kind, Space

KINDS = tuple(Kind.values)
SPACES = tuple(Space.values)
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_COUNTRY = re.compile(r"[A-Z]{2}")


class BadData(ValueError):
    """A data file is wrong: the file, the row in it, and what to change."""

    def __init__(self, file: str, place: str, message: str) -> None:
        super().__init__(": ".join(part for part in (file, place, message) if part))


@dataclass(frozen=True)
class Table:
    """One table of a file, with its place in it, so that every complaint says where."""

    file: str
    place: str
    data: Mapping[str, Any]

    def bad(self, key: str, message: str) -> BadData:
        return BadData(self.file, ".".join(part for part in (self.place, key) if part), message)

    def named(self, name: str) -> "Table":
        return Table(self.file, f"{self.place} “{name}”", self.data)

    def only(self, *known: str) -> None:
        for key in self.data:
            if key not in known:
                nearest = next(iter(difflib.get_close_matches(key, known, n=1)), "")
                raise self.bad(key, f"not known here; did you mean “{nearest}”?" if nearest else "not known here")

    def rows(self, key: str) -> list["Table"]:
        """The tables under a key, numbered from 1 as a reader counts them."""
        rows = self.data.get(key, [])
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            raise self.bad(key, "a list of tables was expected")
        start = f"{self.place}, " if self.place else ""
        return [Table(self.file, f"{start}{key}[{number}]", row) for number, row in enumerate(rows, start=1)]

    def text(self, key: str, length: int, *, needed: bool = False) -> str:
        value = self.data.get(key, "")
        if not isinstance(value, str) or len(value) > length:
            raise self.bad(key, f"a text of at most {length} characters was expected")
        if needed and not value:
            raise self.bad(key, "missing")
        return value

    def slug(self, key: str, length: int = 60, *, needed: bool = True) -> str:
        value = self.text(key, length, needed=needed)
        if value and not _SLUG.fullmatch(value):
            raise self.bad(key, f"“{value}” is not made of small letters, digits and hyphens")
        return value

    def both(self, key: str, length: int, *, needed: bool = False) -> dict[str, str]:
        """A text in both languages, as KEY_en and KEY_fr: both or none."""
        value = self.data.get(key, {})
        if not isinstance(value, dict) or set(value) - {"en", "fr"}:
            raise self.bad(key, "{ en = …, fr = … } was expected")
        pair = Table(self.file, ".".join(part for part in (self.place, key) if part), value)
        needed = needed or bool(value)
        return {f"{key}_{language}": pair.text(language, length, needed=needed) for language in ("en", "fr")}

    def choice(self, key: str, choices: Sequence[str], default: str = "") -> str:
        value = self.data.get(key, default)
        if value not in choices:
            raise self.bad(key, f"“{value}” is none of: {', '.join(choices)}")
        return str(value)

    def flag(self, key: str, default: bool) -> bool:
        value = self.data.get(key, default)
        if type(value) is not bool:
            raise self.bad(key, "true or false was expected")
        return value

    def number(self, key: str) -> int:
        value = self.data.get(key, 0)
        if type(value) is not int or value < 0:
            raise self.bad(key, "a whole number was expected")
        return value

    def day(self, key: str) -> datetime.date | None:
        value = self.data.get(key)
        if value is not None and type(value) is not datetime.date:
            raise self.bad(key, "a day was expected, written without quotes: 2026-03-01")
        return value

    def in_order(self, first: datetime.date | None, last: datetime.date | None, key: str) -> None:
        if first is not None and last is not None and first >= last:
            raise self.bad(key, f"{last} is not after {first}")

    def countries(self) -> list[str]:
        value = self.data.get("countries", [])
        if not isinstance(value, list) or not all(isinstance(one, str) and _COUNTRY.fullmatch(one) for one in value):
            raise self.bad("countries", "a list of codes of two capital letters was expected")
        if len(set(value)) != len(value):
            raise self.bad("countries", "the same country twice")
        return value

    def reference(self, *, needed: bool = False) -> dict[str, str]:
        """Where it is written: a source, which a rule must have, a link and the words themselves."""
        url = self.text("url", 500)
        if url and not url.startswith(("https://", "http://")):
            raise self.bad("url", "a link was expected")
        return {"source": self.text("source", 300, needed=needed), "url": url, "quote": self.text("quote", 1_000)}


def body(row: Table, key: str, code: str, conditions: Mapping[str, object]) -> dict[str, Any]:
    """The question of a version: one criterion or group in its canonical form, without a code of its own."""
    node = row.data.get(key)
    if not isinstance(node, dict):
        raise row.bad(key, "missing")
    try:
        rules = RuleSet.parse({"all": [node]})
    except RuleError as error:
        path = error.path.removeprefix("all[0]").lstrip(".")
        raise row.bad(".".join(part for part in (key, path) if part), error.message) from error
    for criterion in rules.criteria:
        measure = criterion.measure
        if measure.keyed_by is Values.CONDITION and measure.key not in conditions:
            raise row.bad(key, f"conditions.toml does not name “{measure.key}”")
    return without_codes(rules.as_json()["all"][0])


def without_codes(node: dict[str, Any]) -> dict[str, Any]:
    """A node as it is stored: the codes are those of its rule."""
    groups = ("all", "any", "of")
    return {
        key: [without_codes(one) for one in value] if key in groups else value
        for key, value in node.items()
        if key != "code"
    }


def no_overlap(
    file: str, place: str, rows: Iterable[Mapping[str, Any]], same: tuple[str, ...], dates: tuple[str, str]
) -> None:
    """Of rows that agree in `same`, no two may hold on one day."""
    first, last = dates
    for one, other in combinations(rows, 2):
        if any(one[key] != other[key] for key in same):
            continue
        before = one[last] is not None and other[first] is not None and one[last] <= other[first]
        after = other[last] is not None and one[first] is not None and other[last] <= one[first]
        if not before and not after:
            shared = ", ".join(f"{key} “{one[key]}”" for key in same)
            days = " and ".join(f"{each[first] or '…'} – {each[last] or '…'}" for each in (one, other))
            raise BadData(file, place, f"two hold on the same day ({shared}): {days}")


def plain(row: Table, values: Mapping[str, Any]) -> dict[str, Any]:
    """Values that JSON can hold: days become texts."""
    kept: dict[str, str | int] = {}
    for key, value in values.items():
        if type(value) is datetime.date:
            kept[key] = value.isoformat()
        elif isinstance(value, str | int):
            kept[key] = value
        else:
            raise row.bad(key, "a text, a whole number or a day was expected")
    return kept
