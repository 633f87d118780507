"""Conditions put to a population: the answers as bits, one a row."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from .. import column_tests
from ..columns import Column, Population, PostsColumn
from ..measures import Measure
from ..nodes import Condition
from . import packed
from .packed import Bools, Plane

#: Numbers that are made smaller at a time, so that they stay in a near cache.
_BLOCK = 65_536
#: From so many conditions on, a pass over the numbers that makes them smaller costs less than it saves.
_WORTH_A_PASS = 3


@dataclass(frozen=True, slots=True, eq=False)
class Answers:
    """Where a condition's answer is known, where it is known to be yes (`true`), and where it is not known to be no
    (`possible`)."""

    known: Plane
    true: Plane
    possible: Plane


class Asking:
    """Asks conditions of a population. Those on one measure are asked together: they share what is known of it, and
    its numbers, made as small as their thresholds permit."""

    def __init__(self, population: Population) -> None:
        self._population = population
        self._everybody = packed.full(population.size)
        self._nobody = packed.frozen(np.zeros_like(self._everybody))
        #: One truth value a row, written anew for each condition; what follows the last row stays no.
        self._row_answers = np.zeros(len(self._everybody) * 64, np.bool_)
        #: By measure, the mask of what is known that was packed last, as bits, and the rows it leaves out.
        self._known: dict[str, tuple[Bools, Plane, Plane]] = {}

    def ask(self, conditions: Iterable[Condition]) -> Iterator[tuple[Condition, Answers]]:
        """The conditions with their answers, a measure at a time."""
        asked: dict[Measure, dict[Condition, None]] = defaultdict(dict)
        for condition in conditions:
            asked[condition.measure][condition] = None
        for measure, distinct in asked.items():
            yield from self._ask(measure, list(distinct))

    def _ask(self, measure: Measure, conditions: Sequence[Condition]) -> Iterator[tuple[Condition, Answers]]:
        column = self._population.column(measure)
        if column is None or isinstance(column, PostsColumn):
            for condition in conditions:
                yield condition, self._apart(measure, *self._population.answer(condition))
            return
        known, size = self._population.known(measure, column), self._population.size
        if isinstance(column, Column) and len(conditions) >= _WORTH_A_PASS:
            column = smaller(column, conditions)
        # One piece of memory for all of them: asking the system for many small ones takes longer than filling them.
        room = np.empty((len(conditions), 2, len(self._everybody)), np.uint64)
        for condition, (true, possible) in zip(conditions, room, strict=True):
            column_tests.test(condition, column, self._row_answers[:size])
            yield condition, self._answers(measure, known, packed.pack_words(self._row_answers), true, possible)

    def _apart(self, measure: Measure, known: Bools | None, holds: Bools) -> Answers:
        true, possible = np.empty((2, len(self._everybody)), np.uint64)
        return self._answers(measure, known, packed.pack(holds), true, possible)

    def _answers(self, measure: Measure, known: Bools | None, holds: Plane, true: Plane, possible: Plane) -> Answers:
        """What is known and what holds as answers, written to the two planes given."""
        if known is None:
            return Answers(self._everybody, packed.frozen(holds), holds)
        asked, bits, unknown = self._known.get(measure.code, (None, self._nobody, self._nobody))
        if asked is not known:
            bits = packed.pack(known)
            unknown = self._everybody ^ bits
            self._known[measure.code] = known, bits, unknown
        np.bitwise_and(holds, bits, out=true)
        np.bitwise_or(true, unknown, out=possible)
        return Answers(bits, packed.frozen(true), packed.frozen(possible))


def smaller(column: Column, conditions: Sequence[Condition]) -> Column:
    """The same column for these conditions, its numbers in as few bytes as tell every threshold apart.

    A number beyond what so many bytes hold stands at their end. No threshold lies there, and so it still lies on the
    same side of each.
    """
    asked: list[int] = []
    for condition in conditions:
        interval = column_tests.bounds_of(condition, column)
        listed = column_tests.listed_in(condition, column) if interval is None else interval
        asked += [number for number in listed if number is not None]
    low, high = min(asked, default=0), max(asked, default=0)
    for kind in (np.int8, np.int16, np.int32):
        ends = np.iinfo(kind)
        if np.dtype(kind).itemsize >= column.values.itemsize:
            break
        if ends.min < low and high < ends.max:
            return replace(column, values=_held_in(column.values, kind))
    return column


def _held_in(values: NDArray[np.signedinteger], kind: type[np.signedinteger]) -> NDArray[np.signedinteger]:
    """The numbers in a smaller kind of integers, those beyond its ends at the end."""
    ends, found = np.iinfo(kind), np.empty(len(values), kind)
    spare = np.empty(min(_BLOCK, len(values)), values.dtype)
    for start in range(0, len(values), _BLOCK):
        block = values[start : start + _BLOCK]
        found[start : start + len(block)] = np.clip(block, ends.min, ends.max, out=spare[: len(block)])
    return found
