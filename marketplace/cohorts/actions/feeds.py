"""The secret address of a person's calendar."""

from marketplace.accounts.models import Person
from marketplace.activity.record import record
from marketplace.cohorts.models import CalendarFeed
from marketplace.cohorts.models.session import a_key


def feed_of(person: Person) -> CalendarFeed:
    """The person's feed; it is made when it is first asked for."""
    return CalendarFeed.objects.get_or_create(person=person)[0]


def renew(*, actor: Person) -> CalendarFeed:
    """A new address; whoever has the old one sees nothing any more. The suspended may do this too: it only closes."""
    feed = feed_of(actor)
    feed.key = a_key()
    feed.save(update_fields=["key", "updated_at"])
    record("cohorts.calendar_renewed", actor=actor, subject=feed)
    return feed
