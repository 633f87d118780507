"""What every page shows about notices."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from marketplace.accounts.models import Person
from marketplace.notifications.queries import unread_count


def bell(request: HttpRequest) -> dict[str, Any]:
    """The number on the bell, counted when a page shows it."""
    person = getattr(request, "user", None)
    if not isinstance(person, Person):
        return {}
    return {"unread_notices": SimpleLazyObject(lambda: unread_count(person))}
