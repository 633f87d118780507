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


def test(condition: Condition, column: Column | SetColumn) -> Bools:
    """Row by row; where the value is not known the answer means nothing."""
    if isinstance(column, SetColumn):
        return _test_sets(condition, column)
    if condition.measure.kind is Kind.CODE:
        return _test_codes(condition, column)
    op, needed, values = condition.op, condition.value, column.values
    if op is Op.IN:
        return _is_in(values, needed)
    if op is Op.NOT_IN:
        return ~_is_in(values, needed)
    low, high = bounds(op, needed)
    above = None if low is None else values >= low
    below = None if high is None else values <= high
    if above is None or below is None:
        return above if above is not None else below  # type: ignore[return-value]
    return above & below


def _test_codes(condition: Condition, column: Column) -> Bools:
    vocabulary = column.vocabulary or {}
    listed = condition.value if condition.op in (Op.IN, Op.NOT_IN) else (condition.value,)
    found = _is_in(column.values, [vocabulary[code] for code in listed if code in vocabulary])
    return ~found if condition.op is Op.NOT_IN else found


def _is_in(values: NDArray[np.signedinteger], listed: Sequence[int]) -> Bools:
    if len(listed) > _FEW:
        return np.isin(values, np.array(listed, np.int64))
    return reduce(np.logical_or, [values == item for item in listed], np.zeros(len(values), np.bool_))


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
