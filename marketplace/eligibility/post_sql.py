"""What is counted over the posts of a row, as one SQL expression: FAIL, UNKNOWN or PASS.

A criterion about a post is a boolean that is NULL where it is not known: SQL's own logic of three values combines them.
"""

from typing import TYPE_CHECKING

from .comparators import Op, bounds
from .nodes import Condition, Group, Node
from .of_posts import WEEK
from .outcomes import Outcome
from .posts import LARGEST

if TYPE_CHECKING:
    from .sql import PostsExpression, Writer


def answer(writer: "Writer", condition: Condition, posts: "PostsExpression") -> str:
    """Compares the least and the most that the measure can be with what passes."""
    assert condition.posts is not None
    least, most = bounds(condition.op, condition.value)
    passes, fails = [], []
    if least is not None:
        bound = writer.param(least, "numeric")
        passes.append(f"low >= {bound}")
        fails.append(f"high < {bound}")
    if most is not None:
        bound = writer.param(most, "numeric")
        passes.append(f"high <= {bound}")
        fails.append(f"low > {bound}")
    decided = f"CASE WHEN {' AND '.join(passes)} THEN {int(Outcome.PASS)} WHEN {' OR '.join(fails)}"
    decided += f" THEN {int(Outcome.FAIL)} ELSE {int(Outcome.UNKNOWN)} END"
    return f"(SELECT {decided} FROM ({_interval(writer, condition, posts)}) AS counted)"  # noqa: S608


def _interval(writer: "Writer", condition: Condition, posts: "PostsExpression") -> str:
    """A query of one row with `low` and `high`."""
    assert condition.posts is not None
    inner = _judged(writer, condition, posts)
    if condition.op is Op.CADENCE:
        return _weeks_kept(writer, condition, inner)
    if condition.measure.code == "posts_counted":
        return f"SELECT count(*) FILTER (WHERE counts) AS low, count(*) AS high FROM ({inner}) AS judged"  # noqa: S608
    together = "sum" if condition.measure.code == "posts_views" else "max"
    low = f"LEAST(COALESCE({together}(views) FILTER (WHERE counts), 0), {LARGEST})"
    high = f"CASE WHEN bool_or(views IS NULL) THEN {LARGEST} ELSE LEAST(COALESCE({together}(views), 0), {LARGEST}) END"
    return f"SELECT {low} AS low, {high} AS high FROM ({inner}) AS judged"  # noqa: S608


def _judged(writer: "Writer", condition: Condition, posts: "PostsExpression") -> str:
    """The posts that count or may count: `day`, `views`, and `counts`, true where they surely do."""
    assert condition.posts is not None
    views = posts.fields.get("post_views", "NULL")
    counts = _where(writer, condition.posts.where, posts)
    every = f"SELECT {posts.published_on} AS day, ({views})::bigint AS views, ({counts}) AS counts FROM {posts.source}"  # noqa: S608
    today, window = writer.param(writer.as_of, "date"), condition.posts.window
    inside = f"day < {today} AND counts IS NOT FALSE"
    if window is not None:
        inside += f" AND day >= {writer.param(window.first_day(writer.as_of), 'date')}"
    return f"SELECT day, views, counts IS TRUE AS counts FROM ({every}) AS every_post WHERE {inside}"  # noqa: S608


def _weeks_kept(writer: "Writer", condition: Condition, inner: str) -> str:
    needed, count = (writer.param(number, "int") for number in condition.value)
    place = f"({writer.param(writer.as_of, 'date')} - 1 - day) / {WEEK}"
    weeks = f"SELECT {place} AS place, count(*) FILTER (WHERE counts) AS low, count(*) AS high"
    weeks += f" FROM ({inner}) AS judged WHERE {place} < {count} GROUP BY 1"
    kept = f"count(*) FILTER (WHERE low >= {needed}) AS low, count(*) FILTER (WHERE high >= {needed}) AS high"
    return f"SELECT {kept} FROM ({weeks}) AS weeks"  # noqa: S608


def _where(writer: "Writer", node: Node | None, posts: "PostsExpression") -> str:
    """TRUE, FALSE or NULL for one post."""
    if node is None:
        return "TRUE"
    if isinstance(node, Group):
        return _group(node, [_where(writer, member, posts) for member in node.members])
    field = posts.fields.get(node.measure.code)
    if field is None:
        return "NULL::boolean"
    return f"({writer.test(node.condition, f'({field})')})"


def _group(group: Group, members: list[str]) -> str:
    k = group.required(len(members))
    if k == len(members):
        return f"({' AND '.join(members)})"
    if k == 1:
        return f"({' OR '.join(members)})"
    surely = " + ".join(f"({one} IS TRUE)::int" for one in members)
    possibly = " + ".join(f"({one} IS NOT FALSE)::int" for one in members)
    return f"(CASE WHEN {surely} >= {k} THEN TRUE WHEN {possibly} < {k} THEN FALSE END)"
