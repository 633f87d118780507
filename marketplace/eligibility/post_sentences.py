"""Sentences about posts: "2 of your posts in the last 30 days count; 3 are needed." """

from collections.abc import Callable
from typing import TYPE_CHECKING, Literal

from babel.lists import format_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from . import counted
from . import quantities as say
from .comparators import Op, bounds
from .measures import Kind
from .nodes import Condition, Criterion, Group, Node
from .posts import LARGEST
from .windows import Window

if TYPE_CHECKING:
    from .verdicts import CriterionResult

#: What was counted, by measure and whether it is said to the creator.
EXACT: dict[tuple[str, bool], Callable[[int], str]] = {
    ("posts_counted", True): lambda n: ngettext(
        "%(number)s of your posts %(when)s counts", "%(number)s of your posts %(when)s count", n
    ),
    ("posts_counted", False): lambda n: ngettext(
        "%(number)s post %(when)s counts", "%(number)s posts %(when)s count", n
    ),
    ("posts_views", True): lambda n: ngettext(
        "%(number)s view of your posts %(when)s counts", "%(number)s views of your posts %(when)s count", n
    ),
    ("posts_views", False): lambda n: ngettext(
        "%(number)s view of posts %(when)s counts", "%(number)s views of posts %(when)s count", n
    ),
    ("posts_best_views", True): lambda n: ngettext(
        "Your best post %(when)s has %(number)s view", "Your best post %(when)s has %(number)s views", n
    ),
    ("posts_best_views", False): lambda n: ngettext(
        "The best post %(when)s has %(number)s view", "The best post %(when)s has %(number)s views", n
    ),
}

#: Where not all is known of the posts: what surely counts, and what may.
BETWEEN: dict[str, str] = {
    "posts_counted": gettext_noop(
        "Between %(low)s and %(high)s posts %(when)s count, depending on what is not known of them"
    ),
    "posts_views": gettext_noop(
        "Between %(low)s and %(high)s views of posts %(when)s count, depending on what is not known of them"
    ),
    "posts_best_views": gettext_noop("The best post %(when)s has between %(low)s and %(high)s views"),
}
AT_LEAST: dict[str, str] = {
    "posts_counted": gettext_noop("At least %(low)s posts %(when)s count"),
    "posts_views": gettext_noop("At least %(low)s views of posts %(when)s count"),
    "posts_best_views": gettext_noop("The best post %(when)s has at least %(low)s views"),
}

#: How a yes or no about a post is said when it is asked for.
STATES: dict[str, tuple[str, str]] = {
    "post_has_text": (gettext_noop("it has text"), gettext_noop("it has no text")),
    "post_is_sponsored": (gettext_noop("it is sponsored"), gettext_noop("it is not sponsored")),
    "post_is_boosted": (gettext_noop("it is boosted with money"), gettext_noop("it is not boosted with money")),
    "post_has_foreign_watermark": (
        gettext_noop("it carries another platform’s watermark"),
        gettext_noop("it carries no other platform’s watermark"),
    ),
    "post_has_copyrighted_content": (
        gettext_noop("it contains what belongs to others"),
        gettext_noop("it contains nothing that belongs to others"),
    ),
    "post_is_duet_or_stitch": (gettext_noop("it is a duet or stitch"), gettext_noop("it is neither duet nor stitch")),
}
FIGURES: dict[Op, str] = {
    Op.GTE: gettext_noop("%(label)s: at least %(needed)s"),
    Op.LTE: gettext_noop("%(label)s: at most %(needed)s"),
    Op.EQ: gettext_noop("%(label)s: %(needed)s"),
    Op.BETWEEN: gettext_noop("%(label)s: from %(low)s to %(high)s"),
    Op.IN: gettext_noop("%(label)s: %(needed)s"),
    Op.NOT_IN: gettext_noop("%(label)s: not %(needed)s"),
}


def can_say(result: "CriterionResult") -> bool:
    """A count over posts that is known at least in part."""
    return result.measure.over_posts and result.observed is not None


def sentence(result: "CriterionResult") -> str:
    """What was counted and what is needed."""
    if result.op is Op.CADENCE:
        return _pace(result)
    low, high = bounds(result.op, result.criterion.condition.value)
    observed = _observed(result)
    if low is not None and high is not None:
        words = {"observed": observed, "low": say.number(low), "high": say.number(high)}
        return _("%(observed)s; from %(low)s to %(high)s needed.") % words
    if low is not None:
        text, needed = counted.AT_LEAST[False, False](low), low
    else:
        text, needed = counted.AT_MOST[False, False](), high or 0
    return text % {"observed": observed, "needed": say.number(needed)}


def when(window: Window | None) -> str:
    """In which days posts are counted."""
    if window is None:
        return _("so far")
    if window.kind == "rolling":
        text = ngettext("in the last %(days)s day", "in the last %(days)s days", window.size)
        return text % {"days": say.number(window.size)}
    return {
        "week": lambda: _("since Monday"),
        "month": lambda: _("since the first of the month"),
        "year": lambda: _("since the first of January"),
    }[window.unit]()


def asked(criterion: Criterion) -> str:
    """What a rule over posts asks, before anybody is measured by it."""
    condition = criterion.condition
    assert condition.posts is not None
    low, high = bounds(condition.op, condition.value)
    if condition.op is Op.CADENCE:
        demand = _pace_asked(condition)
    else:
        window = condition.posts.window
        counted_when = condition.measure.label if window is None else f"{condition.measure.label} {when(window)}"
        words = {"label": counted_when, "low": say.number(low or 0), "high": say.number(high or 0)}
        if low is None:
            demand = _("%(label)s: at most %(needed)s.") % {**words, "needed": words["high"]}
        elif high is None:
            demand = _("%(label)s: at least %(needed)s.") % {**words, "needed": words["low"]}
        else:
            demand = _("%(label)s: from %(low)s to %(high)s.") % words
    if condition.posts.where is None:
        return demand
    return demand + " " + _("A post counts if: %(conditions)s.") % {"conditions": _phrase(condition.posts.where)}


def _observed(result: "CriterionResult") -> str:
    posts = result.criterion.condition.posts
    words = {"when": when(posts.window if posts else None), "low": say.number(result.observed)}
    code = result.measure.code
    if result.high is None:
        return EXACT[code, result.voice == "creator"](result.observed) % {
            **words,
            "number": say.number(result.observed),
        }
    if result.high == LARGEST:
        return _(AT_LEAST[code]) % words
    return _(BETWEEN[code]) % {**words, "high": say.number(result.high)}


def _pace(result: "CriterionResult") -> str:
    weeks = result.criterion.condition.value[1]
    words = {"kept": say.number(result.observed), "weeks": say.number(weeks), "high": say.number(result.high or 0)}
    if result.high is None:
        kept = ngettext(
            "The pace was kept in %(kept)s of the last %(weeks)s week.",
            "The pace was kept in %(kept)s of the last %(weeks)s weeks.",
            weeks,
        )
    else:
        kept = _("The pace was kept in %(kept)s to %(high)s of the last %(weeks)s weeks.")
    return kept % words + " " + _pace_asked(result.criterion.condition)


def _pace_asked(condition: Condition) -> str:
    pace, weeks = condition.value
    each = ngettext("%(number)s post that counts", "%(number)s posts that count", pace) % {"number": say.number(pace)}
    text = ngettext(
        "In the last complete week: at least %(posts)s.",
        "In each of the last %(weeks)s complete weeks: at least %(posts)s.",
        weeks,
    )
    return text % {"posts": each, "weeks": say.number(weeks)}


def _phrase(node: Node) -> str:
    if isinstance(node, Group):
        parts = [f"({_phrase(one)})" if isinstance(one, Group) else _phrase(one) for one in node.members]
        if node.kind == "atleast":
            text = ngettext("at least %(k)s of these: %(list)s", "at least %(k)s of these: %(list)s", node.k)
            return text % {"k": node.k, "list": _joined(parts, "standard")}
        return _joined(parts, "or" if node.kind == "any" else "standard")
    measure, op, value = node.measure, node.op, node.condition.value
    if measure.kind is Kind.BOOL:
        return _(STATES[measure.code][0 if value else 1])
    low, high = bounds(op, value)
    words = {"label": measure.label.lower()}
    if op in (Op.IN, Op.NOT_IN):
        return _(FIGURES[op]) % {**words, "needed": say.listed(measure, value, "or")}
    if low is not None and high is not None and low != high:
        return _(FIGURES[Op.BETWEEN]) % {
            **words, "low": say.quantity(measure, low), "high": say.quantity(measure, high)}  # fmt: skip
    side = Op.EQ if low == high else Op.LTE if low is None else Op.GTE
    return _(FIGURES[side]) % {**words, "needed": say.quantity(measure, (high if low is None else low) or 0)}


def _joined(parts: list[str], style: Literal["standard", "or"]) -> str:
    return str(format_list(parts, style=style, locale=say.language().replace("-", "_")))
