"""The same verdicts inside PostgreSQL: for the admin over live tables, and as an independent check of the others.

The caller says where each measure is found; every expression is its own (never typed by people), every value a
parameter. NULL is what is not known.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from . import post_sql
from .comparators import Op
from .facts import GRANTED, POSTS
from .measures import Kind, Measure
from .nodes import Condition, Counting, Criterion, Group
from .outcomes import Outcome
from .rules import RuleSet

FAIL, UNKNOWN, PASS = int(Outcome.FAIL), int(Outcome.UNKNOWN), int(Outcome.PASS)


@dataclass(frozen=True, slots=True)
class Expression:
    """Where a measure is found: an SQL expression (bigint, text, text[], boolean or date), and the date it was true."""

    value: str
    as_of: str = "NULL::date"


@dataclass(frozen=True, slots=True)
class PostsExpression:
    """Where the posts of a row are found. `source` follows FROM and speaks of that row, for example
    `posts AS post WHERE post.channel_id = channels.id`; `published_on` and the `fields` (by the code of each measure
    about a post; one that is left out is not known) are expressions over it."""

    source: str
    published_on: str
    fields: Mapping[str, str]
    #: A condition on the row: its posts are known.
    known: str = "TRUE"
    as_of: str = "NULL::date"


@dataclass
class Query:
    """`text` selects `key`, `outcome` and one outcome per criterion, c0, c1 …, from the caller's source."""

    text: str
    params: dict[str, Any]


AnyExpression = Expression | PostsExpression


def compile(
    rule_set: RuleSet, expressions: Mapping[str, AnyExpression], as_of: date, *, source: str, key: str = "id"
) -> Query:
    """A query that judges every row of `source` (what follows FROM). A measure without expression is not known."""
    writer = Writer(expressions, as_of)
    criteria = [f"{writer.criterion(one)} AS c{place}" for place, one in enumerate(rule_set.criteria)]
    dated = rule_set.dated_out(as_of)
    outcome = str(int(dated)) if dated is not None else writer.group(rule_set.root, enumerate(rule_set.criteria))
    judged = f"SELECT {', '.join([f'{key} AS key', *criteria])} FROM {source}"  # noqa: S608
    places = "".join(f", c{place}" for place in range(len(criteria)))
    text = f"SELECT key, {outcome or int(Outcome.PASS)} AS outcome{places} FROM ({judged}) AS judged"  # noqa: S608
    return Query(text, writer.params)


@dataclass
class Writer:
    """Writes criteria and groups over the caller's expressions, and gathers their parameters."""

    expressions: Mapping[str, AnyExpression]
    as_of: date
    params: dict[str, Any] = field(default_factory=dict)

    def param(self, value: Any, cast: str) -> str:
        name = f"p{len(self.params)}"
        self.params[name] = value
        return f"%({name})s::{cast}"

    def criterion(self, criterion: Criterion) -> str:
        dated = criterion.dated_out(self.as_of)
        if dated is not None:
            return str(int(dated))
        found = self.answer(criterion.condition)
        if criterion.exemption:
            excuse, grants = self.answer(criterion.exemption.condition), int(criterion.exemption.grants)
            found = f"CASE {found} WHEN {FAIL} THEN CASE {excuse} WHEN {PASS} THEN {grants} ELSE {FAIL} END"
            found += f" WHEN {UNKNOWN} THEN {UNKNOWN} ELSE {PASS} END"
        granted = self.expressions.get(GRANTED + criterion.code)
        if isinstance(granted, Expression):
            exempt = f"CASE {found} WHEN {PASS} THEN {PASS} ELSE {int(Outcome.EXEMPT)} END"
            found = f"CASE WHEN ({granted.value}) IS TRUE THEN {exempt} ELSE {found} END"
        return found

    def answer(self, condition: Condition) -> str:
        """FAIL, UNKNOWN or PASS."""
        if condition.measure.over_posts:
            return self.over_posts(condition)
        known, holds = self.known(condition.measure), self.holds(condition)
        return f"CASE WHEN ({known}) IS NOT TRUE THEN {UNKNOWN} WHEN {holds} THEN {PASS} ELSE {FAIL} END"

    def over_posts(self, condition: Condition) -> str:
        posts = self.expressions.get(POSTS)
        if not isinstance(posts, PostsExpression):
            return str(UNKNOWN)
        known = self.fresh(condition.measure, f"({posts.known})", posts.as_of)
        return f"CASE WHEN ({known}) IS NOT TRUE THEN {UNKNOWN} ELSE {post_sql.answer(self, condition, posts)} END"

    def expression(self, measure: Measure) -> Expression | None:
        found = self.expressions.get(measure.code)
        if isinstance(found, PostsExpression):
            raise TypeError(f"{measure.code} is not read from posts.")
        if (
            found is None
            and measure.code == "age_years"
            and isinstance(births := self.expressions.get("birth_date"), Expression)
        ):
            return Expression(self.age(births.value), births.as_of)
        return found

    def age(self, birth: str) -> str:
        """Completed years; a birthday on 29 February comes on 1 March of a common year."""
        day = self.param(self.as_of, "date")
        before = f"(EXTRACT(MONTH FROM {day}) * 32 + EXTRACT(DAY FROM {day})"
        before += f" < EXTRACT(MONTH FROM {birth}) * 32 + EXTRACT(DAY FROM {birth}))"
        return f"(EXTRACT(YEAR FROM {day}) - EXTRACT(YEAR FROM {birth}) - {before}::int)::bigint"

    def known(self, measure: Measure) -> str:
        expression = self.expression(measure)
        if expression is None:
            return "FALSE"
        return self.fresh(measure, f"{expression.value} IS NOT NULL", expression.as_of)

    def fresh(self, measure: Measure, known: str, as_of: str) -> str:
        """Known, and not older than the measure stays true."""
        if measure.stale_after_days is None:
            return known
        return f"{known} AND {as_of} >= {self.param(self.as_of - timedelta(measure.stale_after_days), 'date')}"

    def holds(self, condition: Condition) -> str:
        expression = self.expression(condition.measure)
        if expression is None:
            return "FALSE"
        return self.test(condition, expression.value)

    def test(self, condition: Condition, value: str) -> str:
        """The comparison alone; NULL where the value is."""
        cast = _TYPES[condition.measure.kind]
        if condition.op is Op.BETWEEN:
            low, high = (self.param(item, cast) for item in condition.value)
            return f"{value} BETWEEN {low} AND {high}"
        if isinstance(condition.value, tuple):
            return _LISTED[condition.op].format(value=value, listed=self.param(list(condition.value), f"{cast}[]"))
        return f"{value} {_SIGNS[condition.op]} {self.param(condition.value, cast)}"

    def group(self, group: Group, criteria: Iterator[tuple[int, Criterion]]) -> str:
        """The outcome of a group from c0, c1 …; "" where nothing in it counts."""
        members = [
            self.group(member, criteria) if isinstance(member, Group) else self.counted(*next(criteria))
            for member in group.members
        ]
        counted = [member for member in members if member]
        if not counted:
            return ""
        k = group.required(len(counted))
        if k == len(counted):
            return f"LEAST({', '.join(counted)})"
        if k == 1:
            return f"GREATEST({', '.join(counted)})"
        steps = "".join(
            f" WHEN {' + '.join(f'({one} >= {level})::int' for one in counted)} >= {k} THEN {level}"
            for level in (3, 2, 1)
        )
        return f"CASE{steps} ELSE 0 END"

    def counted(self, place: int, criterion: Criterion) -> str:
        if criterion.counting is Counting.NEVER or criterion.dated_out(self.as_of) is not None:
            return ""
        if criterion.counting is Counting.UNLESS_KNOWN:
            return f"CASE WHEN c{place} = {int(Outcome.UNKNOWN)} THEN 3 ELSE LEAST(c{place}, 3) END"
        return f"LEAST(c{place}, {int(Outcome.PASS)})"


_TYPES = {Kind.INT: "bigint", Kind.CODE: "text", Kind.SET: "text", Kind.BOOL: "boolean"}
_SIGNS = {Op.GTE: ">=", Op.GT: ">", Op.LTE: "<=", Op.LT: "<", Op.EQ: "="}
_LISTED = {
    Op.IN: "{value} = ANY({listed})",
    Op.NOT_IN: "NOT {value} = ANY({listed})",
    Op.HAS: "{value} @> {listed}",
    Op.HAS_ANY: "{value} && {listed}",
    Op.HAS_NOT: "NOT {value} && {listed}",
}
