"""The newest known value of every number, and the newest list of every audience, of each channel.

Measurements that a creator keeps for themself are not read.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from creators.models import Channel, Measurement
from creators.queries.facts import REST
from marketplace.matching.engine.arrays import NO_DAY, NO_NUMBER, Days, Numbers
from marketplace.matching.engine.columns import SOURCES
from marketplace.matching.engine.postings import Postings
from marketplace.matching.snapshot.fetch import Field, code, day, fetch, flag, number
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
    return Newest(latest.days, latest.sources, numbers, list(_audiences(len(index), at, rows)))


def _newest_first(scope: "Scope") -> np.ndarray:
    fields = [
        Field("channel", "m.channel_id", ">i8"),
        Field("id", "m.id", ">i8"),
        day("as_of", "m.as_of"),
        SOURCE,
        *(number(name, sql) for name, sql in NUMBERS.items()),
        *(flag(name, f"m.audience_{name} <> '{{}}'") for name in LISTS),
    ]
    rows = fetch(fields, f"FROM {_shared(scope)}", scope.params)
    return rows[np.lexsort((-rows["id"], -rows["as_of"], rows["channel"]))]


def _shared(scope: "Scope") -> str:
    measurement, channel = Measurement._meta.db_table, Channel._meta.db_table
    mine = f"m.channel_id IN (SELECT id FROM {channel} WHERE {scope.among('creator_id')})"
    return f"{measurement} m WHERE NOT m.is_private AND {'TRUE' if scope.is_everybody else mine}"


def _numbers(size: int, at: np.ndarray, rows: np.ndarray, known: np.ndarray, values: np.ndarray) -> Numbers:
    """The first known value of each row."""
    first = _first(at, known)
    found, days = np.full(size, NO_NUMBER, np.int64), np.full(size, NO_DAY, np.int32)
    sources = np.zeros(size, np.int8)
    found[at[first]] = values[first]
    days[at[first]] = rows["as_of"][first]
    sources[at[first]] = rows["source"][first] - 1
    return Numbers.of(found, days, sources)


def _first(at: np.ndarray, known: np.ndarray) -> np.ndarray:
    """The places of the first known measurement of each row; those of one row stand together."""
    places = np.flatnonzero(known)
    owner = at[places]
    return places[np.append(True, owner[1:] != owner[:-1])[: len(places)]]


def _audiences(size: int, at: np.ndarray, rows: np.ndarray) -> Iterator[Postings]:
    """Of each list the newest that is given, as a whole: its day under the list's name, its shares under their keys."""
    newest = {name: _first(at, rows[name].astype(bool)) for name in LISTS}
    shares = _shares(np.unique(np.concatenate([rows["id"][first] for first in newest.values()])))
    for place, (name, first) in enumerate(newest.items()):
        yield Postings.of(np.full(len(first), f"audience:{name}"), at[first], rows["as_of"][first], size)
        mine = shares[shares["list"] == place]
        # A measurement may be the newest with one list and not with another.
        ordered = first[np.argsort(rows["id"][first])]
        low, high = (np.searchsorted(rows["id"][ordered], mine["measurement"], side) for side in ("left", "right"))
        kept = (low < high) & ((name == "genders") | (mine["key"] != REST.encode()))
        owner = at[ordered[low[kept]]]
        yield Postings.of(mine["key"][kept], owner, mine["share"][kept], size, f"audience:{name}:")


def _shares(measurements: np.ndarray) -> np.ndarray:
    """Every share of every list of these measurements, by the number of its list in LISTS."""
    lists = ", ".join(f"({place}, m.audience_{name})" for place, name in enumerate(LISTS))
    return fetch(
        [Field("measurement", "m.id", ">i8"), Field("list", "l.place::smallint", ">i2"), code("key", "s.key"),
         number("share", "s.value::bigint")],
        f"FROM unnest(%s::bigint[]) AS chosen JOIN {Measurement._meta.db_table} m ON m.id = chosen, "
        f"LATERAL (VALUES {lists}) AS l (place, shares), jsonb_each_text(l.shares) AS s",
        [measurements.tolist()],
    )  # fmt: skip
