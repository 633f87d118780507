"""Sending one notice by e-mail."""

from django.utils import timezone

from marketplace.core.models import Job
from marketplace.notifications.emails import compose
from marketplace.notifications.jobs import SEND_EMAIL
from marketplace.notifications.models import Notice


@SEND_EMAIL.body
def send_email(job: Job, *, notice_id: int) -> None:
    """Send it unless it was sent, or its person has gone or can no longer sign in."""
    notice = Notice.objects.select_related("person").filter(pk=notice_id, emailed_at=None).first()
    if notice is None or not notice.person.is_active:
        return
    notice.emailed_at = timezone.now()
    notice.save(update_fields=["emailed_at", "updated_at"])
    compose(notice).send()
