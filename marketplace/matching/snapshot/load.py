"""Columns of every channel that is matched, or of a few creators, from the tables of `creators`.

A test holds what they say equal to `creators.queries.facts`.
"""

from collections.abc import Iterable
from typing import Any

import numpy as np

from creators.models import Channel, Creator, CreatorNiche
from creators.queries.profiles import discoverable
from marketplace.eligibility.values import Values
from marketplace.matching.engine.arrays import Codes
from marketplace.matching.engine.columns import BUCKETS, CODES, DAYS, FLAGS, CreatorColumns
from marketplace.matching.engine.niches import MOST_NICHES, NicheLists
from marketplace.matching.engine.postings import Postings
from marketplace.matching.snapshot import lists, measurements
from marketplace.matching.snapshot.fetch import Field, code, day, fetch, flag, number
from marketplace.taxonomy.models import Niche, Platform

CHANNELS = [
    Field("creator", "c.id", ">i8"),
    Field("channel", "ch.id", ">i8"),
    number("minimum_fee", "c.minimum_fee_minor"),
    code("minimum_fee_currency", "c.minimum_fee_currency", 3),
    code("platform", "p.code", 20),
    code("country", "ch.country", 2),
    code("home_country", "c.home_country", 2),
    code("main_language", "c.languages[1]"),
    code("ownership", "ch.ownership"),
    code("availability", "c.availability"),
    code("community_standing", "NULLIF(ch.community_standing, 'unknown')"),
    day("available_from", "c.available_from"),
    day("available_until", "c.available_until"),
    day("birth_date", "c.birth_date"),
    day("account_created_on", "ch.account_created_on"),
    flag("is_claimed", "c.person_id IS NOT NULL"),
    flag("paid_only", "c.paid_only"),
    flag("is_public", "ch.is_public"),
    flag("is_business", "ch.is_business"),
    flag("identity_verified", "c.identity_verified_at IS NOT NULL"),
]


class Scope:
    """Whose rows a query reads: everybody's who is matched, or those of a few creators."""

    def __init__(self, creators: Iterable[int] | None = None) -> None:
        self.params: list[Any] = [] if creators is None else [sorted(creators)]
        self.is_everybody = creators is None

    def among(self, column: str) -> str:
        """A condition on a column that holds a creator's id."""
        return "TRUE" if self.is_everybody else f"{column} = ANY(%s)"


def load(creators: Iterable[int] | None = None) -> CreatorColumns:
    """The columns of everybody who is matched now, or of those of `creators` who are."""
    scope = Scope(creators)
    rows = _channels(scope)
    index = lists.RowIndex(rows["creator"], rows["channel"])
    niche_lists, niche_list = _niches(scope, index)
    newest = measurements.load(scope, index)
    codes = {name: Codes.of(rows[name]) for name in CODES if name != "city"}
    return CreatorColumns(
        creator=rows["creator"].copy(),
        channel=rows["channel"].copy(),
        minimum_fee=rows["minimum_fee"].copy(),
        source=newest.source,
        niche_list=niche_list,
        niche_lists=niche_lists,
        codes={**codes, "city": _cities(scope, index)},
        days={name: rows[name].copy() for name in DAYS if name != "measured_on"} | {"measured_on": newest.measured_on},
        flags={name: rows[name].astype(bool) for name in FLAGS},
        numbers=newest.numbers,
        sets=Postings({}, len(rows)).with_lists(*lists.load(scope, index), *newest.audiences),
    )


def _channels(scope: Scope) -> np.ndarray:
    """The rows, ordered as columns are. Who is matched is what `discoverable` says."""
    matched, params = discoverable().order_by().values("pk").query.sql_with_params()
    rows = fetch(
        CHANNELS,
        f"FROM {Channel._meta.db_table} ch JOIN {Creator._meta.db_table} c ON c.id = ch.creator_id "
        f"JOIN {Platform._meta.db_table} p ON p.id = ch.platform_id "
        f"WHERE ch.removed_at IS NULL AND c.id IN ({matched}) AND {scope.among('c.id')}",
        [*params, *scope.params],
    )
    return rows[np.lexsort((rows["channel"], rows["creator"], rows["creator"] % BUCKETS))]


def _niches(scope: Scope, index: lists.RowIndex) -> tuple[NicheLists, np.ndarray]:
    """Each row's list of niches, as an index into the distinct lists."""
    rows = fetch(
        [
            Field("creator", "cn.creator_id", ">i8"),
            Field("position", "cn.position", ">i2"),
            code("niche", "n.code", 20),
        ],
        f"FROM {CreatorNiche._meta.db_table} cn JOIN {Niche._meta.db_table} n ON n.id = cn.niche_id "
        f"WHERE {scope.among('cn.creator_id')}",
        scope.params,
    )
    named = Codes.of(rows["niche"])
    order = np.lexsort((rows["position"], rows["creator"]))
    owner, place = rows["creator"][order], named.index[order].astype(np.int64) - 1
    first = np.searchsorted(owner, owner, "left")
    at, entry = index.of_creators(owner)
    words, nth = named.words[1:], (np.arange(len(owner)) - first)[entry]
    lines = np.full((len(index), MOST_NICHES), len(words), np.int64)
    kept = nth < MOST_NICHES
    lines[at[kept], nth[kept]] = place[entry[kept]]
    return NicheLists.distinct(words, lines)


def _cities(scope: Scope, index: lists.RowIndex) -> Codes:
    """In the spelling that rules compare. Names of cities have no fixed width, so they come as ordinary rows."""
    found = Creator.objects.exclude(city="").values_list("pk", "city")
    if not scope.is_everybody:
        found = found.filter(pk__in=scope.params[0])
    told = dict(found.iterator(chunk_size=10_000))
    # There are far fewer cities than creators.
    spelled = {city: Values.CITY.normal(city) for city in set(told.values())}
    named = {creator: spelled[city] for creator, city in told.items()}
    cities = np.full(len(index), "", dtype=f"U{max((len(city) for city in named.values()), default=1)}")
    at, entry = index.of_creators(np.fromiter(named, np.int64, len(named)))
    cities[at] = np.array(list(named.values()), np.str_)[entry] if named else ""
    return Codes.of(cities)
