"""Which events a member of staff may read: those about what they may see anyway."""

from typing import Any

from django.apps import apps
from django.db.models import Q, QuerySet

from marketplace.activity.models import Event

#: Events that need a right of their own, whatever they are about.
_needed: list[tuple[Q, str]] = []


def register(events: Q, right: str) -> None:
    """These events are read only with `right` ("app.view_thing")."""
    _needed.append((events, right))


def events_for(person: Any) -> QuerySet[Event]:
    """The events about things whose rows this person may view, without those that need another right."""
    models = [model._meta for model in apps.get_models()]
    seen = [one.label_lower for one in models if person.has_perm(f"{one.app_label}.view_{one.model_name}")]
    kept = Q()
    for events, right in _needed:
        if not person.has_perm(right):
            kept &= ~events
    return Event.objects.filter(kept, subject_type__in=seen)
