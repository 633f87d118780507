"""What happens when the time to answer is over. The job waits as a row until then."""

from marketplace.core.models import Job
from marketplace.deals.actions import contacts
from marketplace.deals.jobs import EXPIRE
from marketplace.deals.models import Contact


@EXPIRE.body
def expire(job: Job, *, contact_id: int) -> None:
    """Close a contact that nobody answered; one that was answered stays as it is."""
    contacts.expire(contact=Contact.objects.get(pk=contact_id))
