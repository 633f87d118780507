"""Facts as plain data, under documented names: for the command line, for a form anybody can fill in, for tests.

    read_facts({"followers": 10_000, "birth_date": "2004-02-29", "posts": [{"published_on": "2026-11-01"}]}, today)

Every measure goes under its code. `null` is what is not known. Whatever is wrong is refused with its place.
"""

import difflib
import json
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from marketplace.core.errors import Invalid

from .facts import Fact
from .measures import MEASURES, Kind, Measure, UnknownMeasure, find
from .parsing import DAY
from .posts import ANSWERS, FIELDS, LARGEST, Post
from .values import Subject, Topic, Unit

SOURCE = "declared"
#: What is known besides the measures themselves.
OTHERS = ("birth_date", "posts")
POST_NAMES = ("published_on", *FIELDS)
_MONTH = 30


class FactsError(Invalid):
    """Facts that cannot be read: where (`path`), and what to change."""

    def __init__(self, path: str, message: str) -> None:
        self.path = path
        super().__init__({path: message})


def read_facts(data: Any, on: date, *, beside: Iterable[str] = ()) -> dict[str, Fact]:
    """Facts as they are declared on that day. Raises FactsError with the place of the first mistake.

    `beside` are names that the caller has read itself: they are offered where a name looks like a misspelling of one.
    """
    if not isinstance(data, Mapping):
        raise FactsError("", _("Facts are an object of names and values."))
    facts: dict[str, Fact] = {}
    for name, value in data.items():
        read = _reader(str(name), [*names(), *beside])
        if value is not None:
            facts[str(name)] = Fact(read(value, str(name), on), on, SOURCE)
    if "country" in facts:
        facts.setdefault("home_country", facts["country"])
    if "posts" in facts:
        recent = sum(0 < (on - post.published_on).days <= _MONTH for post in facts["posts"].value)
        facts.setdefault("posts_30d", Fact(recent, on, SOURCE))
    return facts


def names() -> list[str]:
    """Every name that facts may have; a family of measures stands once, with its colon."""
    asked = [measure for measure in MEASURES.values() if is_fact(measure)]
    return [*OTHERS, *(f"{measure.code}:" if measure.is_family else measure.code for measure in asked)]


def is_fact(measure: Measure) -> bool:
    """Stated by itself, and not worked out from posts."""
    return measure.subject is not Subject.POST and not measure.over_posts


def _reader(name: str, known: list[str]) -> Callable[[Any, str, date], Any]:
    if name == "birth_date":
        return _birth_date
    if name == "posts":
        return _posts
    try:
        measure = find(name)
    except UnknownMeasure:
        raise _unknown(name, name, known) from None
    if not is_fact(measure):
        raise _unknown(name, name, OTHERS)
    return lambda value, path, on: _measured(measure, value, path)


def _measured(measure: Measure, value: Any, path: str) -> Any:
    match measure.kind:
        case Kind.INT:
            number = _number(value, path)
            if measure.topic is Topic.AUDIENCE and measure.unit is Unit.BP and number > 10_000:
                raise FactsError(path, _("A share of an audience cannot be more than 100 %."))
            return number
        case Kind.BOOL:
            return _answer(value, path)
        case Kind.CODE:
            return _code(measure, value, path)
    if not isinstance(value, list):
        raise FactsError(path, _("A list is expected here, not %(value)s.") % {"value": _as_json(value)})
    return frozenset(_code(measure, item, f"{path}[{i}]") for i, item in enumerate(value))


def _number(value: Any, path: str) -> int:
    if type(value) is not int:
        raise FactsError(path, _("A whole number is expected here, not %(value)s.") % {"value": _as_json(value)})
    if value < 0:
        raise FactsError(path, _("A count cannot be negative."))
    if value > LARGEST:
        raise FactsError(path, _("This number is too large."))
    return value


def _answer(value: Any, path: str) -> bool:
    if type(value) is not bool:
        raise FactsError(path, _("true or false is expected here, not %(value)s.") % {"value": _as_json(value)})
    return value


def _code(measure: Measure, value: Any, path: str) -> str:
    if isinstance(value, str) and measure.values.accepts(value):
        return value
    if isinstance(value, str) and measure.values.accepts(value.upper()):
        meant = {"word": _shown(value), "nearest": value.upper()}
        raise FactsError(path, _("“%(word)s” is not known here. Did you mean “%(nearest)s”?") % meant)
    choices = measure.values.choices
    if choices:
        words = {"value": _shown(value), "choices": ", ".join(choices)}
        raise FactsError(path, _("One of %(choices)s is expected here, not %(value)s.") % words)
    words = {"value": _shown(value), "measure": measure.label}
    raise FactsError(path, _("%(value)s is not a value of “%(measure)s”.") % words)


def _day(value: Any, path: str) -> date:
    try:
        if isinstance(value, str) and DAY.fullmatch(value):
            return date.fromisoformat(value)
    except ValueError:
        pass
    raise FactsError(path, _("“%(value)s” is not a day. Write it as 2026-03-01.") % {"value": _shown(value)})


def _birth_date(value: Any, path: str, on: date) -> date:
    born = _day(value, path)
    if born > on:
        raise FactsError(path, _("Somebody born on %(day)s was not born yet on the day that is asked.")
                         % {"day": born.isoformat()})  # fmt: skip
    return born


def _posts(value: Any, path: str, on: date) -> tuple[Post, ...]:
    if not isinstance(value, list):
        raise FactsError(path, _("A list of posts is expected here, not %(value)s.") % {"value": _as_json(value)})
    return tuple(read_post(item, f"{path}[{i}]") for i, item in enumerate(value))


def read_post(data: Any, path: str, *, beside: Iterable[str] = ()) -> Post:
    """One post of plain facts; `beside` as for `read_facts`. Raises FactsError with the place of the first mistake."""
    if not isinstance(data, Mapping):
        raise FactsError(path, _("A post is an object of names and values."))
    known: dict[str, Any] = {}
    for name, value in data.items():
        place = f"{path}.{name}"
        if name not in POST_NAMES:
            raise _unknown(str(name), place, [*POST_NAMES, *beside])
        if name == "published_on":
            known[name] = _day(value, place)
        elif value is not None:
            known[name] = _answer(value, place) if name in ANSWERS else _number(value, place)
    if "published_on" not in known:
        raise FactsError(f"{path}.published_on", _("Say on which day this post was published."))
    return Post(**known)


def _unknown(word: str, path: str, known: Iterable[str]) -> FactsError:
    nearest = _nearest(word, list(known))
    if not nearest:
        return FactsError(path, _("“%(word)s” is not known here.") % {"word": word})
    meant = {"word": word, "nearest": nearest}
    return FactsError(path, _("“%(word)s” is not known here. Did you mean “%(nearest)s”?") % meant)


def _nearest(word: str, known: list[str]) -> str:
    """The name that is meant: one that looks alike, else the shortest that begins so; "" where there is none."""
    base, colon, _key = word.lower().partition(":")
    close = difflib.get_close_matches(base + colon, known, n=1)
    longer = sorted((name for name in known if base and name.startswith(base)), key=len)
    return next(iter([*close, *longer]), "")


def _shown(value: Any) -> str:
    """A word as it was written; anything else as JSON, which facts come as: `true` and `null`."""
    return _shortened(value) if isinstance(value, str) else _as_json(value)


def _as_json(value: Any) -> str:
    """With the quotes of a text: where a number is expected, they are what is wrong with "10"."""
    return _shortened(json.dumps(value, ensure_ascii=False, default=repr))


def _shortened(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"
