"""The days on which a post enters or leaves what a rule counts. A post counts from the day after it was published."""

import datetime
from collections.abc import Iterable, Iterator

from creators.queries.posts import LONGEST_LOOK_BACK
from marketplace.eligibility.comparators import Op
from marketplace.eligibility.nodes import Condition
from marketplace.eligibility.of_posts import WEEK
from marketplace.eligibility.posts import Post
from marketplace.eligibility.windows import Window

DAY = datetime.timedelta(days=1)


def edges_of_posts(condition: Condition, posts: Iterable[Post], day: datetime.date) -> Iterator[datetime.date]:
    """The days, those that are over among them, on which a count of these posts can turn.

    Which posts a rule takes is not asked: a day too many costs one look.
    """
    assert condition.posts is not None
    window = condition.posts.window
    for post in posts:
        yield post.published_on + DAY
        if condition.op is Op.CADENCE:
            yield from _weeks_of(post, condition.value[1], day)
        elif window is not None and window.kind == "rolling":
            yield post.published_on + DAY * (window.size + 1)
        elif window is None:
            yield post.published_on + LONGEST_LOOK_BACK + DAY
    if window is not None and window.kind == "calendar":
        yield _next_unit(window, day)


def _weeks_of(post: Post, weeks: int, day: datetime.date) -> Iterator[datetime.date]:
    """The weeks of a cadence end yesterday, so that every seven days a post is in the week before."""
    passed = max(0, (day - post.published_on - DAY).days // WEEK + 1)
    if passed <= weeks:
        yield post.published_on + DAY * (WEEK * passed + 1)


def _next_unit(window: Window, day: datetime.date) -> datetime.date:
    """The first day of the next week, month or year: nothing counts yet then."""
    if window.unit == "week":
        return day + DAY * (7 - day.weekday())
    if window.unit == "month":
        return (day.replace(day=1) + DAY * 32).replace(day=1)
    return datetime.date(day.year + 1, 1, 1)
