"""Doing what waits, in the test's own process: the mails end up in its outbox."""

import re

from django.core import mail
from django.utils import timezone

from marketplace.core import jobs
from marketplace.core.models import Job


def do_what_waits() -> None:
    """Run every job that is due, and those that these enqueue, until none is left."""
    while due := list(Job.objects.waiting().filter(run_after__lte=timezone.now()).values_list("pk", flat=True)):
        for pk in due:
            jobs.run(pk)
    assert list(Job.objects.dead().values_list("name", "error")) == []


def link_in_last_mail_to(address: str) -> str:
    """The path of the first link in the newest mail to this address."""
    message = next(message for message in reversed(mail.outbox) if message.to == [address])
    found = re.search(r"https?://[^/\s]+(/\S+)", message.body)
    assert found, message.body
    return found[1]
