"""PostgreSQL as a peer of `benchmarks.eligibility`: the embedded server, on a schema of its own, dropped again."""

import os
from typing import Any

import numpy as np
import polars as pl
import psycopg

from benchmarks.eligibility_ours import Question, Reasons
from benchmarks.eligibility_tables import ASKS, COUNTS, RULES, campaign_frame, campaign_rules, current, frame, masks

SCHEMA = "bench_eligibility"
CREATORS = """id bigint PRIMARY KEY, followers bigint, followers_on bigint, views_30d bigint, views_30d_on bigint,
    birth_date bigint, country text, standing text, is_public boolean, account_age_days bigint"""
CAMPAIGNS = """id bigint PRIMARY KEY, followers bigint, views bigint, born bigint, countries text[], standing text,
    account bigint"""


class PostgreSQL:
    """Unlogged tables, vacuumed and analysed, read from memory, with parallel workers, prepared statements and no JIT.
    To give reasons for all it works out every row and adds them up, so that none need be sent; the answers that are
    compared are fetched apart."""

    name = "postgresql"

    def __init__(self, question: Question) -> None:
        self.question = question
        self.connection = psycopg.connect(os.environ["DATABASE_OWNER_URL"], autocommit=True, prepare_threshold=0)
        self.execute = self.connection.execute
        self.execute(f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE")
        self.execute(f"CREATE SCHEMA {SCHEMA}")
        self.execute(f"SET search_path TO {SCHEMA}")
        self.execute("SET jit = off")
        listed = "{" + pl.col("countries").list.join(",") + "}"
        self._load("creators", CREATORS, frame(question))
        self._load("campaigns", CAMPAIGNS, campaign_frame(question).with_columns(countries=listed))

    def _load(self, name: str, columns: str, table: pl.DataFrame) -> None:
        self.execute(f"CREATE UNLOGGED TABLE {name} ({columns})")
        with self.connection.cursor().copy(f"COPY {name} FROM STDIN (FORMAT csv)") as copy:
            copy.write(table.write_csv(include_header=False))
        self.execute(f"VACUUM ANALYZE {name}")

    def reasons(self) -> Any:
        query = f"SELECT sum(outcome), sum(fails), sum(unknowns) FROM ({masks(RULES) % 'creators'}) AS found"
        return self.execute(query).fetchone()

    def read_reasons(self, _raw: Any) -> Reasons:
        return self._rows(f"{masks(RULES) % 'creators'} ORDER BY id")

    def counts(self) -> Any:
        return self.execute(COUNTS).fetchone()

    def explain(self) -> list[Any]:
        query = masks(RULES) % "creators" + " WHERE id = %s"
        return [self.execute(query, [row]).fetchone() for row in self.question.rows]

    def read_explain(self, raw: list[Any]) -> Reasons:
        return Reasons(*np.array(raw, np.int64).T[1:])

    def one_creator(self) -> list[Any]:
        rules = campaign_rules("%({})s", "{} = ANY(countries)")
        known = current(self.question)
        query = masks(rules).replace("FROM %s", "FROM campaigns") + " ORDER BY id"
        return self.execute(query, {name: known[name] for name in ASKS}).fetchall()

    read_one_creator = read_explain

    def close(self) -> None:
        self.execute(f"DROP SCHEMA {SCHEMA} CASCADE")
        self.connection.close()

    def _rows(self, query: str) -> Reasons:
        return self.read_explain(self.execute(query).fetchall())
