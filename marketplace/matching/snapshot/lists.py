"""What is sparse: languages, styles, refusals, rates, consents."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np
from django.db.models import Model

from creators.models import Consent, Creator, Rate
from marketplace.matching.engine.arrays import Ints
from marketplace.matching.engine.postings import Postings
from marketplace.matching.snapshot.fetch import Field, code, fetch, number
from marketplace.taxonomy.models import ContentStyle, DeliverableKind, Sector

if TYPE_CHECKING:
    from marketplace.matching.snapshot.load import Scope

CREATOR = Field("creator", "x.creator_id", ">i8")
#: Sets of words of a creator by the prefix of their keys: the relation and what it leads to.
FAMILIES: dict[str, tuple[Any, type[Model]]] = {
    "style:": (Creator.styles, ContentStyle),
    "refuses_sector:": (Creator.refuses_sectors, Sector),
    "refuses_kind:": (Creator.refuses_kinds, DeliverableKind),
}


class RowIndex:
    """From ids of creators and channels to the rows that are theirs."""

    def __init__(self, creator: Ints, channel: Ints) -> None:
        self.creator, self.channel = creator, channel
        self._by_creator, self._by_channel = np.argsort(creator, kind="stable"), np.argsort(channel, kind="stable")

    def __len__(self) -> int:
        return len(self.creator)

    def of_creators(self, ids: Ints) -> tuple[Ints, Ints]:
        """Pairs (row, place in `ids`): a creator has as many as they have channels, a stranger none."""
        return _expand(self.creator[self._by_creator], self._by_creator, ids)

    def of_channels(self, ids: Ints) -> tuple[Ints, Ints]:
        return _expand(self.channel[self._by_channel], self._by_channel, ids)


def _expand(ordered: Ints, rows: Ints, ids: Ints) -> tuple[Ints, Ints]:
    low, high = np.searchsorted(ordered, ids, "left"), np.searchsorted(ordered, ids, "right")
    count = high - low
    entry = np.repeat(np.arange(len(ids)), count)
    within = np.arange(len(entry)) - np.repeat(np.cumsum(count) - count, count)
    return rows[low[entry] + within], entry


def load(scope: "Scope", index: RowIndex) -> Iterator[Postings]:
    """Each family of lists under its own prefix."""
    yield from _families(scope, index)
    yield _rates(scope, index)
    yield _consents(scope, index)


def _families(scope: "Scope", index: RowIndex) -> Iterator[Postings]:
    """What is a set of words, all families in one query."""
    among = scope.among("t.creator_id")
    spoken = f"SELECT c.id, 0, code FROM {Creator._meta.db_table} c, unnest(c.languages) AS code"
    selects = [f"{spoken} WHERE {scope.among('c.id')}"]
    for place, (field, words) in enumerate(FAMILIES.values(), start=1):
        through, column = field.through._meta.db_table, words._meta.model_name
        word = f"{words._meta.db_table} w ON w.id = t.{column}_id"
        selects.append(f"SELECT t.creator_id, {place}, w.code FROM {through} t JOIN {word} WHERE {among}")
    rows = fetch(
        [CREATOR, Field("family", "x.family::smallint", ">i2"), code("key", "x.code", 40)],
        f"FROM ({' UNION ALL '.join(selects)}) AS x (creator_id, family, code)",
        scope.params * len(selects),
    )
    for place, prefix in enumerate(("language:", *FAMILIES)):
        mine = rows[rows["family"] == place]
        at, entry = index.of_creators(mine["creator"])
        yield Postings.of(mine["key"][entry], at, 1, len(index), prefix)


def _rates(scope: "Scope", index: RowIndex) -> Postings:
    """A price for any channel first, so that a channel's own price takes its place."""
    key = code("key", "k.code || ':' || x.currency", 44)
    rows = fetch(
        [CREATOR, number("channel", "x.channel_id"), key, number("amount", "x.amount_minor")],
        f"FROM {Rate._meta.db_table} x JOIN {DeliverableKind._meta.db_table} k ON k.id = x.kind_id "
        f"WHERE x.is_active AND {scope.among('x.creator_id')}",
        scope.params,
    )
    general, own = rows[rows["channel"] < 0], rows[rows["channel"] >= 0]
    at, entry = index.of_creators(general["creator"])
    at_own, entry_own = index.of_channels(own["channel"])
    return Postings.of(
        np.concatenate([general["key"][entry], own["key"][entry_own]]),
        np.concatenate([at, at_own]),
        np.concatenate([general["amount"][entry], own["amount"][entry_own]]),
        len(index),
        "rate:",
    )


def _consents(scope: "Scope", index: RowIndex) -> Postings:
    """Of each first day, the last one. Confirmed by staff and not withdrawn."""
    first, last = (f"(x.{name} - DATE '1970-01-01')" for name in ("starts_on", "ends_on"))
    rows = fetch(
        [CREATOR, code("key", f"{first}::text", 8), number("last", last)],
        f"FROM {Consent._meta.db_table} x WHERE x.confirmed_at IS NOT NULL AND x.withdrawn_at IS NULL "
        f"AND {scope.among('x.creator_id')}",
        scope.params,
    )
    rows = rows[np.argsort(rows["last"], kind="stable")]
    at, entry = index.of_creators(rows["creator"])
    return Postings.of(rows["key"][entry], at, rows["last"][entry], len(index), "consent:")
