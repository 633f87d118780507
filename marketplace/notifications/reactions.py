"""What happens in the rooms below that people must hear of."""

from marketplace.accounts.models import Person
from marketplace.activity.models import Event
from marketplace.activity.record import on
from marketplace.notifications.actions import notices


@on("accounts.person_suspended", "accounts.person_reinstated")
def tell_the_person(event: Event) -> None:
    """Tell a person that staff suspended or reinstated them, and why."""
    person = Person.objects.get(pk=event.subject_id)
    notices.notify(person=person, verb=event.verb, data={"reason": event.data["reason"]}, key=f"event:{event.pk}")
