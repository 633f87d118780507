"""Who acts for somebody who hires. This room only asks; the room that keeps the seats registers how to find them."""

from collections.abc import Callable
from typing import Any

from django.db.models import Exists, Q, QuerySet

from marketplace.accounts.models import Person

#: Asked in turn for the rows that are a person's seats in organisations that may act now.
_seats: list[Callable[[Person], QuerySet[Any]]] = []


def register(active_seats: Callable[[Person], QuerySet[Any]]) -> None:
    """`active_seats(person)` finds this person's seats in organisations that are not suspended."""
    _seats.append(active_seats)


def works_for_a_brand(person: Person) -> bool:
    """Whether this person uses the brand side and has a seat in an active brand: ticking the side alone opens nothing.

    Asked of the database at most once for each reading of a person, which is once a request.
    """
    if not person.uses_brand_side:
        return False
    if "has_active_seat" not in person.__dict__:
        person.__dict__["has_active_seat"] = any(active_seats(person).exists() for active_seats in _seats)
    return bool(person.__dict__["has_active_seat"])


def has_seat(person: Person) -> Q:
    """The same as a condition of a query, for lists: asked along with the rows, at no query of its own."""
    if not person.uses_brand_side:
        return Q(pk__in=[])
    condition = Q(pk__in=[])
    for active_seats in _seats:
        condition |= Q(Exists(active_seats(person)))
    return condition
