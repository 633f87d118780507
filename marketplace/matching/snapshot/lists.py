"""What is sparse: languages, styles, words, refusals, rates, consents, answers."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import numpy as np
from django.db.models import Model

from creators.models import Consent, Creator, Rate
from marketplace.deals.enums import SAID_BY_CREATOR
from marketplace.deals.models import Contact
from marketplace.matching.engine.arrays import Ints
from marketplace.matching.engine.postings import Postings
from marketplace.matching.snapshot.fetch import Field, code, fetch, number
from marketplace.taxonomy.models import ContentStyle, DeliverableKind, Sector

if TYPE_CHECKING:
    from marketplace.matching.snapshot.load import Scope

CREATOR = Field("creator", "x.creator_id", ">i8")
#: Sets of a creator by the prefix of their keys: the column that holds them,
ARRAYS = {"language:": "languages", "word:": "words"}
#: or the relation and what it leads to.
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
    yield from _answers(scope, index)


def _families(scope: "Scope", index: RowIndex) -> Iterator[Postings]:
    """What is a set of words, all families in one query."""
    among = scope.among("t.creator_id")
    selects = [
        f"SELECT c.id, {place}, code FROM {Creator._meta.db_table} c, unnest(c.{column}) AS code "
        f"WHERE {scope.among('c.id')}"
        for place, column in enumerate(ARRAYS.values())
    ]
    for place, (field, words) in enumerate(FAMILIES.values(), start=len(ARRAYS)):
        through, column = field.through._meta.db_table, words._meta.model_name
        word = f"{words._meta.db_table} w ON w.id = t.{column}_id"
        selects.append(f"SELECT t.creator_id, {place}, w.code FROM {through} t JOIN {word} WHERE {among}")
    rows = fetch(
        [CREATOR, Field("family", "x.family::smallint", ">i2"), code("key", "x.code", 40)],
        f"FROM ({' UNION ALL '.join(selects)}) AS x (creator_id, family, code)",
        scope.params * len(selects),
    )
    for place, prefix in enumerate((*ARRAYS, *FAMILIES)):
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


def _answers(scope: "Scope", index: RowIndex) -> Iterator[Postings]:
    """Of the invitations that called for an answer, how many there were, and how many got one in time. One that the
    brand took back, or that ended because places were taken, called for none."""
    answered = "x.state = 'accepted' OR x.state = 'declined' AND x.decision_reason_code = ANY(%s)"
    due = f"({answered} OR x.state = 'expired' AND x.decision_reason_code = 'no_answer')"
    said = [str(reason) for reason in SAID_BY_CREATOR]
    rows = fetch(
        [CREATOR, Field("due", "x.due", ">i8"), Field("kept", "x.kept", ">i8")],
        f"FROM (SELECT x.creator_id, count(*), count(*) FILTER (WHERE {answered}) FROM {Contact._meta.db_table} x "
        f"WHERE x.kind = 'invitation' AND {due} AND {scope.among('x.creator_id')} GROUP BY x.creator_id) "
        "AS x (creator_id, due, kept)",
        [said, said, *scope.params],
    )
    at, entry = index.of_creators(rows["creator"])
    for name in ("due", "kept"):
        mine = rows[name][entry]
        some = mine > 0
        yield Postings.of(np.full(int(some.sum()), f"answers:{name}"), at[some], mine[some], len(index))
