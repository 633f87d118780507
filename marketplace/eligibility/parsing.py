"""From JSON to rules. Whatever is wrong is refused with the place (`all[1].value`) and a sentence for its author."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from . import spellings
from .comparators import LISTS, Op, ops_for
from .measures import Kind, Measure, Topic, UnknownMeasure, find
from .nodes import Condition, Counting, Criterion, Exemption, Group, Node, canonical_value
from .outcomes import Outcome
from .post_parsing import parse_cadence, parse_posts
from .posts import LARGEST
from .rule_errors import RuleError, refuse_unknown_keys, require_object, unknown
from .values import Subject, Unit

MAX_DEPTH = 3
#: The outcomes of a rule set are stored as bit masks in a signed 64-bit integer.
MAX_CRITERIA = 60
MAX_VALUES = 300

GROUP_KEYS = ("all", "any", "atleast")
CRITERION_KEYS = frozenset(
    {"code", "measure", "op", "value", "posts", "valid_from", "valid_to", "exemption", "source", "informational"}
)
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_CODE = re.compile(r"[A-Za-z0-9_.-]{1,40}")


#: What reads one member of a group that is not itself a group: its data, its place, whether all above must hold.
ParseLeaf = Callable[[Any, str, bool], Criterion]


def parse_group(
    data: Any, path: str = "", depth: int = 1, all_above: bool = True, leaf: ParseLeaf | None = None
) -> Group:
    """A group and all below it. `leaf` reads its criteria where they are not those of a rule set."""
    require_object(data, path)
    kinds = [key for key in GROUP_KEYS if key in data]
    if len(kinds) != 1:
        raise RuleError(path, _("A group says exactly one of “all”, “any” or “atleast”."))
    kind = kinds[0]
    known = {"atleast", "of"} if kind == "atleast" else {kind}
    refuse_unknown_keys(data, known | ({"valid_from", "valid_to"} if depth == 1 and leaf is None else set()), path)
    if depth > MAX_DEPTH:
        raise RuleError(path, _("Groups may be nested %(depth)s deep, not deeper.") % {"depth": MAX_DEPTH})
    members_key = "of" if kind == "atleast" else kind
    members_path = f"{path}.{members_key}".lstrip(".")
    listed = data.get(members_key)
    if not isinstance(listed, list):
        raise RuleError(members_path, _("A group needs a list of rules."))
    if not listed and not (depth == 1 and kind == "all"):
        raise RuleError(members_path, _("This group is empty: add a rule or remove the group."))
    every = all_above and kind == "all"
    members = tuple(_parse_node(item, f"{members_path}[{i}]", depth, every, leaf) for i, item in enumerate(listed))
    return Group(members, kind, _parse_k(data, members, path) if kind == "atleast" else 0)


def _parse_node(data: Any, path: str, depth: int, all_above: bool, leaf: ParseLeaf | None) -> Node:
    require_object(data, path)
    if any(key in data for key in GROUP_KEYS):
        return parse_group(data, path, depth + 1, all_above, leaf)
    return (leaf or parse_criterion)(data, path, all_above)


def _parse_k(data: dict[str, Any], members: tuple[Node, ...], path: str) -> int:
    k, place = data["atleast"], f"{path}.atleast".lstrip(".")
    counted = sum(not isinstance(node, Criterion) or node.counting is Counting.ALWAYS for node in members)
    if type(k) is not int or not 1 <= k <= counted:
        raise RuleError(place, _("“At least” must be a whole number from 1 to %(count)s here.") % {"count": counted})
    return k


def parse_criterion(data: Any, path: str = "", all_above: bool = True) -> Criterion:
    """One criterion. `all_above`: every group above it is an *all of*."""
    require_object(data, path)
    refuse_unknown_keys(data, CRITERION_KEYS, path)
    valid_from, valid_to = parse_dates(data, path)
    exemption = data.get("exemption")
    return Criterion(
        code=_parse_code(data.get("code", ""), f"{path}.code"),
        condition=_parse_condition(data, path),
        valid_from=valid_from,
        valid_to=valid_to,
        exemption=_parse_exemption(exemption, f"{path}.exemption") if exemption is not None else None,
        source=_parse_text(data.get("source", ""), f"{path}.source"),
        counting=_parse_counting(data.get("informational", False), f"{path}.informational", all_above),
    )


def _parse_condition(data: dict[str, Any], path: str, subject: Subject | None = None) -> Condition:
    """A condition about a post where that is the subject, else about anything else."""
    data = spellings.canonical(data)
    measure = _parse_measure(data.get("measure"), f"{path}.measure")
    if (measure.subject is Subject.POST) is not (subject is Subject.POST):
        raise RuleError(f"{path}.measure", _misplaced(measure))
    op = _parse_op(data.get("op"), measure, f"{path}.op")
    value = _parse_value(data.get("value"), measure, op, f"{path}.value")
    return Condition(measure, op, value, parse_posts(data, measure, path, _parse_where))


def _misplaced(measure: Measure) -> str:
    if measure.subject is Subject.POST:
        return _("“%(measure)s” is about one post: ask it within “posts”, “where”.") % {"measure": measure.label}
    return _("“%(measure)s” is not about one post.") % {"measure": measure.label}


def _parse_where(data: Any, path: str) -> Group:
    return parse_group(data, path, leaf=_parse_about_post)


def _parse_about_post(data: Any, path: str, all_above: bool) -> Criterion:
    require_object(data, path)
    refuse_unknown_keys(data, ("measure", "op", "value"), path)
    return Criterion("", _parse_condition(data, path, Subject.POST))


def _parse_exemption(data: Any, path: str) -> Exemption:
    require_object(data, path)
    refuse_unknown_keys(data, ("measure", "op", "value", "posts", "grants"), path)
    if data.get("grants") not in ("EXEMPT", "REVIEW"):
        raise RuleError(f"{path}.grants", _("An exemption grants EXEMPT or REVIEW."))
    return Exemption(_parse_condition(data, path), Outcome[data["grants"]])


def _parse_measure(code: Any, path: str) -> Measure:
    if not isinstance(code, str) or not code:
        raise RuleError(path, _("Choose what to measure."))
    try:
        return find(code)
    except UnknownMeasure as error:
        raise RuleError(path, unknown(code, error.nearest)) from None


def _parse_op(op: Any, measure: Measure, path: str) -> Op:
    allowed = ops_for(measure)
    if op not in allowed:
        choices = {"measure": measure.label, "ops": ", ".join(allowed)}
        raise RuleError(path, _("“%(measure)s” can be compared with: %(ops)s.") % choices)
    return Op(op)


def _parse_value(value: Any, measure: Measure, op: Op, path: str) -> Any:
    if op is Op.CADENCE:
        return parse_cadence(value, path)
    if op is Op.BETWEEN:
        if not isinstance(value, list) or len(value) != 2:
            raise RuleError(path, _("“Between” needs two numbers, the lower one first."))
        low, high = (_parse_item(item, measure, f"{path}[{i}]") for i, item in enumerate(value))
        if low > high:
            raise RuleError(path, _("The first number is greater than the second: swap them."))
    elif op in LISTS:
        if not isinstance(value, list) or not value:
            raise RuleError(path, _("Choose at least one value."))
        if len(value) > MAX_VALUES:
            raise RuleError(path, _("At most %(count)s values can be listed.") % {"count": MAX_VALUES})
        for i, item in enumerate(value):
            _parse_item(item, measure, f"{path}[{i}]")
    else:
        _parse_item(value, measure, path)
    return canonical_value(measure, op, value)


def _parse_item(value: Any, measure: Measure, path: str) -> Any:
    match measure.kind:
        case Kind.INT:
            return _parse_number(value, measure, path)
        case Kind.BOOL:
            if type(value) is not bool:
                raise RuleError(path, _("Answer yes (true) or no (false)."))
        case _:
            if not isinstance(value, str) or not measure.values.accepts(value):
                raise RuleError(path, _("“%(value)s” is not a value of “%(measure)s”.")
                                % {"value": value, "measure": measure.label})  # fmt: skip
    return value


def _parse_number(value: Any, measure: Measure, path: str) -> int:
    if type(value) is not int:
        raise RuleError(path, _("Write a whole number for “%(measure)s”.") % {"measure": measure.label})
    if not 0 <= value <= LARGEST:
        raise RuleError(path, _("“%(measure)s” must be a number from 0 to 2^63 − 1.") % {"measure": measure.label})
    if measure.topic is Topic.AUDIENCE and measure.unit is Unit.BP and value > 10_000:
        raise RuleError(path, _("A share of an audience cannot be more than 100 %."))
    return value


def _parse_code(code: Any, path: str) -> str:
    if not isinstance(code, str) or (code and not _CODE.fullmatch(code)):
        raise RuleError(path, _("A rule’s code is made of up to 40 letters, digits, “-”, “_” or “.”."))
    return code


def _parse_text(text: Any, path: str) -> str:
    if not isinstance(text, str) or len(text) > 500:
        raise RuleError(path, _("The source is a text of at most 500 characters."))
    return text


def _parse_counting(value: Any, path: str, all_above: bool) -> Counting:
    if value == "unless_known":
        if not all_above:
            raise RuleError(path, _("“unless_known” is only possible where all of the rules must hold."))
        return Counting.UNLESS_KNOWN
    if type(value) is not bool:
        raise RuleError(path, _("“informational” is true, false or “unless_known”."))
    return Counting.NEVER if value else Counting.ALWAYS


def parse_dates(data: dict[str, Any], path: str) -> tuple[date | None, date | None]:
    first, last = (_parse_day(data.get(name), f"{path}.{name}".lstrip(".")) for name in ("valid_from", "valid_to"))
    if first is not None and last is not None and first >= last:
        place = f"{path}.valid_to".lstrip(".")
        raise RuleError(place, _("The end must come after the start; the rule no longer holds on its last day."))
    return first, last


def _parse_day(value: Any, path: str) -> date | None:
    if value is None:
        return None
    try:
        if isinstance(value, str) and DAY.fullmatch(value):
            return date.fromisoformat(value)
    except ValueError:
        pass
    raise RuleError(path, _("“%(value)s” is not a day. Write it as 2026-03-01.") % {"value": value})
