"""What a rule may ask of a measure.

On numbers: ≥ > ≤ < = , between (both ends included), in, not in. On codes: =, in, not in. On yes/no: =.
On sets: `has` asks for all that is listed, `has_any` for at least one, `has_not` for none of them. On posts counted:
`cadence` [n, k], at least n in each of the last k complete weeks.
"""

import operator
from collections.abc import Callable
from enum import StrEnum
from functools import partial
from typing import Any

from .measures import Kind, Measure


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
    CADENCE = "cadence"


OPS_OF_KIND: dict[Kind, tuple[Op, ...]] = {
    Kind.INT: (Op.GTE, Op.GT, Op.LTE, Op.LT, Op.EQ, Op.BETWEEN, Op.IN, Op.NOT_IN),
    Kind.CODE: (Op.EQ, Op.IN, Op.NOT_IN),
    Kind.SET: (Op.HAS, Op.HAS_ANY, Op.HAS_NOT),
    Kind.BOOL: (Op.EQ,),
}

#: Of what is counted over posts a part may be unknown: it is compared by its ends, and a list has none.
OPS_OVER_POSTS = (Op.GTE, Op.GT, Op.LTE, Op.LT, Op.EQ, Op.BETWEEN)

#: These take a list of one or more values.
LISTS = frozenset({Op.IN, Op.NOT_IN, Op.HAS, Op.HAS_ANY, Op.HAS_NOT})


def ops_for(measure: Measure) -> tuple[Op, ...]:
    """The comparators that fit a measure."""
    if not measure.over_posts:
        return OPS_OF_KIND[measure.kind]
    return (*OPS_OVER_POSTS, Op.CADENCE) if measure.code == "posts_counted" else OPS_OVER_POSTS


#: What a test reads: an int, a code, a truth value, or a frozenset of codes.
Observed = Any
Test = Callable[[Observed], bool]

#: With the threshold first: `≥ 10` asks whether 10 ≤ what is observed.
_ORDER: dict[Op, Callable[[Any, Any], bool]] = {
    Op.GTE: operator.le,
    Op.GT: operator.lt,
    Op.LTE: operator.ge,
    Op.LT: operator.gt,
    Op.EQ: operator.eq,
}


def test_for(op: Op, needed: Any) -> Test:
    """The comparator with its threshold, ready to be asked many times."""
    if op in _ORDER:
        return partial(_ORDER[op], needed)
    if op is Op.CADENCE:
        return lambda weeks_kept: weeks_kept >= needed[1]
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
    """The numbers that pass, as a closed interval; `>` 9,999 is `≥` 10,000, for there is nothing between. Of a cadence
    the number of weeks kept."""
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
        case Op.CADENCE:
            return needed[1], None
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


def within(op: Op, needed: Any, low: int, high: int) -> bool | None:
    """Whether a number known to be from low to high passes; None where some of these would and others not."""
    least, most = bounds(op, needed)
    if (least is None or low >= least) and (most is None or high <= most):
        return True
    if (least is not None and high < least) or (most is not None and low > most):
        return False
    return None
