"""The key `posts` of a criterion: `{"window": {"rolling_days": 30}, "where": {"all": […]}}`."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from .measures import Measure
from .nodes import Group, Node
from .of_posts import PostsAsked
from .rule_errors import RuleError, refuse_unknown_keys, require_object
from .windows import UNITS, Window

MAX_DAYS = 3_650
MAX_POSTS_A_WEEK = 1_000
MAX_WEEKS = 104

ParseWhere = Callable[[Any, str], Group]


def parse_posts(data: dict[str, Any], measure: Measure, path: str, parse_where: ParseWhere) -> PostsAsked | None:
    """What a condition says of posts, None for a measure that is not about them. Raises RuleError."""
    place = f"{path}.posts".lstrip(".")
    if not measure.over_posts:
        if "posts" in data:
            raise RuleError(place, _("“%(measure)s” is not counted over posts.") % {"measure": measure.label})
        return None
    asked = data.get("posts")
    if asked is None:
        raise RuleError(place, _("Say which posts count, or {} for all of them."))
    require_object(asked, place)
    refuse_unknown_keys(asked, ("window", "where"), place)
    if data.get("op") == "cadence" and asked.get("window") is not None:
        raise RuleError(f"{place}.window", _("A pace by the week says its weeks itself: leave the window out."))
    return PostsAsked(_window(asked.get("window"), f"{place}.window"),
                      _where(asked.get("where"), f"{place}.where", parse_where))  # fmt: skip


def parse_cadence(value: Any, path: str) -> tuple[int, int]:
    """How many posts a week, for how many weeks. Raises RuleError."""
    if not isinstance(value, list) or len(value) != 2 or any(type(item) is not int for item in value):
        raise RuleError(path, _("A pace needs two whole numbers: how many posts a week, and for how many weeks."))
    for place, most in enumerate((MAX_POSTS_A_WEEK, MAX_WEEKS)):
        if not 1 <= value[place] <= most:
            raise RuleError(f"{path}[{place}]", _("This must be a whole number from 1 to %(most)s.") % {"most": most})
    return value[0], value[1]


def _window(data: Any, path: str) -> Window | None:
    if data is None:
        return None
    if not isinstance(data, dict) or len(data) != 1:
        raise RuleError(path, _('A window is {"rolling_days": 30} or {"calendar": "month"}.'))
    refuse_unknown_keys(data, ("rolling_days", "calendar"), path)
    (kind, value) = next(iter(data.items()))
    if kind == "calendar":
        if value not in UNITS:
            raise RuleError(f"{path}.calendar", _("A calendar window is a week, a month or a year."))
        return Window("calendar", unit=value)
    if type(value) is not int or not 1 <= value <= MAX_DAYS:
        words = {"most": MAX_DAYS}
        raise RuleError(f"{path}.rolling_days", _("This must be a whole number from 1 to %(most)s.") % words)
    return Window("rolling", value)


def _where(data: Any, path: str, parse_where: ParseWhere) -> Group | None:
    if data is None:
        return None
    require_object(data, path)
    group = parse_where({"all": [data]} if "measure" in data else data, path)
    return _sorted(group) if group.members else None


def _sorted(group: Group) -> Group:
    """In one order: nobody counts the criteria of a post by their place."""
    members: list[Node] = [_sorted(one) if isinstance(one, Group) else one for one in group.members]
    members.sort(key=lambda one: json.dumps(one.as_json(), sort_keys=True))
    return replace(group, members=tuple(members))
