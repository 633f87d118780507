"""From JSON to rules. Whatever is wrong is refused with the place (`all[1].value`) and a sentence for its author."""

import difflib
import re
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from marketplace.core.errors import Invalid

from . import spellings
from .comparators import LISTS, OPS_OF_KIND, Op
from .measures import Kind, Measure, Topic, UnknownMeasure, find
from .nodes import Condition, Counting, Criterion, Exemption, Group, Node, canonical_value
from .outcomes import Outcome
from .values import Unit

MAX_DEPTH = 3
#: The outcomes of a rule set are stored as bit masks in a signed 64-bit integer.
MAX_CRITERIA = 60
MAX_VALUES = 300
LARGEST = 2**63 - 1

GROUP_KEYS = ("all", "any", "atleast")
CRITERION_KEYS = frozenset(
    {"code", "measure", "op", "value", "valid_from", "valid_to", "exemption", "source", "informational"}
)
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_CODE = re.compile(r"[A-Za-z0-9_.-]{1,40}")


class RuleError(Invalid):
    """A rule that cannot be read: where (`path`), and what to change."""

    def __init__(self, path: str, message: str) -> None:
        self.path = path
        super().__init__({path: message})


def parse_group(data: Any, path: str = "", depth: int = 1, all_above: bool = True) -> Group:
    _require_object(data, path)
    kinds = [key for key in GROUP_KEYS if key in data]
    if len(kinds) != 1:
        raise RuleError(path, _("A group says exactly one of “all”, “any” or “atleast”."))
    kind = kinds[0]
    known = {"atleast", "of"} if kind == "atleast" else {kind}
    _refuse_unknown_keys(data, known | ({"valid_from", "valid_to"} if depth == 1 else set()), path)
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
    members = tuple(_parse_node(item, f"{members_path}[{i}]", depth, every) for i, item in enumerate(listed))
    return Group(members, kind, _parse_k(data, members, path) if kind == "atleast" else 0)


def _parse_node(data: Any, path: str, depth: int, all_above: bool) -> Node:
    _require_object(data, path)
    if any(key in data for key in GROUP_KEYS):
        return parse_group(data, path, depth + 1, all_above)
    return parse_criterion(data, path, all_above)


def _parse_k(data: dict[str, Any], members: tuple[Node, ...], path: str) -> int:
    k, place = data["atleast"], f"{path}.atleast".lstrip(".")
    counted = sum(not isinstance(node, Criterion) or node.counting is Counting.ALWAYS for node in members)
    if type(k) is not int or not 1 <= k <= counted:
        raise RuleError(place, _("“At least” must be a whole number from 1 to %(count)s here.") % {"count": counted})
    return k


def parse_criterion(data: Any, path: str = "", all_above: bool = True) -> Criterion:
    """One criterion. `all_above`: every group above it is an *all of*."""
    _require_object(data, path)
    _refuse_unknown_keys(data, CRITERION_KEYS, path)
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


def _parse_condition(data: dict[str, Any], path: str) -> Condition:
    data = spellings.canonical(data)
    measure = _parse_measure(data.get("measure"), f"{path}.measure")
    op = _parse_op(data.get("op"), measure, f"{path}.op")
    return Condition(measure, op, _parse_value(data.get("value"), measure, op, f"{path}.value"))


def _parse_exemption(data: Any, path: str) -> Exemption:
    _require_object(data, path)
    _refuse_unknown_keys(data, {"measure", "op", "value", "grants"}, path)
    if data.get("grants") not in ("EXEMPT", "REVIEW"):
        raise RuleError(f"{path}.grants", _("An exemption grants EXEMPT or REVIEW."))
    return Exemption(_parse_condition(data, path), Outcome[data["grants"]])


def _parse_measure(code: Any, path: str) -> Measure:
    if not isinstance(code, str) or not code:
        raise RuleError(path, _("Choose what to measure."))
    try:
        return find(code)
    except UnknownMeasure as error:
        raise RuleError(path, _unknown(code, error.nearest)) from None


def _parse_op(op: Any, measure: Measure, path: str) -> Op:
    allowed = OPS_OF_KIND[measure.kind]
    if op not in allowed:
        choices = {"measure": measure.label, "ops": ", ".join(allowed)}
        raise RuleError(path, _("“%(measure)s” can be compared with: %(ops)s.") % choices)
    return Op(op)


def _parse_value(value: Any, measure: Measure, op: Op, path: str) -> Any:
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


def _require_object(data: Any, path: str) -> None:
    if not isinstance(data, dict):
        raise RuleError(path, _("A rule or a group was expected here."))


def _refuse_unknown_keys(data: dict[str, Any], known: Iterable[str], path: str) -> None:
    for key in sorted(set(map(str, data)) - set(known)):
        nearest = next(iter(difflib.get_close_matches(key, known, n=1)), "")
        raise RuleError(f"{path}.{key}".lstrip("."), _unknown(key, nearest))


def _unknown(word: str, nearest: str) -> str:
    if nearest:
        return _("“%(word)s” is not known here. Did you mean “%(nearest)s”?") % {"word": word, "nearest": nearest}
    return _("“%(word)s” is not known here.") % {"word": word}
