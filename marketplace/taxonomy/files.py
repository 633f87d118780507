"""Reading the data files. They are the words every installation starts with; git keeps their history."""

import csv
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.utils.text import slugify

from marketplace.taxonomy.words import fold, squeeze

DATA = Path(__file__).parent / "data"
Row = dict[str, Any]


class BadData(ValueError):
    """A data file contradicts itself; the message names the file and the row."""


def platforms() -> list[Row]:
    """Rows of Platform, in the order they are offered."""
    listed = json.loads((DATA / "platforms.json").read_text(encoding="utf-8"))["platforms"]
    return [{**row, "position": position, "is_retired": False} for position, row in enumerate(listed)]


def deliverable_kinds() -> list[Row]:
    """Rows of DeliverableKind."""
    return [
        {**row, "posts_publicly": row["posts_publicly"] == "1", "position": position, "is_retired": False}
        for position, row in enumerate(_table("deliverable_kinds.tsv"))
    ]


def content_styles() -> list[Row]:
    """Rows of ContentStyle."""
    rows = _table("content_styles.tsv")
    return [{**row, "position": position, "is_retired": False} for position, row in enumerate(rows)]


def sectors() -> list[Row]:
    """Rows of Sector, parents before children; `parent` is a code or ""."""
    rows = [{**row, "is_sensitive": row["sensitive"] == "1"} for row in _table("sectors.tsv")]
    return [_without(row, "sensitive") for row in _tree(rows, "sectors.tsv")]


def niches() -> list[Row]:
    """Rows of Niche, parents before children, with the words that creators use."""
    words = {row["code"]: row for row in _table("niche_words.tsv")}
    rows = [_niche(row, words.pop(row["code"], None)) for row in _table("niches.tsv")]
    if words:
        raise BadData(f"niche_words.tsv: no such niche: {', '.join(sorted(words))}")
    return [_without(row, "sensitive") for row in _tree(rows, "niches.tsv")]


def search_text(row: Row) -> str:
    """Everything a niche can be found by, folded, one term between bars: "|mode|fashion|ootd|"."""
    terms = [row["label_en"], row["label_fr"], *row["synonyms"]]
    folded = [fold(term) for term in terms] + [squeeze(tag) for tag in row["hashtags"]]
    return "|" + "|".join(dict.fromkeys(term for term in folded if term)) + "|"


def _niche(row: Row, words: Row | None) -> Row:
    known = {
        **row,
        "slug": slugify(f"{row['label_en']}-{row['code']}"),
        "is_sensitive": row["sensitive"] == "1",
        "is_common": words is not None,
        "synonyms": _list(words["synonyms"]) if words else [],
        "hashtags": [squeeze(tag) for tag in _list(words["hashtags"])] if words else [],
    }
    return {**known, "search_text": search_text(known)}


def _table(name: str) -> list[Row]:
    lines = [line for line in (DATA / name).read_text(encoding="utf-8").splitlines() if line and line[0] != "#"]
    rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE, strict=True))
    codes = [row["code"] for row in rows]
    if len(set(codes)) != len(codes):
        raise BadData(f"{name}: the same code twice: {sorted({code for code in codes if codes.count(code) > 1})}")
    for row in rows:
        if None in row or None in row.values():
            raise BadData(f"{name}: wrong number of columns at {row['code']}")
    return rows


def _tree(rows: Iterable[Row], name: str) -> Iterator[Row]:
    """Add depth and path, parents first. Raises BadData on a missing parent or a cycle."""
    waiting = {row["code"]: row for row in rows}
    paths: dict[str, list[str]] = {"": []}
    while waiting:
        ready = [row for row in waiting.values() if row["parent"] in paths]
        if not ready:
            raise BadData(f"{name}: these hang on no root: {', '.join(sorted(waiting))}")
        for row in ready:
            paths[row["code"]] = [*paths[row["parent"]], row["code"]]
            del waiting[row["code"]]
            yield {**row, "path": paths[row["code"]], "depth": len(paths[row["parent"]]), "is_retired": False}


def _list(text: str) -> list[str]:
    return list(dict.fromkeys(part.strip() for part in text.split("|") if part.strip()))


def _without(row: Row, key: str) -> Row:
    return {name: value for name, value in row.items() if name != key}
