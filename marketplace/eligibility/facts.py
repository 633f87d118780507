"""What is known about somebody: a value, the day it was true, and who says so. What is not known is simply absent."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from .ages import age_on
from .measures import Kind, Measure
from .posts import Post


@dataclass(frozen=True, slots=True)
class Fact:
    value: Any
    as_of: date | None = None
    source: str = ""


Facts = Mapping[str, Fact]

#: The fact that measures over posts are worked out from: a tuple of `Post`.
POSTS = "posts"
#: "granted:r1" → true: somebody was exempted from the criterion r1.
GRANTED = "granted:"

#: A measure that follows from another fact and the day: measure → (fact, how).
DERIVED: dict[str, tuple[str, Callable[[Any, date], int]]] = {"age_years": ("birth_date", age_on)}


class FactError(TypeError):
    """A fact whose value is not of its measure's kind: a mistake of the program that made it, not of a person."""

    def __init__(self, code: str, value: object, kind: str) -> None:
        super().__init__(f"The fact {code!r} must be {kind}, not {type(value).__name__} {value!r}.")


def fact_for(measure: Measure, facts: Facts, as_of: date) -> Fact | None:
    """The fact a measure reads, checked; None when it is not known."""
    if measure.over_posts:
        return _posts(facts)
    fact = facts.get(measure.code)
    if fact is None or fact.value is None:
        return _derived(measure.code, facts, as_of) if measure.code in DERIVED else None
    _CHECKS[measure.kind](measure.code, fact.value)
    return fact


def _posts(facts: Facts) -> Fact | None:
    """Posts check themselves when they are made; here it is enough that they are posts."""
    fact = facts.get(POSTS)
    if fact is None or fact.value is None:
        return None
    if type(fact.value) is not tuple or (fact.value and type(fact.value[0]) is not Post):
        raise FactError(POSTS, fact.value, "a tuple of posts")
    return fact


def _derived(code: str, facts: Facts, as_of: date) -> Fact | None:
    origin, derive = DERIVED[code]
    fact = facts.get(origin)
    if fact is None or fact.value is None:
        return None
    if type(fact.value) is not date:
        raise FactError(origin, fact.value, "a date")
    return Fact(derive(fact.value, as_of), fact.as_of, fact.source)


def is_granted(code: str, facts: Facts) -> bool:
    """Somebody was exempted from the criterion of this code."""
    fact = facts.get(GRANTED + code)
    if fact is None or fact.value is None:
        return False
    _check_bool(GRANTED + code, fact.value)
    return bool(fact.value)


def is_stale(measure: Measure, fact: Fact, as_of: date) -> bool:
    """Older than the measure stays true. Without a date nobody can say that it is fresh."""
    if measure.stale_after_days is None:
        return False
    return fact.as_of is None or (as_of - fact.as_of).days > measure.stale_after_days


def _check_int(code: str, value: object) -> None:
    if type(value) is not int:
        raise FactError(code, value, "a whole number")


def _check_bool(code: str, value: object) -> None:
    if type(value) is not bool:
        raise FactError(code, value, "true or false")


def _check_code(code: str, value: object) -> None:
    if not isinstance(value, str):
        raise FactError(code, value, "a text")


def _check_set(code: str, value: object) -> None:
    if not isinstance(value, set | frozenset):
        raise FactError(code, value, "a set of texts")


_CHECKS: dict[Kind, Callable[[str, object], None]] = {
    Kind.INT: _check_int,
    Kind.BOOL: _check_bool,
    Kind.CODE: _check_code,
    Kind.SET: _check_set,
}
