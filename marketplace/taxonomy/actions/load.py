"""Bring the database to what the data files say."""

from dataclasses import dataclass
from typing import Any

from django.db import models, transaction

from marketplace.taxonomy import files
from marketplace.taxonomy.models import ContentStyle, DeliverableKind, Niche, Platform, Sector

Row = dict[str, Any]


@dataclass
class Loaded:
    """What a load did to one table."""

    created: int = 0
    updated: int = 0
    retired: int = 0
    unchanged: int = 0


@transaction.atomic
def load() -> dict[str, Loaded]:
    """Load every file. Running it twice changes nothing the second time.

    The files own each row except the columns that were changed in the admin (`curated`). Rows that are no longer in
    the files are retired, not deleted. Raises files.BadData and changes nothing if a file contradicts itself.
    """
    return {
        "platforms": _flat(Platform, files.platforms()),
        "deliverable kinds": _flat(DeliverableKind, files.deliverable_kinds()),
        "content styles": _flat(ContentStyle, files.content_styles()),
        "sectors": _tree(Sector, files.sectors()),
        "niches": _tree(Niche, files.niches()),
    }


def _tree(model: type[models.Model], rows: list[Row]) -> Loaded:
    """One generation after the other, so that a child finds the id of its parent."""
    known = {word.code: word for word in model._default_manager.select_for_update()}  # type: ignore[attr-defined]
    total = Loaded()
    for depth in range(max(row["depth"] for row in rows) + 1):
        generation = []
        for row in rows:
            if row["depth"] == depth:
                parent = known[row["parent"]].pk if row["parent"] else None
                generation.append({**{k: v for k, v in row.items() if k != "parent"}, "parent_id": parent})
        _sync(model, generation, known, total)
    _retire(model, known, {row["code"] for row in rows}, total)
    return total


def _flat(model: type[models.Model], rows: list[Row]) -> Loaded:
    known = {word.code: word for word in model._default_manager.select_for_update()}  # type: ignore[attr-defined]
    total = Loaded()
    _sync(model, rows, known, total)
    _retire(model, known, {row["code"] for row in rows}, total)
    return total


def _sync(model: type[models.Model], rows: list[Row], known: dict[str, Any], total: Loaded) -> None:
    new, changed = [], []
    for row in rows:
        word = known.get(row["code"])
        if word is None:
            new.append(model(**row))
        elif _apply(word, row):
            changed.append(word)
        else:
            total.unchanged += 1
    for word in model._default_manager.bulk_create(new):
        known[word.code] = word  # type: ignore[attr-defined]
    if changed:
        model._default_manager.bulk_update(changed, [name for name in rows[0] if name != "code"], batch_size=500)
    total.created += len(new)
    total.updated += len(changed)


def _apply(word: Any, row: Row) -> bool:
    """Copy what differs and was not curated; True if anything did."""
    curated = set(getattr(word, "curated", []))
    differing = {name: value for name, value in row.items() if name not in curated and getattr(word, name) != value}
    if "search_text" in differing and curated:
        # Found by the words it really has now, curated ones included.
        shown = {name: differing.get(name, getattr(word, name)) for name in row}
        differing["search_text"] = files.search_text(shown)
        if differing["search_text"] == word.search_text:
            del differing["search_text"]
    for name, value in differing.items():
        setattr(word, name, value)
    return bool(differing)


def _retire(model: type[models.Model], known: dict[str, Any], codes: set[str], total: Loaded) -> None:
    gone = [
        word.pk
        for code, word in known.items()
        if code not in codes and not word.is_retired and "is_retired" not in getattr(word, "curated", [])
    ]
    total.retired += model._default_manager.filter(pk__in=gone).update(is_retired=True)
