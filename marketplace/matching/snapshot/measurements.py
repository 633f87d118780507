"""The newest known value of every number, and the newest list of every audience, of each channel.

Measurements that a creator keeps for themself are not read.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from creators.models import Channel, Measurement
from creators.queries.facts import REST
from marketplace.matching.engine.arrays import NO_NUMBER, Days, Numbers, Postings
from marketplace.matching.engine.columns import SOURCES
from marketplace.matching.snapshot.fetch import Field, code, day, fetch, number
from marketplace.matching.snapshot.lists import RowIndex

if TYPE_CHECKING:
    from marketplace.matching.snapshot.load import Scope

#: Measures by code, as SQL over one measurement.
NUMBERS = {
    "followers": "m.followers",
    "following": "m.following",
    "posts_total": "m.posts_total",
    "likes_total": "m.likes_total",
    "posts_30d": "m.posts_30d",
    "views_30d": "m.views_30d",
    "live_hours_30d": "m.live_hours_30d_tenths",
    "median_views_20": "m.median_views_20",
    "engagement_rate_bp": "m.median_engagement_20 * 10000 / NULLIF(m.followers, 0)",
}
LISTS = ("countries", "ages", "genders", "languages")
SOURCE = Field("source", f"array_position(ARRAY{list(SOURCES)}, m.source::text)", ">i4")


@dataclass(frozen=True, eq=False)
class Newest:
    measured_on: Days
    source: np.ndarray
    numbers: dict[str, Numbers]
    audiences: list[Postings]


def load(scope: "Scope", index: RowIndex) -> Newest:
    """What the shared measurements of these rows' channels say now."""
    rows = _newest_first(scope)
    at, entry = index.of_channels(rows["channel"])
    # of_channels keeps the order of the ids it is given, so the newest of each channel still comes first.
    rows = rows[entry]
    latest = _numbers(len(index), at, rows, np.ones(len(rows), bool), rows["as_of"].astype(np.int64))
    numbers = {name: _numbers(len(index), at, rows, rows[name] != NO_NUMBER, rows[name]) for name in NUMBERS}
    return Newest(latest.days, latest.sources, numbers, list(_audiences(scope, index)))


def _newest_first(scope: "Scope") -> np.ndarray:
    fields = [
        Field("channel", "m.channel_id", ">i8"),
        Field("id", "m.id", ">i8"),
        day("as_of", "m.as_of"),
        SOURCE,
        *(number(name, sql) for name, sql in NUMBERS.items()),
    ]
    rows = fetch(fields, f"FROM {_shared(scope)}", scope.params)
    return rows[np.lexsort((-rows["id"], -rows["as_of"], rows["channel"]))]


def _shared(scope: "Scope") -> str:
    measurement, channel = Measurement._meta.db_table, Channel._meta.db_table
    mine = f"m.channel_id IN (SELECT id FROM {channel} WHERE {scope.among('creator_id')})"
    return f"{measurement} m WHERE NOT m.is_private AND {'TRUE' if scope.is_everybody else mine}"


def _numbers(size: int, at: np.ndarray, rows: np.ndarray, known: np.ndarray, values: np.ndarray) -> Numbers:
    """The first known value of each row."""
    found = Numbers.unknown(size)
    places, first = np.unique(at[known], return_index=True)
    found.values[places] = values[known][first]
    found.days[places] = rows["as_of"][known][first]
    found.sources[places] = rows["source"][known][first] - 1
    return found


def _audiences(scope: "Scope", index: RowIndex) -> Iterator[Postings]:
    """Of each list the newest that is given, as a whole: its day under the list's name, its shares under their keys."""
    for name in LISTS:
        column = f"audience_{name}"
        newest = (
            f"(SELECT DISTINCT ON (m.channel_id) m.channel_id, m.as_of, m.{column} AS shares FROM {_shared(scope)} "
            f"AND m.{column} <> '{{}}' ORDER BY m.channel_id, m.as_of DESC, m.id DESC) x"
        )
        rows = fetch(
            [Field("channel", "x.channel_id", ">i8"), day("as_of", "x.as_of"), code("key", "s.key"),
             number("share", "s.value::bigint")],
            f"FROM {newest}, jsonb_each_text(x.shares) s",
            scope.params,
        )  # fmt: skip
        at, entry = index.of_channels(rows["channel"])
        yield Postings.of(np.full(len(at), f"audience:{name}"), at, rows["as_of"][entry], len(index))
        rest = np.zeros(len(rows), bool) if name == "genders" else rows["key"] == REST.encode()
        kept = ~rest[entry]
        yield Postings.of(
            rows["key"][entry][kept], at[kept], rows["share"][entry][kept], len(index), f"audience:{name}:"
        )
