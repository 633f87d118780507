"""What waits for staff. Each room declares its queues; the dashboard and the sidebar show them with their lengths."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Queue:
    """Rows of one model that wait, oldest first. `right` is the permission of those who work it off."""

    name: str
    label: Any
    icon: str
    right: str
    model: str
    rows: Callable[[], QuerySet[Any]]

    def count(self) -> int:
        return self.rows().count()

    @property
    def href(self) -> str:
        """The list of the model, narrowed to the queue."""
        page = "admin:{}_changelist".format(self.model.replace(".", "_"))
        return f"{reverse(page)}?queue={self.name}"

    def is_for(self, request: HttpRequest) -> bool:
        """May this person work it off?"""
        return request.user.has_perm(self.right)


_queues: dict[str, Queue] = {}


def queue(name: str, **fields: Any) -> Queue:
    """Declare a queue. Raises ValueError if the name is taken."""
    if name in _queues:
        raise ValueError(f"the queue {name} is declared twice")
    _queues[name] = Queue(name, **fields)
    return _queues[name]


def queues(request: HttpRequest) -> list[Queue]:
    """The queues this person works off."""
    return [one for one in _queues.values() if one.is_for(request)]


class InQueue(admin.SimpleListFilter):
    """Narrows a list to one of its model's queues."""

    title = _("waiting for")
    parameter_name = "queue"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        here = model_admin.opts.label_lower
        return [(one.name, one.label) for one in queues(request) if one.model == here]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        chosen = _queues.get(self.value() or "")
        return queryset.filter(pk__in=chosen.rows().values("pk")) if chosen else queryset
