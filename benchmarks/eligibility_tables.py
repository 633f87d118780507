"""The peers that judge tables in this process: Polars and DuckDB. A rule is an expression, true, false or NULL."""

from functools import reduce
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
import numpy as np
import polars as pl

from benchmarks.eligibility_ours import Question, Reasons
from benchmarks.eligibility_people import COUNTRIES, FRESH_DAYS, STANDINGS, TODAY, Thresholds, birthday

ASKED = Thresholds(10_000, 100_000, 18, tuple(COUNTRIES[:7]), "good", 30)
OLDEST = {name: TODAY - days for name, days in FRESH_DAYS.items()}
FRESH = {name: f"{name}_on >= {oldest}" for name, oldest in OLDEST.items()}
RULES = [
    f"CASE WHEN {FRESH['followers']} THEN followers >= {ASKED.followers} END",
    f"CASE WHEN {FRESH['views_30d']} THEN views_30d >= {ASKED.views} END",
    f"birth_date <= {birthday(ASKED.age)}",
    f"country IN ({', '.join(repr(code) for code in ASKED.countries)})",
    f"standing = '{ASKED.standing}'",
    "is_public",
    f"account_age_days >= {ASKED.account}",
]


def frame(question: Question) -> pl.DataFrame:
    """The creators as a table; NULL is what is not known."""
    table = pl.DataFrame(question.people.numbers).with_columns(pl.all().replace(-1, None))
    words = {"country": COUNTRIES, "standing": STANDINGS}
    named = [pl.col(name).replace_strict(dict(enumerate(said)), return_dtype=pl.String) for name, said in words.items()]
    return table.with_columns(*named, pl.col("is_public").cast(pl.Boolean)).with_row_index("id")


def campaign_frame(question: Question) -> pl.DataFrame:
    asked = question.campaigns
    return pl.DataFrame(
        {
            "id": range(len(asked)),
            "followers": [one.followers for one in asked],
            "views": [one.views for one in asked],
            "born": [birthday(one.age) for one in asked],
            "countries": [list(one.countries) for one in asked],
            "standing": [one.standing for one in asked],
            "account": [one.account for one in asked],
        }
    )


def current(question: Question) -> dict[str, Any]:
    """The one creator who meets all campaigns; what is stale is not known."""
    plain = question.people.plain(question.row)
    return {name: None if plain.get(f"{name}_on", TODAY) < OLDEST.get(name, 0) else plain[name] for name in plain}


def masks(rules: list[str]) -> str:
    """SQL for the outcome and both masks, from rules that are true, false or NULL."""
    named = ", ".join(f"{rule} AS r{place}" for place, rule in enumerate(rules))
    fails = " + ".join(f"CASE WHEN NOT r{place} THEN {1 << place} ELSE 0 END" for place in range(len(rules)))
    unknowns = " + ".join(f"CASE WHEN r{place} IS NULL THEN {1 << place} ELSE 0 END" for place in range(len(rules)))
    inner = f"SELECT id, {fails} AS fails, {unknowns} AS unknowns FROM (SELECT id, {named} FROM %s) AS judged"
    outcome = "CASE WHEN fails > 0 THEN 0 WHEN unknowns > 0 THEN 1 ELSE 3 END AS outcome"
    return f"SELECT id, {outcome}, fails, unknowns FROM ({inner}) AS masked"


COUNTS = (
    "SELECT count(*) FILTER (WHERE NOT whole), count(*) FILTER (WHERE whole IS NULL), count(*) FILTER (WHERE whole) "
    f"FROM (SELECT {' AND '.join(f'({rule})' for rule in RULES)} AS whole FROM creators) AS judged"
)


class Polars:
    """Lazy expressions over columns, on all cores."""

    name = "polars"

    def __init__(self, question: Question) -> None:
        self.question = question
        self.table, self.campaigns = frame(question), campaign_frame(question)
        self.rules = self._rules()

    def _rules(self) -> list[pl.Expr]:
        col, thresholds = pl.col, {"followers": ASKED.followers, "views_30d": ASKED.views}
        fresh = [pl.when(col(f"{name}_on") >= OLDEST[name]).then(col(name) >= low) for name, low in thresholds.items()]
        return [
            *fresh,
            col("birth_date") <= birthday(ASKED.age),
            col("country").is_in(ASKED.countries),
            col("standing") == ASKED.standing,
            col("is_public"),
            col("account_age_days") >= ASKED.account,
        ]

    def _reasons(self, table: pl.DataFrame, rules: list[pl.Expr]) -> Reasons:
        def mask(flags: list[pl.Expr]) -> pl.Expr:
            bits = [flag.fill_null(False).cast(pl.UInt8) * (1 << place) for place, flag in enumerate(flags)]
            return reduce(lambda one, other: one + other, bits)

        fails, unknowns = mask([~rule for rule in rules]), mask([rule.is_null() for rule in rules])
        whole = pl.when(pl.col("fails") > 0).then(0).when(pl.col("unknowns") > 0).then(1).otherwise(3)
        found = table.lazy().select(fails=fails, unknowns=unknowns)
        found = found.with_columns(outcome=whole.cast(pl.UInt8)).collect()
        return Reasons(*(found[part].to_numpy() for part in Reasons._fields))

    def reasons(self) -> Reasons:
        return self._reasons(self.table, self.rules)

    def counts(self) -> tuple[int, ...]:
        whole = reduce(lambda one, other: one & other, self.rules)
        found = self.table.lazy().select(whole=whole)
        whole = pl.col("whole")
        return found.select(fail=(~whole).sum(), unknown=whole.is_null().sum(), passed=whole.sum()).collect().row(0)

    def explain(self) -> list[Any]:
        named = {f"r{place}": rule for place, rule in enumerate(self.rules)}
        return [self.table[row].select(**named).row(0) for row in self.question.rows]

    def read_explain(self, raw: list[Any]) -> Reasons:
        return Reasons.of_outcomes([[{None: 1, False: 0, True: 3}[one] for one in row] for row in raw])

    def one_creator(self) -> Reasons:
        known, col = current(self.question), pl.col
        number = {name: pl.lit(known[name], pl.Int64) for name in ("followers", "views_30d", "birth_date")}
        rules = [
            number["followers"] >= col("followers"),
            number["views_30d"] >= col("views"),
            number["birth_date"] <= col("born"),
            col("countries").list.contains(known["country"]),
            pl.lit(known["standing"]) == col("standing"),
            pl.lit(known["is_public"]),
            pl.lit(known["account_age_days"]) >= col("account"),
        ]
        return self._reasons(self.campaigns, rules)


class PreparedPolars(Polars):
    """The same with the seven answers worked out beforehand, as columns of booleans."""

    name = "polars, prepared"

    def __init__(self, polars: Polars) -> None:
        self.table = polars.table.select(**{f"r{place}": rule for place, rule in enumerate(polars.rules)})
        self.rules = [pl.col(name) for name in self.table.columns]

    explain = one_creator = None  # type: ignore[assignment]


class DuckDB:
    """Its own tables, on all cores; answers come back as NumPy columns, in any order."""

    name = "duckdb"

    def __init__(self, question: Question) -> None:
        self.question, self.connection = question, duckdb.connect()
        with TemporaryDirectory() as directory:
            for name, table in (("creators", frame(question)), ("campaigns", campaign_frame(question))):
                path = Path(directory) / f"{name}.parquet"
                table.write_parquet(path)
                self.connection.execute(f"CREATE TABLE {name} AS SELECT * FROM read_parquet('{path}')")
        self.connection.execute("CREATE UNIQUE INDEX creators_id ON creators (id)")

    def reasons(self) -> Any:
        return self.connection.execute(masks(RULES) % "creators").fetchnumpy()

    def read_reasons(self, raw: Any) -> Reasons:
        order = np.argsort(raw["id"])
        return Reasons(*(raw[part][order] for part in Reasons._fields))

    read_one_creator = read_reasons

    def counts(self) -> Any:
        return self.connection.execute(COUNTS).fetchone()

    def explain(self) -> list[Any]:
        query = masks(RULES) % "creators" + " WHERE id = ?"
        return [self.connection.execute(query, [row]).fetchone() for row in self.question.rows]

    def read_explain(self, raw: list[Any]) -> Reasons:
        return Reasons(*np.array(raw, np.int64).T[1:])

    def one_creator(self) -> Any:
        known = current(self.question)
        rules = campaign_rules("${}", "list_contains(countries, {})")
        asked = {name: known[name] for name in ASKS}
        return self.connection.execute(masks(rules) % "campaigns", asked).fetchnumpy()


ASKS = ("followers", "views_30d", "birth_date", "country", "standing", "is_public", "account_age_days")


def campaign_rules(mark: str, listed: str) -> list[str]:
    """The seven rules with the creator's values as parameters and the thresholds as columns."""
    value = {name: mark.format(name) for name in ASKS}
    return [
        f"{value['followers']}::bigint >= followers",
        f"{value['views_30d']}::bigint >= views",
        f"{value['birth_date']}::bigint <= born",
        listed.format(value["country"]),
        f"{value['standing']} = standing",
        f"{value['is_public']}::boolean",
        f"{value['account_age_days']}::bigint >= account",
    ]
