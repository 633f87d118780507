"""Criteria over posts and lists of posts, generated: with gaps, with days at every edge, with sums that overflow."""

from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st

from marketplace.eligibility import Fact, Post
from marketplace.eligibility.comparators import Op, ops_for
from marketplace.eligibility.measures import find

OVER_POSTS = ["posts_counted", "posts_views", "posts_best_views"]
VIEWS = [0, 2_499, 2_500, 3_000_000_000, 2**63 - 1]
NEEDED = {"posts_counted": [0, 1, 2, 3], "posts_views": VIEWS, "posts_best_views": VIEWS}
WINDOWS: list[dict[str, Any] | None] = [
    None,
    {"rolling_days": 1},
    {"rolling_days": 30},
    {"calendar": "week"},
    {"calendar": "month"},
    {"calendar": "year"},
]
PLAIN_POST = {"measure": "post_is_sponsored", "op": "eq", "value": False}
SEEN = {"measure": "post_views", "op": "gte", "value": 2_500}
LONG = {"measure": "post_duration_s", "op": "between", "value": [60, 600]}
WHERES: list[dict[str, Any] | None] = [
    None,
    SEEN,
    {"all": [PLAIN_POST, SEEN]},
    {"any": [PLAIN_POST, SEEN, LONG]},
    {"atleast": 2, "of": [PLAIN_POST, SEEN, {"any": [LONG, {"measure": "post_has_text", "op": "eq", "value": True}]}]},
    {"all": [{"measure": "post_duration_s", "op": "not_in", "value": [61]}]},
]
CADENCES = [[1, 1], [1, 2], [2, 2], [1, 5]]


def _asked(window: Any, where: Any) -> dict[str, Any]:
    return {name: part for name, part in (("window", window), ("where", where)) if part is not None}


@st.composite
def post_conditions(draw: st.DrawFn) -> dict[str, Any]:
    """A condition over posts."""
    measure = draw(st.sampled_from(OVER_POSTS))
    op = draw(st.sampled_from(ops_for(find(measure))))
    where = draw(st.sampled_from(WHERES))
    if op is Op.CADENCE:
        value, posts = draw(st.sampled_from(CADENCES)), _asked(None, where)
    else:
        values = st.sampled_from(NEEDED[measure])
        value = sorted([draw(values), draw(values)]) if op is Op.BETWEEN else draw(values)
        posts = _asked(draw(st.sampled_from(WINDOWS)), where)
    return {"measure": measure, "op": str(op), "value": value, "posts": posts}


def every_post_question(measure: str) -> list[dict[str, Any]]:
    """Each comparator, each window and each choice of posts, at a threshold in the middle."""
    middle = NEEDED[measure][2]
    asked = [{"op": "gte", "value": middle, "posts": _asked(window, where)} for window in WINDOWS for where in WHERES]
    for op in ops_for(find(measure)):
        if op is Op.CADENCE:
            asked += [{"op": "cadence", "value": value, "posts": {}} for value in CADENCES]
        else:
            value = [middle, middle] if op is Op.BETWEEN else middle
            asked.append({"op": str(op), "value": value, "posts": {}})
    return asked


def edges(as_of: date) -> list[date]:
    """Days on either side of where a window begins or ends."""
    starts = [as_of, as_of - timedelta(30), as_of - timedelta(as_of.weekday()), as_of.replace(day=1)]
    starts += [as_of.replace(month=1, day=1), as_of - timedelta(7), as_of - timedelta(14), as_of - timedelta(35)]
    return sorted({start + timedelta(step) for start in starts for step in (-1, 0, 1)})


@st.composite
def posts(draw: st.DrawFn, as_of: date) -> Post:
    answer = st.sampled_from([True, False, False, None])
    return Post(
        draw(st.sampled_from(edges(as_of))),
        draw(st.sampled_from([*VIEWS, None])),
        has_text=draw(answer),
        is_sponsored=draw(answer),
        duration_s=draw(st.sampled_from([None, 59, 60, 61, 600, 601])),
    )


@st.composite
def lists_of_posts(draw: st.DrawFn, as_of: date) -> tuple[Post, ...]:
    return tuple(draw(st.lists(posts(as_of), max_size=8)))


def every_list(as_of: date) -> list[dict[str, Fact]]:
    """Not known, stale, undated, empty; one post on each edge; and sums that no 64 bits hold."""
    seen = [Post(day, 2_500, True, False, duration_s=61) for day in edges(as_of)]
    whole: list[tuple[Post, ...]] = [(), tuple(seen), *((post,) for post in seen)]
    yesterday = as_of - timedelta(1)
    whole += [
        (Post(yesterday, 2**63 - 1, is_sponsored=False), Post(yesterday, 2**63 - 1, is_sponsored=None)),
        (Post(yesterday, 2**63 - 2, is_sponsored=False), Post(yesterday, 1, is_sponsored=False)),
        (Post(yesterday),),
        (Post(yesterday, 2_499), Post(yesterday, 2_500), Post(yesterday, None, is_sponsored=False)),
    ]
    known = [{"posts": Fact(each, as_of)} for each in whole]
    old = [{"posts": Fact(whole[1], day)} for day in (as_of - timedelta(7), as_of - timedelta(8), None)]
    return [{}, *known, *old]
