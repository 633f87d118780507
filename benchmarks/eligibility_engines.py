"""The peers that judge one document at a time: zen-engine and JSONLogic (datalogic-py), both compiled Rust.

Each gets an expression that lists the outcome of every rule, compiled beforehand, and documents made beforehand. For
all creators they run on the first rows only.
"""

import json
from typing import Any

import datalogic_py
import zen

from benchmarks.eligibility_ours import Question, Reasons
from benchmarks.eligibility_people import Thresholds, birthday
from benchmarks.eligibility_tables import ASKED, OLDEST

SAMPLE = 20_000


class _Documents:
    def __init__(self, question: Question) -> None:
        self.sample = min(SAMPLE, len(question.people))
        self.documents = [question.people.plain(row) for row in range(self.sample)]
        self.explained = [question.people.plain(row) for row in question.rows]
        self.creator = question.people.plain(question.row)

    def read_reasons(self, raw: list[Any]) -> Reasons:
        return Reasons.of_outcomes(raw)

    read_explain = read_one_creator = read_reasons


class Zen(_Documents):
    name = "zen-engine"

    def __init__(self, question: Question) -> None:
        super().__init__(question)
        self.programme = zen.compile_expression(self.expression(ASKED))
        self.campaigns = [zen.compile_expression(self.expression(one)) for one in question.campaigns]

    @staticmethod
    def expression(asked: Thresholds) -> str:
        def told(name: str, holds: str) -> str:
            stale = f" or {name}_on < {OLDEST[name]}" if name in OLDEST else ""
            return f"({name} == null{stale}) ? 1 : ({name} {holds}) ? 3 : 0"

        rules = [
            told("followers", f">= {asked.followers}"),
            told("views_30d", f">= {asked.views}"),
            told("birth_date", f"<= {birthday(asked.age)}"),
            told("country", f"in {json.dumps(asked.countries)}"),
            told("standing", f"== '{asked.standing}'"),
            told("is_public", "== true"),
            told("account_age_days", f">= {asked.account}"),
        ]
        return f"[{', '.join(rules)}]"

    def reasons(self) -> list[Any]:
        evaluate = self.programme.evaluate
        return [evaluate(document) for document in self.documents]

    def explain(self) -> list[Any]:
        return [self.programme.evaluate(document) for document in self.explained]

    def one_creator(self) -> list[Any]:
        return [campaign.evaluate(self.creator) for campaign in self.campaigns]


class JsonLogic(_Documents):
    """The batches of its own interface: one rule on many documents, many rules on one."""

    name = "json-logic"

    def __init__(self, question: Question) -> None:
        super().__init__(question)
        engine = datalogic_py.Engine()
        self.session = engine.session()
        self.handles = [datalogic_py.DataHandle(document) for document in self.documents]
        self.explained = [datalogic_py.DataHandle(document) for document in self.explained]
        self.creator = datalogic_py.DataHandle(self.creator)
        self.programme = engine.compile(self.rule(ASKED))
        self.campaigns = [engine.compile(self.rule(one)) for one in question.campaigns]

    @staticmethod
    def rule(asked: Thresholds) -> list[Any]:
        def told(name: str, op: str, needed: Any) -> dict[str, Any]:
            unknown: dict[str, Any] = {"===": [{"var": name}, None]}
            if name in OLDEST:
                unknown = {"or": [unknown, {"<": [{"var": f"{name}_on"}, OLDEST[name]]}]}
            return {"if": [unknown, 1, {op: [{"var": name}, needed]}, 3, 0]}

        return [
            told("followers", ">=", asked.followers),
            told("views_30d", ">=", asked.views),
            told("birth_date", "<=", birthday(asked.age)),
            told("country", "in", list(asked.countries)),
            told("standing", "===", asked.standing),
            told("is_public", "===", True),
            told("account_age_days", ">=", asked.account),
        ]

    def reasons(self) -> list[Any]:
        return self.session.evaluate_batch(self.programme, self.handles)

    def explain(self) -> list[Any]:
        return [self.session.evaluate_data(self.programme, handle) for handle in self.explained]

    def one_creator(self) -> list[Any]:
        return self.session.evaluate_many(self.campaigns, self.creator)

    def read_explain(self, raw: list[Any]) -> Reasons:
        return Reasons.of_outcomes(raw)

    def read_reasons(self, raw: list[Any]) -> Reasons:
        return Reasons.of_outcomes([json.loads(one) for one in raw])

    read_one_creator = read_reasons
