"""What is asked of every engine in `benchmarks.eligibility`, and the product's own answers."""

import hashlib
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from benchmarks.eligibility_people import DAY, PROGRAMME, People, Thresholds
from marketplace.eligibility import Outcome, explain
from marketplace.eligibility.bitmaps import Bitmaps, RuleBook
from marketplace.eligibility.columns import evaluate


class Question(NamedTuple):
    """The creators, the rows of those who are explained one by one, the one who meets all campaigns, and these."""

    people: People
    rows: list[int]
    row: int
    campaigns: list[Thresholds]

    @classmethod
    def about(cls, people: People, campaigns: list[Thresholds]) -> "Question":
        """The one who meets all campaigns has stale views and everything else known, so that all outcomes occur."""
        known = np.logical_and.reduce([values >= 0 for values in people.numbers.values()])
        views = evaluate(PROGRAMME, people.columns, DAY).criteria
        chosen = known & (views["views"] == Outcome.UNKNOWN) & (views["followers"] == Outcome.PASS)
        spread = np.random.default_rng(5).integers(0, len(people), 50)
        return cls(people, spread.tolist(), int(np.flatnonzero(chosen)[0]), campaigns)


class Reasons(NamedTuple):
    """Per row the outcome, which criteria fail, and which are unknown: criterion i is bit i."""

    outcome: NDArray[Any]
    fails: NDArray[Any]
    unknowns: NDArray[Any]

    @classmethod
    def of_outcomes(cls, lists: list[list[int]]) -> "Reasons":
        """From one list of the criteria's outcomes a row, where all of them must hold."""
        found = np.array(lists, np.int64)
        powers = 1 << np.arange(found.shape[1])
        return cls(found.min(axis=1), (found == Outcome.FAIL) @ powers, (found == Outcome.UNKNOWN) @ powers)

    def first(self, size: int) -> "Reasons":
        return Reasons(*(part[:size] for part in self))

    @property
    def counts(self) -> tuple[int, int, int]:
        """How many fail, are unknown, pass."""
        found = np.bincount(np.asarray(self.outcome, np.int64), minlength=4)
        return int(found[0]), int(found[1]), int(found[3])

    @property
    def hash(self) -> str:
        parts = (np.ascontiguousarray(part, dtype="<i8").tobytes() for part in self)
        return hashlib.sha256(b"".join(parts)).hexdigest()


class Columns:
    """`columns.evaluate`: reads the facts each time, as the peers do."""

    name = "columns"

    def __init__(self, question: Question) -> None:
        self.question = question
        self.facts = [question.people.facts(row) for row in question.rows]

    def reasons(self) -> Reasons:
        verdict = evaluate(PROGRAMME, self.question.people.columns, DAY)
        return Reasons(verdict.outcome, verdict.bits(Outcome.FAIL), verdict.bits(Outcome.UNKNOWN))

    def counts(self) -> tuple[int, int, int]:
        found = evaluate(PROGRAMME, self.question.people.columns, DAY).counts
        return found[Outcome.FAIL], found[Outcome.UNKNOWN], found[Outcome.PASS]

    def explain(self) -> list[Any]:
        return [explain(PROGRAMME, facts, DAY) for facts in self.facts]

    def read_explain(self, raw: list[Any]) -> Reasons:
        return Reasons.of_outcomes([[result.outcome for result in verdict.criteria] for verdict in raw])


class Prepared:
    """`bitmaps`: the conditions are asked beforehand, the rule sets are in a book."""

    name = "bitmaps"

    def __init__(self, question: Question) -> None:
        self.bitmaps = Bitmaps(question.people.columns, DAY).prepare([PROGRAMME])
        self.book = RuleBook([campaign.rules for campaign in question.campaigns], DAY)
        self.facts = question.people.facts(question.row)

    def reasons(self) -> Reasons:
        verdict = self.bitmaps.evaluate(PROGRAMME)
        return Reasons(verdict.outcome, verdict.masks(Outcome.FAIL), verdict.masks(Outcome.UNKNOWN))

    def counts(self) -> tuple[int, int, int]:
        found = self.bitmaps.evaluate(PROGRAMME).counts
        return found[Outcome.FAIL], found[Outcome.UNKNOWN], found[Outcome.PASS]

    def one_creator(self) -> Reasons:
        verdict = self.book.judge(self.facts)
        return Reasons(verdict.outcome, verdict.bits(Outcome.FAIL), verdict.bits(Outcome.UNKNOWN))


class Stored(Prepared):
    """The same, with reasons as they are stored: signed 64 bits a row and outcome."""

    name = "bitmaps, 64-bit masks"

    def __init__(self, prepared: Prepared) -> None:
        self.bitmaps = prepared.bitmaps

    def reasons(self) -> Reasons:
        verdict = self.bitmaps.evaluate(PROGRAMME)
        return Reasons(verdict.outcome, verdict.bits(Outcome.FAIL), verdict.bits(Outcome.UNKNOWN))

    counts = one_creator = None  # type: ignore[assignment]
