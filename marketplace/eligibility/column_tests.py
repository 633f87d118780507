"""What a condition says of every value of a column, known or not."""

from collections.abc import Sequence
from functools import reduce

import numpy as np
from numpy.typing import NDArray

from .column_types import Bools, Column, SetColumn
from .comparators import Op, bounds
from .measures import Kind
from .nodes import Condition

_FEW = 8


def test(condition: Condition, column: Column | SetColumn, out: Bools | None) -> Bools:
    """Row by row; where the value is not known the answer means nothing. Written to `out`, one truth value a row, where
    that is given."""
    if isinstance(column, SetColumn):
        found = _test_sets(condition, column)
        if out is None:
            return found
        out[:] = found
        return out
    interval = bounds_of(condition, column)
    if interval is None:
        return _is_in(column.values, listed_in(condition, column), condition.op is Op.NOT_IN, out)
    low, high = interval
    if low is not None and low == high:
        return np.equal(column.values, low, out=out)
    if low is not None:
        found = np.greater_equal(column.values, low, out=out)
        return found if high is None else np.logical_and(found, column.values <= high, out=found)
    assert high is not None
    return np.less_equal(column.values, high, out=out)


def bounds_of(condition: Condition, column: Column) -> tuple[int | None, int | None] | None:
    """The numbers of a column that pass, as a closed interval; None where a list says which."""
    if condition.op in (Op.IN, Op.NOT_IN) or condition.measure.kind is Kind.CODE:
        return None
    return bounds(condition.op, condition.value)


def listed_in(condition: Condition, column: Column) -> Sequence[int]:
    """The numbers of a column that a condition lists; codes that its vocabulary has not occur in no row."""
    listed = condition.value if condition.op in (Op.IN, Op.NOT_IN) else (condition.value,)
    if condition.measure.kind is not Kind.CODE:
        return tuple(listed)
    vocabulary = column.vocabulary or {}
    return [vocabulary[code] for code in listed if code in vocabulary]


def _is_in(values: NDArray[np.signedinteger], listed: Sequence[int], turned: bool, out: Bools | None) -> Bools:
    """Whether each value is one of the list, or, turned, none of it."""
    if out is None:
        out = np.empty(len(values), np.bool_)
    if len(listed) > _FEW:
        out[:] = np.isin(values, np.array(listed, np.int64))
    elif listed:
        np.equal(values, listed[0], out=out)
        for item in listed[1:]:
            out |= values == item
    else:
        out[:] = False
    return np.logical_not(out, out=out) if turned else out


def _test_sets(condition: Condition, column: SetColumn) -> Bools:
    bits = [column.vocabulary.get(code) for code in condition.value]
    asked: dict[int, int] = {}
    for bit in bits:
        if bit is not None:
            asked[bit // 64] = asked.get(bit // 64, 0) | 1 << bit % 64
    if condition.op is Op.HAS:
        if None in bits:
            return np.zeros(len(column), np.bool_)
        every = [(column.words[:, word] & np.uint64(mask)) == np.uint64(mask) for word, mask in asked.items()]
        return reduce(np.logical_and, every, np.ones(len(column), np.bool_))
    some = [(column.words[:, word] & np.uint64(mask)) != 0 for word, mask in asked.items()]
    found = reduce(np.logical_or, some, np.zeros(len(column), np.bool_))
    return ~found if condition.op is Op.HAS_NOT else found
