"""What happened. Actions record; rooms above react, each reaction in a job of its own after the commit.

record("brands.campaign_published", actor=actor, subject=campaign)

@on("brands.campaign_published")          # in reactions.py of a higher room
def match_it(event: Event) -> None: ...
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.db import models, transaction

from marketplace.activity.jobs import REACT

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser

    from marketplace.activity.models import Event


class System:
    """The product itself, acting for nobody."""

    pk = None

    def __str__(self) -> str:
        return "Entente"


SYSTEM = System()
Reaction = Callable[["Event"], None]

_reactions: dict[str, dict[str, Reaction]] = defaultdict(dict)


def on(*verbs: str) -> Callable[[Reaction], Reaction]:
    """Register a reaction to verbs. It gets the Event, runs after the commit and may run twice."""

    def register(reaction: Reaction) -> Reaction:
        for verb in verbs:
            _reactions[verb][f"{reaction.__module__}.{reaction.__qualname__}"] = reaction
        return reaction

    return register


def reactions_to(verb: str) -> dict[str, Reaction]:
    """The reactions to a verb by their dotted names."""
    return dict(_reactions[verb])


def record(
    verb: str, *, actor: AbstractBaseUser | System, subject: models.Model, data: dict[str, Any] | None = None
) -> Event:
    """Record that `actor` did `verb` to `subject`, and enqueue each reaction. Part of the caller's transaction."""
    from marketplace.activity.models import Event

    with transaction.atomic():
        event = Event.objects.create(
            verb=verb,
            actor_id=None if isinstance(actor, System) else actor.pk,
            subject_type=subject._meta.label_lower,
            subject_id=subject.pk,
            data=data or {},
        )
        for name in _reactions[verb]:
            REACT.enqueue(key=f"{event.pk}:{name}", event_id=event.pk, reaction=name)
    return event
