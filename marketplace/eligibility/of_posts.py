"""What a criterion says of posts: in which days, and which of them count.

A post about which something is not known may count or not, so what is counted is an interval: from what surely counts
to what may.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from .comparators import Op
from .posts import LARGEST, Post
from .windows import Window, last_complete_day

if TYPE_CHECKING:
    from .nodes import Condition, Group, Node

#: Whether a post counts; None where that is not known.
Judge = Callable[[Post], bool | None]
WEEK = 7


@dataclass(frozen=True, slots=True)
class PostsAsked:
    #: None for all time up to yesterday.
    window: Window | None = None
    #: Criteria about one post; None where every post counts.
    where: "Group | None" = None
    judge: Judge = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "judge", _judge_of(self.where) if self.where else _anything)

    def as_json(self) -> dict[str, Any]:
        node: dict[str, Any] = {}
        if self.window is not None:
            size, unit = self.window.size, self.window.unit
            node["window"] = {"calendar": unit} if self.window.kind == "calendar" else {"rolling_days": size}
        if self.where is not None:
            node["where"] = self.where.as_json()
        return node


@dataclass(frozen=True, slots=True)
class Week:
    """Seven complete days and how many posts of them count: surely `low`, at most `high`, of `needed`."""

    first_day: date
    last_day: date
    low: int
    high: int
    needed: int

    @property
    def behind_by(self) -> int:
        """How many posts are missing; what is not known is not counted for the creator."""
        return max(0, self.needed - self.low)


def interval(condition: "Condition", posts: Sequence[Post], as_of: date) -> tuple[int, int]:
    """The least and the most that a measure over posts can be. Sums stop at 2^63 − 1, which is also the most of
    what nobody knows."""
    assert condition.posts is not None
    if condition.op is Op.CADENCE:
        found = weeks(condition, posts, as_of)
        return sum(not week.behind_by for week in found), sum(week.high >= week.needed for week in found)
    window = condition.posts.window
    first = window.first_day(as_of) if window else date.min
    judged = _judged(condition.posts.judge, posts, first, as_of)
    return _REDUCED[condition.measure.code](judged)


def weeks(condition: "Condition", posts: Sequence[Post], as_of: date) -> tuple[Week, ...]:
    """The complete weeks that a cadence asks for, the latest first: blocks of seven days that end yesterday. The
    weakest is `max(weeks, key=lambda week: week.behind_by)`."""
    assert condition.posts is not None
    needed, count = condition.value
    last = last_complete_day(as_of)
    low, high = [0] * count, [0] * count
    for post, counts in _judged(condition.posts.judge, posts, date.min, as_of):
        place = (last - post.published_on).days // WEEK
        if place < count:
            low[place] += counts is True
            high[place] += 1
    return tuple(_week(last, place, low[place], high[place], needed) for place in range(count))


def _week(last: date, place: int, low: int, high: int, needed: int) -> Week:
    end = last - timedelta(WEEK * place)
    return Week(end - timedelta(WEEK - 1), end, low, high, needed)


Judged = list[tuple[Post, bool | None]]


def _judged(judge: Judge, posts: Sequence[Post], first: date, as_of: date) -> Judged:
    """The posts from `first` to yesterday that count or may count."""
    return [
        (post, counts) for post in posts if first <= post.published_on < as_of and (counts := judge(post)) is not False
    ]


def _counted(judged: Judged) -> tuple[int, int]:
    return len([post for post, counts in judged if counts]), len(judged)


def _views(judged: Judged) -> tuple[int, int]:
    low = sum(post.views or 0 for post, counts in judged if counts)
    high = sum(LARGEST if post.views is None else post.views for post, _counts in judged)
    return min(low, LARGEST), min(high, LARGEST)


def _best(judged: Judged) -> tuple[int, int]:
    low = max((post.views or 0 for post, counts in judged if counts), default=0)
    return low, max((LARGEST if post.views is None else post.views for post, _counts in judged), default=0)


_REDUCED: dict[str, Callable[[Judged], tuple[int, int]]] = {
    "posts_counted": _counted,
    "posts_views": _views,
    "posts_best_views": _best,
}


def _anything(post: Post) -> bool | None:
    return True


def _judge_of(group: "Group") -> Judge:
    """Criteria about a post as one function, with Kleene's logic."""
    judges = tuple(map(_judge_member, group.members))
    k = group.required(len(judges))
    return _all_of(judges) if k == len(judges) else _at_least(k, judges)


def _judge_member(node: "Node") -> Judge:
    from .nodes import Group

    return _judge_of(node) if isinstance(node, Group) else _judge_one(node.condition)


def _all_of(judges: tuple[Judge, ...]) -> Judge:
    if len(judges) == 1:
        return judges[0]

    def judge(post: Post) -> bool | None:
        answer: bool | None = True
        for one in judges:
            found = one(post)
            if found is False:
                return False
            if found is None:
                answer = None
        return answer

    return judge


def _at_least(k: int, judges: tuple[Judge, ...]) -> Judge:
    def judge(post: Post) -> bool | None:
        found = [one(post) for one in judges]
        if found.count(True) >= k:
            return True
        return False if len(found) - found.count(False) < k else None

    return judge


def _judge_one(condition: "Condition") -> Judge:
    read, test = attrgetter(condition.measure.code.removeprefix("post_")), condition.test

    def judge(post: Post) -> bool | None:
        value = read(post)
        return None if value is None else test(value)

    return judge
