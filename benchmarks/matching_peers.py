"""The reference campaign of `benchmarks.matching` in other engines: the same facts as a table, the same formulas.

What the product works out once an epoch (percentiles, reliability, confidence) and the niche part, which would need a
list of words a row, are given to the peers as columns, and so are the numbers that break ties: they are spared that.
"""

from functools import reduce
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
import faiss
import numpy as np
import polars as pl
import psycopg

from benchmarks.matching_world import Campaign
from marketplace.eligibility.columns import Population
from marketplace.eligibility.measures import find
from marketplace.matching.engine import Prepared, score_columns
from marketplace.matching.engine.arrays import NO_NUMBER
from marketplace.matching.engine.facts import FactColumns
from marketplace.matching.engine.parts import niche
from marketplace.matching.engine.rank import tie_break

Table = dict[str, np.ndarray]
TOP = 200
#: Eight conditions that must be met, in the order of the product's members: rules, then platform, fee, availability.
CONDITIONS = (
    "followers >= 8000",
    "(views >= 60000 OR median >= 8000)",
    "speaks = 1",
    "country IN (1, 2)",
    "age >= 21",
    "platform IN (1, 2)",
    "(fee IS NULL OR fee <= 250000)",
    "available <> 3",
)
AUDIENCE = (
    "(CASE WHEN fr IS NULL THEN 5000 ELSE LEAST(fr, 4000) * 10000 {d} 4000 END"
    " + CASE WHEN young IS NULL THEN 5000 ELSE LEAST(young, 3000) * 10000 {d} 3000 END"
    " + CASE WHEN country IN (1, 2) THEN 10000 ELSE 0 END + CASE WHEN french = 1 THEN 10000 ELSE 0 END) {d} 4"
)
PRICE = (
    "CASE WHEN video IS NULL OR story IS NULL THEN 5000 WHEN video + 2 * story <= 40000 THEN 10000"
    " WHEN video + 2 * story <= 250000 THEN 10000 - 5000 * (video + 2 * story - 40000) {d} 210000"
    " ELSE GREATEST(0, 5000 - 5000 * (video + 2 * story - 250000) {d} 250000) END"
)
INTEREST = (
    "CASE WHEN claimed = 0 THEN 5000 ELSE (10000 + CASE available WHEN 1 THEN 10000 WHEN 2 THEN 4000 ELSE 0 END"
    " + priced * 5000) {d} (1 + CASE WHEN available > 0 THEN 1 ELSE 0 END + CASE WHEN priced > 0 THEN 1 ELSE 0 END) END"
)
SCORE = (
    f"(2500 * niche + 500 * 5000 + 2000 * ({AUDIENCE}) + 1500 * performance + 1500 * ({PRICE})"
    f" + 500 * reliability + 1000 * ({INTEREST}) + 500 * confidence) {{d}} 10000"
)
WHERE = " AND ".join(CONDITIONS)


def masks() -> str:
    return " + ".join(f"CASE WHEN NOT {one} THEN {1 << place} ELSE 0 END" for place, one in enumerate(CONDITIONS))


def best(division: str) -> str:
    score = SCORE.format(d=division)
    return f"SELECT creator, {score} AS score FROM creators WHERE {WHERE} ORDER BY score DESC, tie, creator LIMIT {TOP}"


def table(campaign: Campaign, creators: Prepared) -> Table:
    """What the formulas read, a row a channel; NO_NUMBER is what is not known."""
    columns, spec = creators.columns, campaign.spec
    facts = FactColumns(columns, creators.frame)
    population = Population(facts, creators.frame.as_of, len(columns))

    def fact(code: str) -> np.ndarray:
        measure, column = find(code), facts[code]
        known = population.known(measure, column)
        values = column.values.astype(np.int64)
        return values if known is None else np.where(known, values, NO_NUMBER)

    claimed = columns.flags["is_claimed"]
    video, story = (columns.sets.values(f"rate:{kind}:EUR", NO_NUMBER) for kind in ("sponsored_video", "story"))
    french, english = columns.sets.has("language:fr"), columns.sets.has("language:en")
    return {
        "creator": columns.creator, "followers": fact("followers"), "views": fact("views_30d"),
        "median": fact("median_views_20"), "age": fact("age_years"), "speaks": (french | english).astype(np.int64),
        "french": french.astype(np.int64), "country": columns.codes["country"].mapped({"BE": 1, "FR": 2}),
        "platform": columns.codes["platform"].mapped({"instagram": 1, "tiktok": 2}),
        "fee": np.where(claimed, columns.minimum_fee, NO_NUMBER), "claimed": claimed.astype(np.int64),
        "available": columns.codes["availability"].mapped({"open": 1, "busy": 2, "not_looking": 3}),
        "fr": _share(creators, "countries", "FR"), "young": _share(creators, "ages", "18-24"),
        "video": video, "story": story,
        "priced": (video != NO_NUMBER).astype(np.int64) + (story != NO_NUMBER),
        "niche": niche.column(spec, columns, creators.frame), "performance": creators.performance,
        "reliability": creators.reliability, "confidence": creators.confidence,
        # In the order of the unsigned numbers they are.
        "tie": (tie_break(spec.salt, columns.creator) ^ np.uint64(1 << 63)).view(np.int64),
    }  # fmt: skip


def _share(creators: Prepared, name: str, code: str) -> np.ndarray:
    sets = creators.columns.sets
    return np.where(sets.has(f"audience:{name}"), sets.values(f"audience:{name}:{code}"), NO_NUMBER)


class NumPy:
    """Every row is judged and scored by the product's formulas over whole columns, then sorted."""

    name = "numpy"

    def __init__(self, campaign: Campaign, creators: Prepared, rows: Table) -> None:
        self.campaign, self.creators, self.rows = campaign, creators, rows

    def _conditions(self) -> list[np.ndarray]:
        """Where each holds, and where it is known not to."""
        t = self.rows
        return [
            t["followers"] >= 8_000, (t["views"] >= 60_000) | (t["median"] >= 8_000), t["speaks"] == 1,
            t["country"] > 0, t["age"] >= 21, t["platform"] > 0, t["fee"] <= 250_000, t["available"] != 3,
        ]  # fmt: skip

    def filter(self) -> int:
        return int(reduce(np.logical_and, self._conditions()).sum())

    def filter_reasons(self) -> np.ndarray:
        t = self.rows
        known = [np.True_] * len(CONDITIONS)
        known[0], known[4] = t["followers"] != NO_NUMBER, t["age"] != NO_NUMBER
        holds = self._conditions()
        known[1] = (t["views"] != NO_NUMBER) & (t["median"] != NO_NUMBER)
        found = np.zeros(len(t["creator"]), np.uint8)
        for place, (yes, sure) in enumerate(zip(holds, known, strict=True)):
            found |= (~yes & sure).astype(np.uint8) << place
        return found

    def filter_score_top200(self) -> list[tuple[int, int]]:
        rows = np.flatnonzero(reduce(np.logical_and, self._conditions()))
        score = score_columns(self.campaign.spec, self.creators)[1][rows]
        order = np.lexsort((self.rows["creator"][rows], self.rows["tie"][rows], -score))[:TOP]
        return list(zip(self.rows["creator"][rows[order]].tolist(), score[order].tolist(), strict=True))


class Polars:
    """A frame, lazy, on all cores, asked in its own SQL."""

    name = "polars"

    def __init__(self, campaign: Campaign, creators: Prepared, rows: Table) -> None:
        self.context = pl.SQLContext(creators=frame(rows).lazy())

    def _ask(self, query: str) -> pl.DataFrame:
        return self.context.execute(query).collect()

    def filter(self) -> int:
        return int(self._ask(f"SELECT count(*) AS n FROM creators WHERE {WHERE}")["n"][0])

    def filter_reasons(self) -> np.ndarray:
        return self._ask(f"SELECT {masks()} AS m FROM creators")["m"].to_numpy()

    def filter_score_top200(self) -> list[tuple[int, int]]:
        return [(int(who), int(score)) for who, score in self._ask(best("//")).rows()]


class DuckDB:
    """Its own table, on all cores."""

    name = "duckdb"

    def __init__(self, campaign: Campaign, creators: Prepared, rows: Table) -> None:
        self.connection = duckdb.connect()
        with TemporaryDirectory() as directory:
            path = Path(directory) / "creators.parquet"
            frame(rows).with_row_index("place").write_parquet(path)
            self.connection.execute(f"CREATE TABLE creators AS SELECT * FROM read_parquet('{path}')")

    def filter(self) -> int:
        found = self.connection.execute(f"SELECT count(*) FROM creators WHERE {WHERE}").fetchone()
        assert found is not None
        return int(found[0])

    def filter_reasons(self) -> np.ndarray:
        return self.connection.execute(f"SELECT {masks()} AS m FROM creators ORDER BY place").fetchnumpy()["m"]

    def filter_score_top200(self) -> list[tuple[int, int]]:
        return [(int(who), int(score)) for who, score in self.connection.execute(best("//")).fetchall()]


class PostgreSQL:
    """The embedded server: an unlogged table, analysed, with an index that covers what the conditions read, parallel
    workers and prepared statements. Reasons are added up in place, so that no row need be sent."""

    name = "postgresql"
    SCHEMA = "bench_matching"

    def __init__(self, url: str, rows: Table) -> None:
        self.connection = psycopg.connect(url, autocommit=True, prepare_threshold=0)
        execute = self.execute = self.connection.execute
        execute(f"DROP SCHEMA IF EXISTS {self.SCHEMA} CASCADE")
        execute(f"CREATE SCHEMA {self.SCHEMA}")
        execute(f"SET search_path TO {self.SCHEMA}")
        execute("SET jit = off")
        execute(f"CREATE UNLOGGED TABLE creators ({', '.join(f'{name} bigint' for name in rows)}, place bigint)")
        with self.connection.cursor().copy("COPY creators FROM STDIN (FORMAT csv)") as copy:
            whole = frame(rows)
            copy.write(whole.with_columns(place=pl.int_range(len(whole))).write_csv(include_header=False))
        execute("CREATE INDEX ON creators (platform, country, followers) INCLUDE (views, median, speaks, age, fee)")
        execute("VACUUM ANALYZE creators")

    def filter(self) -> int:
        return int(self.execute(f"SELECT count(*) FROM creators WHERE {WHERE}").fetchone()[0])  # type: ignore[index]

    def filter_reasons(self) -> Any:
        return self.execute(f"SELECT sum({masks()}) FROM creators").fetchone()

    def read_filter_reasons(self, _raw: Any) -> np.ndarray:
        return np.array([m for (m,) in self.execute(f"SELECT {masks()} FROM creators ORDER BY place").fetchall()])

    def filter_score_top200(self) -> list[tuple[int, int]]:
        return [(int(who), int(score)) for who, score in self.execute(best("/")).fetchall()]

    def close(self) -> None:
        self.execute(f"DROP SCHEMA {self.SCHEMA} CASCADE")
        self.connection.close()


class Faiss:
    """A flat index over the eight parts of this very campaign, worked out beforehand, searched with the weights among
    the rows that a selector lets in."""

    name = "faiss"

    def __init__(self, campaign: Campaign, creators: Prepared, rows: Table) -> None:
        parts = score_columns(campaign.spec, creators)[0].astype(np.float32)
        self.rows, self.index = rows, faiss.IndexFlatIP(parts.shape[1])
        self.index.add(parts)
        self.weights = np.array([campaign.spec.weights], np.float32)
        passing = reduce(np.logical_and, NumPy(campaign, creators, rows)._conditions())
        self.bits = np.packbits(passing, bitorder="little")

    def filter_score_top200(self) -> list[tuple[int, int]]:
        chosen = faiss.SearchParameters(sel=faiss.IDSelectorBitmap(self.bits))
        sums, places = self.index.search(self.weights, TOP, params=chosen)
        found = zip(self.rows["creator"][places[0]].tolist(), sums[0].tolist(), strict=True)
        return [(who, int(value) // 10_000) for who, value in found]


def frame(rows: Table) -> pl.DataFrame:
    """The table with NULL for what is not known."""
    return pl.DataFrame({name: np.asarray(values, np.int64) for name, values in rows.items()}).with_columns(
        pl.all().exclude("tie").replace(NO_NUMBER, None)
    )
