"""The body of a reaction's job."""

from marketplace.activity.jobs import REACT
from marketplace.activity.models import Event
from marketplace.activity.record import reactions_to
from marketplace.core.models import Job


@REACT.body
def react(job: Job, *, event_id: int, reaction: str) -> None:
    """Run one reaction to one event. Raises KeyError if the reaction is no longer registered."""
    event = Event.objects.select_related("actor").get(pk=event_id)
    reactions_to(event.verb)[reaction](event)
