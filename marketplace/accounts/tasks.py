"""Sending the mails of signing in."""

import json

from django.core.mail import EmailMultiAlternatives

from marketplace.accounts.jobs import SEND_MAIL
from marketplace.accounts.sealing import unseal
from marketplace.core.models import Job


@SEND_MAIL.body
def send_mail(job: Job, *, to: str, sealed: str) -> None:
    """Send one mail. Its text holds links that sign people in, so it waits sealed."""
    mail = json.loads(unseal(sealed))
    message = EmailMultiAlternatives(mail["subject"], mail["text"], to=[to])
    if mail["html"]:
        message.attach_alternative(mail["html"], "text/html")
    message.send()
