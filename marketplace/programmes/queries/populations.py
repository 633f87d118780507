"""Facts of many as columns, so that a whole population is judged at once."""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from marketplace.eligibility import Fact
from marketplace.eligibility.ages import day_number
from marketplace.eligibility.columns import UNDATED, AnyColumn, Bools, Column, Ints, PostsColumn, SetColumn
from marketplace.eligibility.measures import Kind, Measure, find

POSTS = "posts"


def columns_of(rows: Sequence[Mapping[str, Fact]], measures: Iterable[str]) -> dict[str, AnyColumn]:
    """A column for each of these measure codes, and one of posts; row i is `rows[i]`. What is absent is not known."""
    columns = {code: _column(find(code), [facts.get(code) for facts in rows]) for code in measures}
    posts = [facts.get(POSTS) for facts in rows]
    if any(posts):
        columns[POSTS] = PostsColumn.of([fact.value if fact else None for fact in posts], _days(posts))
    return columns


def _column(measure: Measure, facts: Sequence[Fact | None]) -> AnyColumn:
    known = _known(facts)
    match measure.kind:
        case Kind.SET:
            sets = SetColumn.of([fact.value if fact else None for fact in facts])
            return SetColumn(sets.words, sets.vocabulary, known, _days(facts))
        case Kind.CODE:
            codes = [measure.values.normal(fact.value) if fact else "" for fact in facts]
            vocabulary = {code: number for number, code in enumerate(sorted(set(codes)))}
            values = np.array([vocabulary[code] for code in codes], np.int64)
            return Column(values, known, _days(facts), vocabulary)
    return Column(np.array([int(fact.value) if fact else 0 for fact in facts], np.int64), known, _days(facts))


def _known(facts: Sequence[Fact | None]) -> Bools:
    return np.array([fact is not None for fact in facts], np.bool_)


def _days(facts: Sequence[Fact | None]) -> Ints:
    days = [day_number(fact.as_of) if fact is not None and fact.as_of is not None else UNDATED for fact in facts]
    return np.array(days, np.int64)
