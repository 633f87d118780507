"""What is counted over the posts of every row: each post is judged once by the column tests, then rows are summed."""

from datetime import date

import numpy as np

from . import column_tests
from .ages import day_number
from .column_types import Bools, Column, Ints, PostsColumn
from .comparators import Op, bounds
from .nodes import Condition, Group, Node
from .of_posts import WEEK
from .posts import LARGEST

_HALF = np.int64(32)
_LOW_BITS = np.int64(2**32 - 1)


def answer(condition: Condition, column: PostsColumn, as_of: date) -> tuple[Bools, Bools]:
    """By row: whether what its posts say decides the condition, and whether it holds."""
    low, high = interval(condition, column, as_of)
    least, most = bounds(condition.op, condition.value)
    holds, fails = np.ones(len(column), np.bool_), np.zeros(len(column), np.bool_)
    if least is not None:
        holds &= low >= least
        fails |= high < least
    if most is not None:
        holds &= high <= most
        fails |= low > most
    return holds | fails, holds


def interval(condition: Condition, column: PostsColumn, as_of: date) -> tuple[Ints, Ints]:
    """By row: the least and the most that the measure can be, as `of_posts.interval` says for one."""
    assert condition.posts is not None
    surely, possibly = _planes(condition.posts.where, column)
    today, window = day_number(as_of), condition.posts.window
    inside = column.days < today
    if window is not None:
        inside &= column.days >= day_number(window.first_day(as_of))
    surely, possibly = surely & inside, possibly & inside
    if condition.op is Op.CADENCE:
        return _weeks_kept(condition, column, surely, today), _weeks_kept(condition, column, possibly, today)
    if condition.measure.code == "posts_counted":
        return _count(column, surely), _count(column, possibly)
    views, known = _views(column)
    reduce = _total if condition.measure.code == "posts_views" else _best
    least = np.where(surely & known, views, 0)
    most = np.where(possibly, np.where(known, views, LARGEST), 0)
    return reduce(column, least), reduce(column, most)


def _planes(node: Node | None, column: PostsColumn) -> tuple[Bools, Bools]:
    """By post: whether it surely counts, whether it may."""
    size = len(column.days)
    if node is None:
        return np.ones(size, np.bool_), np.ones(size, np.bool_)
    if isinstance(node, Group):
        planes = [_planes(member, column) for member in node.members]
        k = node.required(len(planes))
        surely, possibly = (np.sum([plane[side] for plane in planes], axis=0) >= k for side in (0, 1))
        return surely, possibly
    field = column.fields.get(node.measure.code)
    if field is None:
        return np.zeros(size, np.bool_), np.ones(size, np.bool_)
    holds = column_tests.test(node.condition, field, None)
    return (holds, holds) if field.known is None else (holds & field.known, holds | ~field.known)


def _views(column: PostsColumn) -> tuple[Ints, Bools]:
    field = column.fields.get("post_views", Column(np.zeros(len(column.days), np.int64)))
    if "post_views" not in column.fields:
        return field.values, np.zeros(len(column.days), np.bool_)
    known = np.ones(len(column.days), np.bool_) if field.known is None else field.known
    return field.values.astype(np.int64), known


def _count(column: PostsColumn, counted: Bools) -> Ints:
    return _sum(column, counted.astype(np.int64))


def _sum(column: PostsColumn, numbers: Ints) -> Ints:
    running = np.concatenate([np.zeros(1, np.int64), np.cumsum(numbers)])
    return running[column.offsets[1:]] - running[column.offsets[:-1]]


def _total(column: PostsColumn, numbers: Ints) -> Ints:
    """Sums that stop at 2^63 − 1: upper and lower halves are added apart, and neither can overflow."""
    upper, lower = _sum(column, numbers >> _HALF), _sum(column, numbers & _LOW_BITS)
    upper += lower >> _HALF
    fits = upper < 2**31
    return np.where(fits, (np.where(fits, upper, 0) << _HALF) | (lower & _LOW_BITS), LARGEST)


def _best(column: PostsColumn, numbers: Ints) -> Ints:
    best = np.zeros(len(column), np.int64)
    filled = column.offsets[1:] > column.offsets[:-1]
    if filled.any():
        # Empty rows have no width: from one filled row to the next lie its posts and no others.
        best[filled] = np.maximum.reduceat(numbers[: column.offsets[-1]], column.offsets[:-1][filled])
    return best


def _weeks_kept(condition: Condition, column: PostsColumn, counted: Bools, today: int) -> Ints:
    needed, count = condition.value
    place = (today - 1 - column.days) // WEEK
    kept = np.zeros(len(column), np.int64)
    for week in range(count):
        kept += _count(column, counted & (place == week)) >= needed
    return kept
