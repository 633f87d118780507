"""The bodies of this room's jobs."""

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from brands.actions import members
from brands.jobs import SEND_INVITATION
from brands.models import MemberInvitation
from marketplace.accounts.models import Person
from marketplace.core.models import Job


@SEND_INVITATION.body
def send_invitation(job: Job, *, invitation_id: int) -> None:
    """Mail the link of an invitation, unless it was answered or revoked meanwhile."""
    found = MemberInvitation.objects.open().select_related("brand", "invited_by").filter(pk=invitation_id).first()
    if found is None:
        return
    token = members.token_of(found)
    if members.hash_of(token) != found.token_hash:
        raise ValueError(f"the key that made invitation {found.pk} is no longer the site's: invite again")
    reader = Person.objects.filter(email__iexact=found.email).only("language").first()
    language = (reader.language if reader else "") or found.invited_by.language or settings.LANGUAGE_CODE
    with translation.override(language):
        url = f"{settings.SITE_URL}{reverse('brands:accept_invitation', args=[token])}"
        context = {"invitation": found, "url": url, "language": language}
        subject = " ".join(render_to_string("brands/emails/invitation_subject.txt", context).split())
        message = EmailMultiAlternatives(
            subject, render_to_string("brands/emails/invitation.txt", context), to=[found.email]
        )
    message.send()
