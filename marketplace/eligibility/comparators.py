"""What a rule may ask of a measure.

On numbers: ≥ > ≤ < = , between (both ends included), in, not in. On codes: =, in, not in. On yes/no: =.
On sets: `has` asks for all that is listed, `has_any` for at least one, `has_not` for none of them.
"""

import operator
from collections.abc import Callable
from enum import StrEnum
from typing import Any

from .measures import Kind


class Op(StrEnum):
    GTE = "gte"
    GT = "gt"
    LTE = "lte"
    LT = "lt"
    EQ = "eq"
    BETWEEN = "between"
    IN = "in"
    NOT_IN = "not_in"
    HAS = "has"
    HAS_ANY = "has_any"
    HAS_NOT = "has_not"


OPS_OF_KIND: dict[Kind, tuple[Op, ...]] = {
    Kind.INT: (Op.GTE, Op.GT, Op.LTE, Op.LT, Op.EQ, Op.BETWEEN, Op.IN, Op.NOT_IN),
    Kind.CODE: (Op.EQ, Op.IN, Op.NOT_IN),
    Kind.SET: (Op.HAS, Op.HAS_ANY, Op.HAS_NOT),
    Kind.BOOL: (Op.EQ,),
}

#: These take a list of one or more values.
LISTS = frozenset({Op.IN, Op.NOT_IN, Op.HAS, Op.HAS_ANY, Op.HAS_NOT})

#: What a test reads: an int, a code, a truth value, or a frozenset of codes.
Observed = Any
Test = Callable[[Observed], bool]

_ORDER: dict[Op, Callable[[Any, Any], bool]] = {
    Op.GTE: operator.ge,
    Op.GT: operator.gt,
    Op.LTE: operator.le,
    Op.LT: operator.lt,
    Op.EQ: operator.eq,
}


def test_for(op: Op, needed: Any) -> Test:
    """The comparator with its threshold, ready to be asked many times."""
    if op in _ORDER:
        compare = _ORDER[op]
        return lambda observed: compare(observed, needed)
    if op is Op.BETWEEN:
        low, high = needed
        return lambda observed: low <= observed <= high
    listed = frozenset(needed)
    return {
        Op.IN: listed.__contains__,
        Op.NOT_IN: lambda observed: observed not in listed,
        Op.HAS: listed.issubset,
        Op.HAS_ANY: lambda observed: not listed.isdisjoint(observed),
        Op.HAS_NOT: listed.isdisjoint,
    }[op]


def bounds(op: Op, needed: Any) -> tuple[int | None, int | None]:
    """The numbers that pass, as a closed interval; `>` 9,999 is `≥` 10,000, for there is nothing between."""
    match op:
        case Op.GTE:
            return needed, None
        case Op.GT:
            return needed + 1, None
        case Op.LTE:
            return None, needed
        case Op.LT:
            return None, needed - 1
        case Op.EQ:
            return needed, needed
        case Op.BETWEEN:
            return needed[0], needed[1]
        case _:
            return None, None


def gap_to(op: Op, needed: Any, observed: int) -> int | None:
    """How far a number is from passing: 0 when it passes, None where distance means nothing."""
    low, high = bounds(op, needed)
    if low is None and high is None:
        return None
    if low is not None and observed < low:
        return low - observed
    if high is not None and observed > high:
        return observed - high
    return 0
