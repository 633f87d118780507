"""What happened in this room that the creator must hear of."""

from creators.models import Creator
from marketplace.activity.models import Event
from marketplace.activity.record import on
from marketplace.notifications.actions import notices


@on("creators.unpublished")
def tell_the_creator(event: Event) -> None:
    """Tell a creator why staff took their profile down; what they did themselves they know."""
    creator = Creator.objects.select_related("person").get(pk=event.subject_id)
    if event.data.get("by_staff") and creator.person is not None:
        data = {"reason": event.data["reason"]}
        notices.notify(person=creator.person, verb="creators.taken_down", data=data, key=f"event:{event.pk}")
